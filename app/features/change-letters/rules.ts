import { timed, type AgendaItem, type TimedItem } from '#app/features/agenda/rules.ts'
import { nameKey, type InvitedKind } from '#app/features/directory/rules.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { hasOnline, hasVenue, type EventState } from '#app/features/events/rules.ts'

export const changeKinds = ['change', 'cancellation'] as const
export type ChangeKind = (typeof changeKinds)[number]

/**
 * undone: changed back before anybody was told; dropped: the convener had it not sent; replaced: by the news that the event
 * is cancelled; stopped: the event was over before everybody's turn came.
 */
export const changeStates = ['waiting', 'sending', 'sent', 'undone', 'dropped', 'replaced', 'stopped'] as const
export type ChangeState = (typeof changeStates)[number]

/** So long without an edit, and the letters go: five edits make one letter. */
export const quietTime = 15 * 60_000
/** An event that starts, or was to start, within this time: they go at once. */
export const atOnce = 6 * 3_600_000
/** Told in one transaction: so few that nothing else waits for it noticeably. */
export const changeChunk = 10

/** Time and place, as those who come know them. */
export type Schedule = Pick<EventDetails, 'startsAt' | 'endsAt' | 'attendanceMode' | 'venueId' | 'onlineUrl' | 'venue'>

export function scheduleOf(event: Schedule): Schedule {
  const { startsAt, endsAt, attendanceMode, venueId, onlineUrl, venue } = event
  return { startsAt, endsAt, attendanceMode, venueId, onlineUrl, venue }
}

export function timeDiffers(was: Schedule, is: Schedule): boolean {
  return was.startsAt !== is.startsAt || was.endsAt !== is.endsAt
}

/** Does one come elsewhere? A web address that the mode does not show is no place. */
export function placeDiffers(was: Schedule, is: Schedule): boolean {
  const place = ({ attendanceMode: mode, venueId, onlineUrl }: Schedule) =>
    JSON.stringify([mode, hasVenue(mode) && venueId, hasOnline(mode) && onlineUrl])
  return place(was) !== place(is)
}

/** When the letters go out after an edit. Epoch milliseconds. */
export function dueAfter(was: Schedule | null, is: Schedule, now: number): number {
  const start = Math.min(was?.startsAt ?? is.startsAt, is.startsAt)
  return start - now <= atOnce ? now : now + quietTime
}

/** May letters of this kind go out now? */
export function isOpen(kind: ChangeKind, event: { state: EventState; endsAt: number }, now: number): boolean {
  return now < event.endsAt && event.state === (kind === 'change' ? 'published' : 'cancelled')
}

type Invited = {
  id: string
  recipientKind: InvitedKind
  recipientId: string
  name: string
  /** The items at which they chose to sit. */
  tables: readonly string[]
}
/** The same invited, each with the items at which they chose to sit. */
export function withTables<T extends { id: string }>(invited: T[], tables: ReadonlyMap<string, string[]>) {
  return invited.map((one) => ({ ...one, tables: tables.get(one.id) ?? [] }))
}

type Row = TimedItem<AgendaItem>

/**
 * One item of somebody's in two versions; null: it was not theirs, or is not any more. `knownAt`: when it was to start, on
 * the day and from the start that they knew.
 */
export type OwnItem = { was: (Row & { knownAt: number }) | null; is: Row | null }

/**
 * Whom a newly published agenda touches, and in which items: only those who speak or sit at a table, when their item came,
 * went, moved, or is told differently in what they must know (time, length, title, place, who presents). Both versions are
 * counted from the same start, so that a moved event alone touches nobody here.
 * @param from the published version that they knew
 * @param day `knownStart`: the event's start as they knew it, when it was another
 * @returns invitation id -> their items, in running order
 */
export function touchedByAgenda(
  from: AgendaItem[],
  to: AgendaItem[],
  day: { startsAt: number; timeZone: string; knownStart?: number },
  invited: Invited[],
): Map<string, OwnItem[]> {
  const rows = (items: AgendaItem[]) => timed(items, day.startsAt, day.timeZone)
  const known = new Map(
    timed(from, day.knownStart ?? day.startsAt, day.timeZone).map(({ id, startsAt }) => [id, startsAt]),
  )
  const then = rows(from).map((item) => ({ ...item, knownAt: known.get(item.id) ?? item.startsAt }))
  const now = rows(to)
  const was = new Map(then.map((item) => [item.id, item]))
  const gone = then.filter(({ id }) => !now.some((item) => item.id === id))
  const pairs: OwnItem[] = [
    ...now.map((is) => ({ was: was.get(is.id) ?? null, is })),
    ...gone.map((item) => ({ was: item, is: null })),
  ].filter((pair) => JSON.stringify(told(pair.was)) !== JSON.stringify(told(pair.is)))
  const touched = invited.map((one): [string, OwnItem[]] => {
    const own = <T extends Row>(item: T | null) => (item !== null && isOf(item, one) ? item : null)
    const items = pairs.map((pair) => ({ was: own(pair.was), is: own(pair.is) }))
    return [one.id, items.filter((item) => item.was !== null || item.is !== null)]
  })
  return new Map(touched.filter(([, items]) => items.length > 0))
}

/** What a speaker, or who sits there, must know of an item. */
function told(item: Row | null) {
  if (item === null) return null
  const { startsAt, endsAt, title, place, presenter, associationId } = item
  return { startsAt, endsAt, title: title.trim(), place: place.trim(), presenter: presenter.trim(), associationId }
}

const isOf = (item: AgendaItem, one: Invited) => one.tables.includes(item.id) || speaksIn(item, one)

/** An item is an association's when the planners chose it, or when it stands by name among those who present. */
function speaksIn(item: AgendaItem, { recipientKind, recipientId, name }: Invited): boolean {
  if (recipientKind !== 'association') return false
  if (item.associationId !== null) return item.associationId === recipientId
  const key = nameKey(name)
  return key !== '' && ` ${nameKey(item.presenter)} `.includes(` ${key} `)
}
