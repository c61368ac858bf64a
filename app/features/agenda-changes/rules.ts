import { endOf, timed, type AgendaItem, type AgendaItemState, type TimedItem } from '#app/features/agenda/rules.ts'
import { isBlank } from '#app/lib/rich-text.ts'

/** When an agenda is: what its items' times are counted from. */
type Day = { startsAt: number; timeZone: string }

/** The event's own line, before its start, or side by side in the item of this title. */
export type Side = { in: 'line' } | { in: 'before' } | { in: 'table'; of: string }

/** What became of one item, or of the whole; moments in epoch milliseconds, places from 1. */
export type AgendaChange =
  | { kind: 'added' | 'removed'; title: string; at: number; minutes: number; letter: string | null }
  | { kind: 'retitled'; title: string; before: string }
  | { kind: 'moved'; title: string; from: number; to: number; at: number; wasAt: number }
  | { kind: 'regrouped'; title: string; side: Side }
  | { kind: 'longer' | 'shorter'; title: string; before: number; after: number }
  | { kind: 'presenter' | 'place' | 'pinned'; title: string; before: string | null; after: string | null }
  | { kind: 'description'; title: string; has: boolean }
  | { kind: 'capacity'; title: string; before: number | null; after: number | null }
  | { kind: 'closed' | 'reopened'; title: string }
  | { kind: 'state'; title: string; state: AgendaItemState }
  /** Items that start at another time only because others changed. */
  | { kind: 'shifted'; items: { title: string; at: number; wasAt: number }[] }
  | { kind: 'ends'; at: number; wasAt: number }

type Row = TimedItem<AgendaItem>

/**
 * What changed between two versions of an agenda, in running order, each item's changes together; then what was removed,
 * whose start merely follows, and the end (FOR-2). What readers never see (kind, origin) is no change.
 */
export function agendaChanges(before: AgendaItem[], after: AgendaItem[], day: Day): AgendaChange[] {
  const rows = (items: AgendaItem[]) => timed(items, day.startsAt, day.timeZone)
  const [then, now] = [rows(before), rows(after)]
  const was = new Map(then.map((item) => [item.id, item]))
  const is = new Set(now.map(({ id }) => id))
  const moved = movesBetween(before, after)
  const own = now.map((item) => ({ item, changes: changesOf(item, was.get(item.id), moved, now) }))
  const told = new Set(own.filter(({ changes }) => changes.some(tellsStart)).map(({ item }) => item.id))
  const ends = { at: endOf(now, day.startsAt), wasAt: endOf(then, day.startsAt) }
  return [
    ...own.flatMap(({ changes }) => changes),
    ...then.filter(({ id }) => !is.has(id)).map((item) => comingOrGoing('removed', item)),
    ...shifts(now, was, told),
    ...(ends.at === ends.wasAt || before.length === 0 ? [] : [{ kind: 'ends' as const, ...ends }]),
  ]
}

function changesOf(item: Row, was: Row | undefined, moved: Map<string, Move>, all: Row[]): AgendaChange[] {
  if (!was) return [comingOrGoing('added', item)]
  const { title } = item
  const move = moved.get(item.id)
  const changes: (AgendaChange | false | undefined)[] = [
    was.title !== title && { kind: 'retitled', title, before: was.title },
    sideOf(was) !== sideOf(item)
      ? { kind: 'regrouped', title, side: sideIn(item, all) }
      : move && { kind: 'moved', title, ...move, at: item.startsAt, wasAt: was.startsAt },
    // Items side by side have the time of the one they stand in, whatever their own minutes say.
    item.within === null &&
      was.minutes !== item.minutes && {
        kind: item.minutes > was.minutes ? 'longer' : 'shorter',
        title,
        before: was.minutes,
        after: item.minutes,
      },
    item.within === null &&
      was.pinned !== item.pinned && { kind: 'pinned', title, before: was.pinned, after: item.pinned },
    was.presenter.trim() !== item.presenter.trim() && { kind: 'presenter', title, ...texts(was, item, 'presenter') },
    was.place.trim() !== item.place.trim() && { kind: 'place', title, ...texts(was, item, 'place') },
    was.capacity !== item.capacity && { kind: 'capacity', title, before: was.capacity, after: item.capacity },
    was.closed !== item.closed && { kind: item.closed ? 'closed' : 'reopened', title },
    was.state !== item.state && { kind: 'state', title, state: item.state },
    JSON.stringify(was.description) !== JSON.stringify(item.description) &&
      !(isBlank(was.description) && isBlank(item.description)) && {
        kind: 'description',
        title,
        has: !isBlank(item.description),
      },
  ]
  return changes.filter((change) => change !== false && change !== undefined)
}

