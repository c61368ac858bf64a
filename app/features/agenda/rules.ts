import type { Language } from '#app/lib/languages.ts'

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

/** One item as pages, feeds and letters read it, in running order. */
export type AgendaItem = {
  id: string
  kind: AgendaItemKind
  title: string
  minutes: number
  presenter: string
  description: string
  /** Before the event's start (coffee at 16.30): counts backwards from it and stays out of the total. */
  before: boolean
}

/** The language that an agenda is written in: the first of those spoken at the event. */
export function agendaLanguage(spoken: Language[]): Language {
  return spoken[0] ?? 'fi'
}

/** An item with its computed times, epoch milliseconds. */
export type TimedItem<T> = T & { startsAt: number; endsAt: number }

/** Start and end of each item: times are computed, never typed twice. `before` items end at the event's start. */
export function timed<T extends { minutes: number; before: boolean }>(items: T[], startsAt: number): TimedItem<T>[] {
  const lead = items.filter((item) => item.before).reduce((sum, item) => sum + item.minutes, 0)
  let beforeClock = startsAt - lead * 60_000
  let clock = startsAt
  return items.map((item) => {
    const start = item.before ? beforeClock : clock
    const end = start + item.minutes * 60_000
    if (item.before) beforeClock = end
    else clock = end
    return { ...item, startsAt: start, endsAt: end }
  })
}

/** Items that are pauses rather than matters: shown lighter. */
export function isPause(kind: AgendaItemKind): boolean {
  return kind === 'arrival' || kind === 'break'
}

/** The ways out of an overrun: which items, by how many minutes, bring the end back to the reserved time. Best first. */
export function waysOut<T extends { minutes: number; before: boolean; kind: AgendaItemKind }>(
  items: T[],
  over: number,
): { item: T; minutes: number }[] {
  if (over <= 0) return []
  // A shortened item keeps five minutes and half of its length; talks that somebody was promised go last.
  return items
    .filter((item) => !item.before && item.minutes - over >= Math.max(5, item.minutes / 2))
    .sort((a, b) => Number(a.kind === 'talk') - Number(b.kind === 'talk') || b.minutes - a.minutes)
    .slice(0, 2)
    .map((item) => ({ item, minutes: over }))
}

/** Minutes of the agenda proper, and how many of them go past the time reserved (0 when it fits). */
export function totalMinutes(
  items: { minutes: number; before: boolean }[],
  reservedMinutes: number,
): { total: number; over: number } {
  const total = items.filter((item) => !item.before).reduce((sum, item) => sum + item.minutes, 0)
  return { total, over: Math.max(0, total - reservedMinutes) }
}

/** Are two agendas the same, for those who read them? */
export function sameItems(one: AgendaItem[], other: AgendaItem[]): boolean {
  const read = ({ id, kind, title, minutes, presenter, description, before }: AgendaItem) =>
    JSON.stringify([id, kind, title, minutes, presenter, description, before])
  return one.length === other.length && one.every((item, index) => read(item) === read(other[index] ?? item))
}
