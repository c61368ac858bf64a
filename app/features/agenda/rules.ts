import { zonedParts } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import type { RichText } from '#app/lib/rich-text.ts'

export const agendaItemKinds = [
  'arrival',
  'speech',
  'talk',
  'presentation',
  'panel',
  'discussion',
  'tableWork',
  'plenary',
  'decisions',
  'break',
  'closing',
] as const
export type AgendaItemKind = (typeof agendaItemKinds)[number]

/** The longest item: a day. */
export const longestMinutes = 1440

export function isAgendaItemKind(given: unknown): given is AgendaItemKind {
  return (agendaItemKinds as readonly unknown[]).includes(given)
}

/** How settled an item is among those who plan. */
export const agendaItemStates = ['idea', 'proposed', 'agreed'] as const
export type AgendaItemState = (typeof agendaItemStates)[number]

export function isAgendaItemState(given: unknown): given is AgendaItemState {
  return (agendaItemStates as readonly unknown[]).includes(given)
}

/**
 * One item as pages, feeds and letters read it, in running order: items that run side by side (tables, tracks) come
 * right after the item that they stand in.
 */
export type AgendaItem = {
  id: string
  kind: AgendaItemKind
  title: string
  minutes: number
  presenter: string
  /** The association whose person presents. */
  associationId: string | null
  description: RichText
  /** Where in the venue, when that differs from the rest: `Huone 2`. */
  place: string
  /** Before the event's start (coffee at 16.30): counts backwards from it and stays out of the total. */
  before: boolean
  state: AgendaItemState
  /** The wall clock that it starts at, `18:25`, whatever comes before it; null: right after the item before. */
  pinned: string | null
  /** The item that this one stands in, side by side with others (a table, a track); null: in the line. */
  within: string | null
  /** People that fit at this table or track; null: no limit of its own. */
  capacity: number | null
  /** A table that takes no more people: it cannot be removed while people sit there (ruling of capacities). */
  closed: boolean
  /** The topic proposal that it came from. */
  proposalId: string | null
}

/** An item of which nothing is known yet. */
export const emptyItem: Omit<AgendaItem, 'id'> = {
  kind: 'talk',
  title: '',
  minutes: 10,
  presenter: '',
  associationId: null,
  description: [],
  place: '',
  before: false,
  state: 'agreed',
  pinned: null,
  within: null,
  capacity: null,
  closed: false,
  proposalId: null,
}

/** A wall clock as items are pinned to it: `09:05`. */
export function isWallClock(given: unknown): given is string {
  return typeof given === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(given)
}

/** The most people at a table or in a track. */
export const mostSeats = 100_000

/** The language that an agenda is written in: the first of those spoken at the event. */
export function agendaLanguage(spoken: Language[]): Language {
  return spoken[0] ?? 'fi'
}

/** What is needed of an item to compute its time. */
type Timable = Pick<AgendaItem, 'id' | 'minutes' | 'before' | 'pinned' | 'within'>

/** An item with its computed times, epoch milliseconds. */
export type TimedItem<T> = T & {
  startsAt: number
  endsAt: number
  /** Minutes between the end of the item before and a pinned start: more than 0 is free time, less is an overlap. */
  gap: number
  /** Among items side by side: A, B, C; null in the line. */
  letter: string | null
}

/**
 * Start and end of each item: times are computed, never typed twice. Items before the start end at it; a pinned item
 * starts at its wall clock and those after it follow; items side by side have the time of the one they stand in.
 * @param startsAt the event's start, epoch milliseconds
 */
