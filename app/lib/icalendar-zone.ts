import { zonedParts } from './dates.ts'

/**
 * Local time in a calendar: `DTSTART;TZID=Europe/Helsinki:20270420T170000` and the VTIMEZONE that explains it.
 * The written rule is the European one (Directive 2000/84/EC: last Sundays of March and October, 01:00 UTC). A year in
 * which the zone data of this Node says otherwise is not written in local time at all: see `localTimes`.
 */

const minute = 60_000
const hour = 60 * minute
/** Since when the rule holds in the whole Union. */
const ruleSince = 1997

/** Minutes east of UTC. */
function offset(at: number, zone: string): number {
  const { year, month, day, hour: hours, minute: minutes } = zonedParts(at, zone)
  return (Date.UTC(year, month - 1, day, hours, minutes) - Math.floor(at / minute) * minute) / minute
}

/** 01:00 UTC on the last Sunday of a month (1–12). */
function lastSunday(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month, 0))
  return lastDay.getTime() - lastDay.getUTCDay() * 24 * hour + hour
}

/** Winter's offset of the zone; null for a zone that this Node does not know. */
function standardOffset(zone: string): number | null {
  try {
    return offset(Date.UTC(2024, 0, 1), zone)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Does the zone follow the European rule in the whole of this year? */
function followsRule(zone: string, year: number, standard: number): boolean {
  const spring = lastSunday(year, 3)
  const autumn = lastSunday(year, 10)
  const winter = [Date.UTC(year, 0, 1), spring - minute, autumn, Date.UTC(year + 1, 0, 1) - minute]
  const summer = [spring, Date.UTC(year, 6, 1), autumn - minute]
  return (
    year >= ruleSince &&
    winter.every((at) => offset(at, zone) === standard) &&
    summer.every((at) => offset(at, zone) === standard + 60)
  )
}

// Zone data does not change while a process runs: asked once for each zone and year.
const rules = new Map<string, boolean>()
function ruleHolds(zone: string, at: number): boolean {
  const year = new Date(at).getUTCFullYear()
  const key = `${zone} ${String(year)}`
  let holds = rules.get(key)
  if (holds === undefined) {
    const standard = standardOffset(zone)
    holds = standard !== null && followsRule(zone, year, standard)
    rules.set(key, holds)
  }
  return holds
}

const compact = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d{3}Z$/g, '')
const localTime = (at: number, zone: string) => compact(at + offset(at, zone) * minute)

function comesTwice(at: number, zone: string): boolean {
  const local = localTime(at, zone)
  return localTime(at - hour, zone) === local || localTime(at + hour, zone) === local
}

/**
 * The local times of these moments (epoch milliseconds), or null when they must be written in UTC: the VTIMEZONE would
 * not agree with the zone data, or the time comes twice that night, and calendars differ in which of the two they take.
 */
export function localTimes(moments: number[], zone: string): string[] | null {
  if (!moments.every((at) => ruleHolds(zone, at))) return null
  if (moments.some((at) => comesTwice(at, zone))) return null
  return moments.map((at) => localTime(at, zone))
}

const signed = (minutes: number) => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}${two(Math.abs(minutes) % 60)}`
}
const zoneNames: Record<number, [string, string]> = { 60: ['CET', 'CEST'], 120: ['EET', 'EEST'] }

/** The VTIMEZONE of a zone for which `localTimes` gave local times: one line an element. */
export function zoneLines(zone: string): string[] {
  const standard = standardOffset(zone)
  if (standard === null) throw new RangeError(`Unknown time zone: ${zone}`)
  const summer = standard + 60
  const names = zoneNames[standard]
  const part = (kind: 'DAYLIGHT' | 'STANDARD', from: number, to: number, month: number, name: string | undefined) => [
    `BEGIN:${kind}`,
    `TZOFFSETFROM:${signed(from)}`,
    `TZOFFSETTO:${signed(to)}`,
    ...(name ? [`TZNAME:${name}`] : []),
    `DTSTART:${compact(lastSunday(ruleSince, month) + from * minute)}`,
    `RRULE:FREQ=YEARLY;BYMONTH=${String(month)};BYDAY=-1SU`,
    `END:${kind}`,
  ]
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...part('DAYLIGHT', standard, summer, 3, names?.[1]),
    ...part('STANDARD', summer, standard, 10, names?.[0]),
    'END:VTIMEZONE',
  ]
}
