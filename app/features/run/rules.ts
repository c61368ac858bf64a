import { timed, type AgendaItem, type TimedItem } from '#app/features/agenda/rules.ts'
import type { EventState } from '#app/features/events/rules.ts'

/** What a facilitator said of an item on the day. Times are epoch milliseconds. */
export type RunMark = {
  itemId: string
  startedAt: number | null
  endedAt: number | null
  skipped: boolean
  /** Minutes added to the planned ones. */
  stretched: number
}

export const noMark: Omit<RunMark, 'itemId'> = { startedAt: null, endedAt: null, skipped: false, stretched: 0 }

export type RunState = 'coming' | 'now' | 'done' | 'skipped'
/** An item as the day goes: `startsAt` and `endsAt` are when it began or is expected to. */
export type RunItem = TimedItem<AgendaItem> & { run: RunState; mark: Omit<RunMark, 'itemId'> }

/** The day as it stands at a moment. */
export type Run = {
  items: RunItem[]
  now: RunItem | null
  /** What comes after it, those side by side not counted. */
  next: RunItem | null
  /** Minutes that the end is later than planned (less than 0: earlier). */
  late: number
  over: boolean
}

const minute = 60_000

/** The most minutes by which an item can be stretched or shortened. */
export const mostStretch = 240

/**
 * Where the agenda stands. Before anybody presses anything the clock decides; from the first "start" on the facilitator
 * does: what was started last goes on until the next is started, and all later times follow from it, also when it runs
 * over its time. A pinned item never starts earlier than its wall clock.
 */
export function runOf(
  agenda: AgendaItem[],
  marks: RunMark[],
  event: { startsAt: number; endsAt: number; timeZone: string },
  now: number,
): Run {
  const planned = timed(agenda, event.startsAt, event.timeZone)
  const line = planned.filter((item) => item.within === null)
  const markOf = (id: string) => marks.find(({ itemId }) => itemId === id) ?? { itemId: id, ...noMark }
  const last = line.findLast((item) => markOf(item.id).startedAt !== null)
  const current = last && markOf(last.id).endedAt === null ? last : undefined
  const started = last === undefined ? -1 : line.indexOf(last)
  /** When what comes next can begin; null as long as all goes as planned. */
  let free: number | null = null
  const shown = new Map<string, RunItem>()
  line.forEach((item, place) => {
    const mark = markOf(item.id)
    const length = Math.max(0, item.minutes + mark.stretched) * minute
    const due = free ?? item.startsAt
    const earliest = item.pinned === null || item.before ? due : Math.max(due, item.startsAt)
    const startsAt = mark.startedAt ?? (item.before ? item.startsAt : earliest)
    const planEnd = startsAt + (mark.skipped ? 0 : length)
    const followed = line.slice(place + 1).find(({ id }) => markOf(id).startedAt !== null)
    const endsAt =
      mark.endedAt ?? (mark.startedAt !== null && followed ? (markOf(followed.id).startedAt ?? planEnd) : planEnd)
    shown.set(item.id, { ...item, startsAt, endsAt, mark, run: stateOf(item, place, { startsAt, endsAt }) })
    const touched = mark.skipped || mark.stretched !== 0 || mark.startedAt !== null
    // What was started and is not over can end now at the earliest.
    const end = item === current ? Math.max(endsAt, now) : endsAt
    if (item.before) free = touched && end > event.startsAt ? end : free
    else if (free !== null || touched) free = end
  })

  function stateOf(item: TimedItem<AgendaItem>, place: number, at: { startsAt: number; endsAt: number }): RunState {
    if (markOf(item.id).skipped) return 'skipped'
    if (item === current) return 'now'
    if (place <= started) return 'done'
    // Nobody has pressed anything: the clock decides.
    if (started >= 0 || now < at.startsAt) return 'coming'
    return now < at.endsAt ? 'now' : 'done'
  }

  const items = planned.map((item) => {
    const around = item.within === null ? undefined : shown.get(item.within)
    const own = shown.get(item.id)
    if (own) return own
    const { startsAt, endsAt, run } = around ?? { startsAt: item.startsAt, endsAt: item.endsAt, run: 'coming' as const }
    return { ...item, startsAt, endsAt, run, mark: noMark }
  })
  const going = items.filter((item) => item.within === null)
  const here = going.find(({ run }) => run === 'now') ?? null
  const next = going.find(({ run }, place) => run === 'coming' && place > (here ? going.indexOf(here) : -1)) ?? null
  const end = Math.max(...going.map(({ endsAt }) => endsAt), event.startsAt)
  const plannedEnd = Math.max(...line.map(({ endsAt }) => endsAt), event.startsAt)
  return { items, now: here, next, late: Math.round((end - plannedEnd) / minute), over: !here && !next }
}

export const paces = ['calm', 'soon', 'last', 'over'] as const
/** How the time left feels: `soon` from the last 20 %, `last` from the last 5 %, `over` behind the end. */
export type Pace = (typeof paces)[number]

/** Time left of the item, milliseconds (less than 0: it runs over), and how it feels. */
export function timeLeft(item: { startsAt: number; endsAt: number }, now: number): { left: number; pace: Pace } {
  const left = item.endsAt - now
  const part = left / Math.max(1, item.endsAt - item.startsAt)
  return { left, pace: left <= 0 ? 'over' : part <= 0.05 ? 'last' : part <= 0.2 ? 'soon' : 'calm' }
}

/** Minutes and seconds as a clock that runs down: `4.05`, `1.02.30`, `−0.40`. */
export function countdown(left: number): string {
  const seconds = Math.abs(Math.ceil(left / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const clock = hours > 0 ? `${String(hours)}.${two(minutes)}.${two(rest)}` : `${String(minutes)}.${two(rest)}`
  return left < 0 && seconds > 0 ? `−${clock}` : clock
}

export const runRefusals = ['unknownEvent', 'notPublished', 'notToday', 'unknownItem'] as const
export type RunRefusal = (typeof runRefusals)[number]

const beforeStart = 12 * 60 * minute
const afterEnd = 12 * 60 * minute

/** Is this the day? From half a day before the start to half a day after the end. */
function isTheDay(event: { startsAt: number; endsAt: number }, now: number): boolean {
  return now >= event.startsAt - beforeStart && now <= event.endsAt + afterEnd
}

/** Why the day cannot be run; null when it can. An event that has just been marked as held still can. */
export function runRefusal(
  event: { state: EventState; startsAt: number; endsAt: number },
  now: number,
): RunRefusal | null {
  if (event.state !== 'published' && event.state !== 'held') return 'notPublished'
  return isTheDay(event, now) ? null : 'notToday'
}