export function timed<T extends Timable>(items: T[], startsAt: number, zone: string): TimedItem<T>[] {
  const lead = items.filter((item) => item.before && item.within === null)
  let beforeClock = startsAt - lead.reduce((sum, item) => sum + item.minutes, 0) * minute
  let clock = startsAt
  const spans = new Map<string, { startsAt: number; endsAt: number; count: number }>()
  return items.map((item) => {
    const around = item.within === null ? undefined : spans.get(item.within)
    if (around) {
      around.count += 1
      return { ...item, startsAt: around.startsAt, endsAt: around.endsAt, gap: 0, letter: letterOf(around.count) }
    }
    const due = item.before ? beforeClock : clock
    const start = item.before || item.pinned === null ? due : pinnedTo(item.pinned, startsAt, zone)
    const end = start + item.minutes * minute
    if (item.before) beforeClock = end
    else clock = end
    spans.set(item.id, { startsAt: start, endsAt: end, count: 0 })
    return { ...item, startsAt: start, endsAt: end, gap: (start - due) / minute, letter: null }
  })
}

const minute = 60_000
const halfDay = 12 * 60

/** The moment of a wall clock on the event's day; a clock long before the start is that of the next morning. */
function pinnedTo(clock: string, startsAt: number, zone: string): number {
  const start = zonedParts(startsAt, zone)
  const [hour = 0, minutes = 0] = clock.split(':').map(Number)
  const after = hour * 60 + minutes - (start.hour * 60 + start.minute)
  return startsAt + (after < -halfDay ? after + 2 * halfDay : after) * minute
}

/** A, B, … Z, AA, AB: the first is 1. */
function letterOf(count: number): string {
  const last = String.fromCharCode(65 + ((count - 1) % 26))
  return count > 26 ? letterOf(Math.floor((count - 1) / 26)) + last : last
}

/** The items side by side in this one. */
export function itemsWithin<T extends { within: string | null }>(items: T[], id: string): T[] {
  return items.filter((item) => item.within === id)
}

/** When the last item ends, epoch milliseconds; the start itself when there is none. */
export function endOf(items: { endsAt: number; before: boolean }[], startsAt: number): number {
  return items.reduce((end, item) => (item.before ? end : Math.max(end, item.endsAt)), startsAt)
}

/** Items that are pauses rather than matters: shown lighter. */
export function isPause(kind: AgendaItemKind): boolean {
  return kind === 'arrival' || kind === 'break'
}

/** The ways out of an overrun: which items, by how many minutes, bring the end back to the reserved time. Best first. */
export function waysOut<T extends Pick<AgendaItem, 'minutes' | 'before' | 'kind' | 'within'>>(
  items: T[],
  over: number,
): { item: T; minutes: number }[] {
  if (over <= 0) return []
  // A shortened item keeps five minutes and half of its length; talks that somebody was promised go last.
  return items
    .filter((item) => !item.before && item.within === null && item.minutes - over >= Math.max(5, item.minutes / 2))
    .sort((a, b) => Number(a.kind === 'talk') - Number(b.kind === 'talk') || b.minutes - a.minutes)
    .slice(0, 2)
    .map((item) => ({ item, minutes: over }))
}

/** Minutes of the agenda proper: without what comes before the start, and those side by side counted once. */
export function totalMinutes(items: Pick<AgendaItem, 'minutes' | 'before' | 'within'>[]): number {
  return items.reduce((sum, item) => (item.before || item.within !== null ? sum : sum + item.minutes), 0)
}

/** Minutes by which the agenda goes past the time reserved (0 when it fits). */
export function overrun(items: { endsAt: number; before: boolean }[], startsAt: number, endsAt: number): number {
  return Math.max(0, Math.round((endOf(items, startsAt) - endsAt) / minute))
}

/** Are two agendas the same, for those who read them? */
export function sameItems(one: AgendaItem[], other: AgendaItem[]): boolean {
  const read = (item: AgendaItem) => JSON.stringify(itemKeys.map((key) => item[key]))
  return one.length === other.length && one.every((item, index) => read(item) === read(other[index] ?? item))
}

/** Every column of an item, in one order. */
const itemKeys = ['id', ...(Object.keys(emptyItem) as (keyof typeof emptyItem)[])] as const
