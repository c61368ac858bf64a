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

/** Minutes of the agenda proper, and how many of them go past the time reserved (0 when it fits). */
export function totalMinutes(
  items: { minutes: number; before: boolean }[],
  reservedMinutes: number,
): { total: number; over: number } {
  const total = items.filter((item) => !item.before).reduce((sum, item) => sum + item.minutes, 0)
  return { total, over: Math.max(0, total - reservedMinutes) }
}