function texts(was: Row, item: Row, field: 'presenter' | 'place') {
  return { before: was[field].trim() || null, after: item[field].trim() || null }
}

function comingOrGoing(kind: 'added' | 'removed', { title, startsAt, minutes, letter }: Row): AgendaChange {
  return { kind, title, at: startsAt, minutes, letter }
}

/** Whoever reads such a sentence knows the item's start. */
function tellsStart({ kind }: AgendaChange): boolean {
  return kind === 'added' || kind === 'moved' || kind === 'pinned'
}

function shifts(now: Row[], was: Map<string, Row>, told: Set<string>): AgendaChange[] {
  const items = now.flatMap(({ id, within, title, startsAt }) => {
    const before = was.get(id)
    const same = !before || before.startsAt === startsAt || within !== null || told.has(id)
    return same ? [] : [{ title, at: startsAt, wasAt: before.startsAt }]
  })
  return items.length === 0 ? [] : [{ kind: 'shifted', items }]
}

function sideOf({ within, before }: Pick<AgendaItem, 'within' | 'before'>): string {
  return within ?? (before ? 'before' : 'line')
}

function sideIn({ within, before }: AgendaItem, all: AgendaItem[]): Side {
  if (within !== null) return { in: 'table', of: all.find(({ id }) => id === within)?.title ?? '' }
  return { in: before ? 'before' : 'line' }
}

type Move = { from: number; to: number }

/**
 * The items that changed places, as few as tell the new order: those that stand out of the longest row that kept its
 * order. Places are counted among those side by side; in the line, among all that stand in it.
 */
function movesBetween(before: AgendaItem[], after: AgendaItem[]): Map<string, Move> {
  const moves = new Map<string, Move>()
  for (const side of new Set(after.map(sideOf))) {
    const [old, fresh] = [before, after].map((items) =>
      items.filter((item) => sideOf(item) === side).map(({ id }) => id),
    )
    if (!old || !fresh) continue
    const kept = fresh.filter((id) => old.includes(id))
    const still = longestRising(kept.map((id) => old.indexOf(id)))
    kept.forEach((id, index) => {
      if (!still.has(index)) moves.set(id, { from: old.indexOf(id) + 1, to: fresh.indexOf(id) + 1 })
    })
  }
  return moves
}

/** Which of these numbers make the longest rising row, by their index; of equal ones the first. */
function longestRising(numbers: number[]): Set<number> {
  const best: { length: number; before: number | null }[] = []
  numbers.forEach((number, index) => {
    let found: { length: number; before: number | null } = { length: 1, before: null }
    for (let earlier = 0; earlier < index; earlier += 1) {
      const length = (best[earlier]?.length ?? 0) + 1
      if ((numbers[earlier] ?? 0) < number && length > found.length) found = { length, before: earlier }
    }
    best.push(found)
  })
  const row = new Set<number>()
  const longest = Math.max(0, ...best.map(({ length }) => length))
  let at: number | null = best.findIndex(({ length }) => length === longest)
  for (; at !== null && at >= 0; at = best[at]?.before ?? null) row.add(at)
  return row
}
