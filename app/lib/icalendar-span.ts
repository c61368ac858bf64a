import { localTimes } from './icalendar-zone.ts'

/** When an entry of a calendar is. */
export type Span =
  /** Epoch milliseconds and the zone whose clock it is told by. */
  | { startsAt: number; endsAt: number; zone: string }
  /** Whole days, `YYYY-MM-DD`, the last one included. */
  | { firstDay: string; lastDay: string }

type DateArray = [year: number, month: number, day: number]

/** A span as `ics` takes it, and its local times, which `ics` cannot write. */
export type WritableSpan = {
  start: number | DateArray
  end: number | DateArray
  wholeDays: boolean
  local: { zone: string; start: string; end: string } | null
}

/** Null when it has no length or is no time at all. Moments stay numbers: arrays would follow the zone of the process. */
export function writableSpan(span: Span): WritableSpan | null {
  if ('firstDay' in span) {
    const first = dayOf(span.firstDay)
    const last = dayOf(span.lastDay)
    if (first === null || last === null || last < first) return null
    // DTEND is the first day that does not belong to it any more.
    return { start: dateArray(first), end: dateArray(last + 86_400_000), wholeDays: true, local: null }
  }
  const { startsAt, endsAt, zone } = span
  if (!isMoment(startsAt) || !isMoment(endsAt) || endsAt <= startsAt) return null
  const [start, end] = localTimes([startsAt, endsAt], zone) ?? []
  return { start: startsAt, end: endsAt, wholeDays: false, local: start && end ? { zone, start, end } : null }
}

/** Up to the year 9999, the last that a calendar can write. */
function isMoment(at: number): boolean {
  return Number.isSafeInteger(at) && at >= 0 && at < Date.UTC(10_000, 0, 1)
}

function dayOf(day: string): number | null {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? null : at
}

function dateArray(at: number): DateArray {
  const date = new Date(at)
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
}
