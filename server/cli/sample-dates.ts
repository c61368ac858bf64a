import { Temporal } from 'temporal-polyfill'
import { zonedInstant } from '#app/lib/zoned-time.ts'

/** How many days ahead the first forum is at least; at most six more, because it keeps its weekday. */
const leastDaysAhead = 13

/**
 * By how many weeks the sample's days move, so that `anchor` (`YYYY-MM-DD`, the first forum's day) is 13–19 days ahead
 * and every event keeps its weekday.
 */
export function weeksToMove(anchor: string, now: number, zone: string): number {
  const today = Temporal.PlainDate.from(dayOf(now, zone))
  const { days } = Temporal.PlainDate.from(anchor).until(today.add({ days: leastDaysAhead }), { largestUnit: 'day' })
  return Math.ceil(days / 7)
}

/** The day moved by whole weeks. */
export function movedDay(day: string, weeks: number): string {
  return Temporal.PlainDate.from(day).add({ weeks }).toString()
}

/** By how many weeks the day moves when it must not fall on Christmas or in July: `weeks`, or the first that fits. */
export function weeksPastHolidays(day: string, weeks: number): number {
  return onHoliday(Temporal.PlainDate.from(day).add({ weeks })) ? weeksPastHolidays(day, weeks + 1) : weeks
}

function onHoliday({ month, day }: Temporal.PlainDate): boolean {
  return month === 7 || (month === 12 && day >= 20) || (month === 1 && day <= 6)
}

/** Which of the year's two forums a day is for. */
export function seasonOf(day: string): 'spring' | 'autumn' {
  return Temporal.PlainDate.from(day).month <= 6 ? 'spring' : 'autumn'
}

/**
 * The moment of a day and a wall clock time.
 * @throws when there is no such day or time
 */
export function moment(day: string, time: string, zone: string): number {
  const found = zonedInstant(day, time, zone)
  if (found === null) throw new Error(`There is no moment ${day} ${time}`)
  return found
}

/** The day so many days before. */
export function daysBefore(day: string, days: number): string {
  return Temporal.PlainDate.from(day).subtract({ days }).toString()
}

/** The day on which the moment falls. */
export function dayOf(now: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()
}
