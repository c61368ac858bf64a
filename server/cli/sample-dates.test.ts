import { expect, test } from 'vitest'
import { daysBefore, moment, movedDay, seasonOf, weeksPastHolidays, weeksToMove } from './sample-dates.ts'

const anchor = '2027-04-20'
const zone = 'Europe/Helsinki'
const day = 86_400_000

test('on any day of two years the forum is a Tuesday 13–19 days ahead', () => {
  const begin = Date.parse('2026-01-01T12:00:00Z')
  for (let now = begin; now < begin + 2 * 365 * day; now += day) {
    const moved = movedDay(anchor, weeksToMove(anchor, now, zone))
    const ahead = Math.round((Date.parse(`${moved}T12:00:00Z`) - now) / day)
    expect(ahead).toBeGreaterThanOrEqual(13)
    expect(ahead).toBeLessThanOrEqual(19)
    expect(new Date(`${moved}T12:00:00Z`).getUTCDay()).toBe(2)
  }
})

test('just before midnight the day in Helsinki counts, not the day in UTC', () => {
  // 22.30 UTC is 0.30 of the next day in Helsinki.
  const before = weeksToMove(anchor, Date.parse('2026-12-01T21:30:00Z'), zone)
  const after = weeksToMove(anchor, Date.parse('2026-12-01T22:30:00Z'), zone)
  expect([movedDay(anchor, before), movedDay(anchor, after)]).toEqual(['2026-12-15', '2026-12-15'])
  const late = weeksToMove(anchor, Date.parse('2026-12-02T22:30:00Z'), zone)
  expect(movedDay(anchor, late)).toBe('2026-12-22')
})

test('a later event does not fall on Christmas or in July, and keeps its weekday', () => {
  const moved = (day: string, weeks: number) => movedDay(day, weeksPastHolidays(day, weeks))
  expect(moved('2026-12-22', 0)).toBe('2027-01-12')
  expect(moved('2026-06-30', 1)).toBe('2026-08-04')
  expect(moved('2026-12-15', 0)).toBe('2026-12-15')
})

test('the title says spring until June and autumn from then on', () => {
  expect([seasonOf('2026-06-30'), seasonOf('2026-07-01')]).toEqual(['spring', 'autumn'])
})

test('the wall clock stays over a change to summer time', () => {
  expect(moment('2027-03-27', '17:00', zone)).toBe(Date.parse('2027-03-27T15:00:00Z'))
  expect(moment('2027-03-30', '17:00', zone)).toBe(Date.parse('2027-03-30T14:00:00Z'))
  expect(daysBefore('2027-03-02', 7)).toBe('2027-02-23')
})
