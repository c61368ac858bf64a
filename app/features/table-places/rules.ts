import { timed, type AgendaItem } from '#app/features/agenda/rules.ts'
import type { AttendanceMode } from '#app/features/events/rules.ts'
import { outcomeOf, queuePlace, refusalOf, seatsOf, type Asked, type Refusal } from '#app/features/invitations/rules.ts'
import { freeSeats, queueOf, seatsFor, usualSeatRules, type Claim, type Place } from '#app/features/seats/rules.ts'

/** What one has at a table; who has nothing there has no row. */
export const heldPlaces = ['seat', 'waiting', 'offered'] as const satisfies readonly Place[]
export type HeldPlace = (typeof heldPlaces)[number]

/** A table, workshop or track of the published agenda, with seats of its own. */
export type Table = {
  /** The agenda item's. */
  id: string
  /** A, B, C in its group. */
  letter: string
  title: string
  presenter: string
  place: string
  /** People that fit; null: no limit of its own. */
  capacity: number | null
  /** By whom it was closed: the published agenda, or the convener; null: open. */
  closed: 'agenda' | 'convener' | null
}

/** Tables at the same time: each person sits at one of them. */
export type TableGroup = { id: string; title: string; startsAt: number; endsAt: number; tables: Table[] }

/** The groups of tables of an agenda, in running order; none where nothing runs side by side. */
export function tableGroups(
  items: AgendaItem[],
  event: { startsAt: number; timeZone: string },
  closed: ReadonlySet<string>,
): TableGroup[] {
  const all = timed(items, event.startsAt, event.timeZone)
  return all.flatMap(({ id, title, startsAt, endsAt }) => {
    const tables = all.flatMap((item): Table[] => {
      if (item.within !== id || item.letter === null) return []
      const { letter, presenter, place, capacity } = item
      const by = item.closed ? 'agenda' : closed.has(item.id) ? 'convener' : null
      return [{ id: item.id, letter, title: item.title, presenter, place, capacity, closed: by }]
    })
    return tables.length > 0 ? [{ id, title, startsAt, endsAt, tables }] : []
  })
}

/** What one invitation has at one table. */
export type TablePlace = {
  invitationId: string
  itemId: string
  place: HeldPlace
  people: number
  position: number | null
  offeredUntil: number | null
}

/** All who hold seats of a table, are offered some or wait: the claims of its pool, known by their invitations. */
export function claimsAt(places: readonly TablePlace[], itemId: string): Claim[] {
  return places
    .filter((one) => one.itemId === itemId)
    .map(({ invitationId, place, people, position, offeredUntil }) => ({
      id: invitationId,
      place,
      people,
      position: position ?? 0,
      offeredUntil,
    }))
}

/** What of a guest's invitation decides about tables. */
export type Guest = Omit<Asked, 'claims' | 'claim' | 'seatRules'>

/** How many of a guest's party may sit at tables: those who have seats at the event. Who takes part online sits at none. */
export function partyOf(
  invitation: Pick<Guest, 'withdrawnAt' | 'place' | 'people' | 'online'>,
  mode: AttendanceMode,
): number {
  return invitation.place === 'seat' && invitation.withdrawnAt === null ? seatsOf(mode, invitation) : 0
}

/** Why a choice is not taken. `itemId`: the table that it is about, or the item that the tables stand in; null: all of it. */
export type TableRefusal =
  | (Refusal & { itemId: string | null })
  | { reason: 'notComing'; itemId: null }
  | { reason: 'closed' | 'unknownTable'; itemId: string }
  /** More than the `party` were put at the tables of one time. */
  | { reason: 'moreThanCome'; itemId: string; party: number }

/** What becomes of a guest at one table; `place` null: nothing there any more. */
export type TableMove = { itemId: string; people: number; place: 'seat' | 'waiting' | null }

/**
 * What becomes of a guest's wishes, all of them or none. A wish says how many come to a table; tables without one stay as
 * they are. The pool of each table decides as that of the event does. Fewer people, or none, is leaving: that is always possible.
 */
export function movesFor(
  asked: { guest: Guest; groups: TableGroup[]; places: readonly TablePlace[] },
  wishes: ReadonlyMap<string, number>,
  now: number,
): { ok: true; moves: TableMove[] } | { ok: false; refusal: TableRefusal } {
  const { guest, groups, places } = asked
  const no = (refusal: TableRefusal) => ({ ok: false, refusal }) as const
  const never = refusalOf(guest, null, now)
  if (never && never.reason !== 'tooLate') return no({ ...never, itemId: null })
  const tables = new Map(groups.flatMap((group) => group.tables).map((table) => [table.id, table]))
  const own = new Map(places.filter(({ invitationId }) => invitationId === guest.id).map((one) => [one.itemId, one]))
  const party = partyOf(guest, guest.event.attendanceMode)
  const moves: TableMove[] = []
  for (const [itemId, people] of wishes) {
    const mine = own.get(itemId)
    const had = mine?.people ?? 0
    if (people === had && mine?.place !== 'offered') continue
    if (people === 0) {
      moves.push({ itemId, people, place: null })
      continue
    }
    if (mine && mine.place !== 'offered' && people < had) {
      moves.push({ itemId, people, place: mine.place })
      continue
    }
    const table = tables.get(itemId)
    if (!table) return no({ reason: 'unknownTable', itemId })
    if (party === 0) return no({ reason: 'notComing', itemId: null })
    if (table.closed !== null && people > had) return no({ reason: 'closed', itemId })
    const outcome = outcomeOf(atTable(guest, table, places), { answer: 'yes', people, online: 0 }, now)
    if ('refusal' in outcome) return no({ ...outcome.refusal, itemId })
    if (outcome.place !== 'none') moves.push({ itemId, people, place: outcome.place })
  }
  for (const group of groups) {
    const wanted = group.tables.map(({ id }) => wishes.get(id) ?? own.get(id)?.people ?? 0)
    if (wanted.reduce((sum, people) => sum + people, 0) > party && group.tables.some(({ id }) => grows(id)))
      return no({ reason: 'moreThanCome', itemId: group.id, party })
  }
  return { ok: true, moves }

  function grows(itemId: string): boolean {
    return (wishes.get(itemId) ?? 0) > (own.get(itemId)?.people ?? 0)
  }
}

/** A guest before the pool of one table, as before that of an event. */
function atTable(guest: Guest, table: Pick<Table, 'id' | 'capacity'>, places: readonly TablePlace[]): Asked {
  const claims = claimsAt(places, table.id)
  const claim = claims.find(({ id }) => id === guest.id) ?? null
  const event = { ...guest.event, capacity: table.capacity, attendanceMode: 'inPerson' as const }
  // Quotas, limits and the draw are about the event; a table is first come, first served.
  return { ...guest, place: claim?.place ?? 'none', event, seatRules: usualSeatRules, claims, claim }
}

/** A table as one guest chooses it. */
export type TableChoice = Table & {
  /** Seats that this guest could have, their own included; null: no limit. */
  seatsLeft: number | null
  /** The place in the queue that they have, or would get; null: they would get seats. */
  queuePlace: number | null
  own: { place: HeldPlace; people: number; offeredUntil: number | null } | null
}
export type ChoiceGroup = Omit<TableGroup, 'tables'> & { tables: TableChoice[] }

/** The tables as a guest sees them before choosing: what is left, and which place in the queue they would get. */
export function choicesFor(guest: Guest, groups: TableGroup[], places: readonly TablePlace[]): ChoiceGroup[] {
  return groups.map((group) => ({
    ...group,
    tables: group.tables.map((table) => {
      const asked = atTable(guest, table, places)
      const left = seatsFor(asked.event, asked.claims, asked.claim)
      const own = places.find(({ invitationId, itemId }) => invitationId === guest.id && itemId === table.id)
      return {
        ...table,
        seatsLeft: Number.isFinite(left) ? left : null,
        queuePlace: queuePlace(asked),
        own: own ? { place: own.place, people: own.people, offeredUntil: own.offeredUntil } : null,
      }
    }),
  }))
}

type Named = TablePlace & { name: string; waitingSince: number | null }
/** One at a table as its convener sees them; the id is that of the invitation. */
export type AtTable = {
  id: string
  name: string
  people: number
  waitingSince: number | null
  offeredUntil: number | null
}

/** A table with who sits there and who waits. */
export type TableStanding = Table & {
  taken: number
  /** Seats that nobody holds or is offered; null: no limit. */
  free: number | null
  seated: AtTable[]
  offered: AtTable[]
  /** In the order of the queue. */
  waiting: AtTable[]
}
export type GroupStanding = Omit<TableGroup, 'tables'> & {
  tables: TableStanding[]
  /** How many of those who come chose no table of this time. */
  unchosen: number
}

/** The tables as their convener sees them. `coming`: how many have seats at the event. */
export function standingOf(groups: TableGroup[], places: readonly Named[], coming: number): GroupStanding[] {
  return groups.map((group) => {
    const here = places.filter(({ itemId }) => group.tables.some(({ id }) => id === itemId))
    const tables = group.tables.map((table): TableStanding => {
      const claims = claimsAt(here, table.id)
      const queue = queueOf(claims).map(({ id }) => id)
      const those = (place: HeldPlace) =>
        here
          .filter((one) => one.itemId === table.id && one.place === place)
          .map(({ invitationId, name, people, waitingSince, offeredUntil }) => ({
            id: invitationId,
            name,
            people,
            waitingSince,
            offeredUntil,
          }))
      const seated = those('seat').sort((a, b) => a.name.localeCompare(b.name, 'fi'))
      const { capacity } = table
      return {
        ...table,
        taken: seated.reduce((sum, { people }) => sum + people, 0),
        // Free seats do not depend on when the event is.
        free: capacity === null ? null : freeSeats({ capacity, startsAt: 0 }, claims),
        seated,
        offered: those('offered'),
        waiting: those('waiting').sort((a, b) => queue.indexOf(a.id) - queue.indexOf(b.id)),
      }
    })
    const chosen = here.reduce((sum, { people }) => sum + people, 0)
    return { ...group, tables, unchosen: Math.max(0, coming - chosen) }
  })
}

type Kept = Pick<TablePlace, 'invitationId' | 'itemId' | 'place' | 'people'> & { chosenAt: number; party: number }
const keptFirst: readonly HeldPlace[] = ['seat', 'offered', 'waiting']

/**
 * Places of those who do not come any more, or with fewer people than sit at the tables of one time, and how many keep
 * theirs (0: the place is given up). Seats are kept before offers before the queue, and earlier choices before later ones.
 */
export function staleOf<T extends Kept>(places: readonly T[], groups: TableGroup[]): { place: T; people: number }[] {
  const groupOf = new Map(groups.flatMap(({ id, tables }) => tables.map((table) => [table.id, id])))
  const left = new Map<string, number>()
  const order = [...places].sort(
    (a, b) => keptFirst.indexOf(a.place) - keptFirst.indexOf(b.place) || a.chosenAt - b.chosenAt,
  )
  return order.flatMap((place) => {
    const key = `${place.invitationId} ${groupOf.get(place.itemId) ?? place.itemId}`
    const free = left.get(key) ?? place.party
    const people = Math.min(place.people, free)
    left.set(key, free - people)
    return people === place.people ? [] : [{ place, people }]
  })
}
