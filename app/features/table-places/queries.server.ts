import { and, eq, gt } from 'drizzle-orm'
import { letters } from '#app/features/mail/tables.server.ts'
import type { Queries } from '#db/database.ts'
import { agendaFor, publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { peopleComing, type InvitationRow, type InvitationToAnswer } from '#app/features/invitations/queries.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import {
  choicesFor,
  partyOf,
  standingOf,
  tableGroups,
  type ChoiceGroup,
  type GroupStanding,
  type TableGroup,
} from './rules.ts'
import { closedTables, tablePlaces } from './tables.server.ts'

export type PlaceRow = typeof tablePlaces.$inferSelect
/** A place at a table with whose it is; `party`: how many of theirs have seats at the event. */
export type NamedPlace = PlaceRow & { name: string; party: number; invitation: InvitationRow }

/** The row itself. */
export function rowOf({ name: _name, party: _party, invitation: _invitation, ...row }: NamedPlace): PlaceRow {
  return row
}

/** The tables of the published agenda, those that the convener closed marked. */
export async function tablesOf(
  db: Queries,
  event: { id: string; startsAt: number; timeZone: string },
): Promise<TableGroup[]> {
  const items = (await publishedAgenda(db, event.id))?.items ?? []
  if (!items.some(({ within }) => within !== null)) return []
  const rows = await db
    .select({ itemId: closedTables.itemId })
    .from(closedTables)
    .where(eq(closedTables.eventId, event.id))
  return tableGroups(items, event, new Set(rows.map(({ itemId }) => itemId)))
}

/** Every place at the tables of an event, also of those who do not come any more: `moveTableQueues` takes those away. */
export async function allPlaces(db: Queries, eventId: string): Promise<NamedPlace[]> {
  const rows = await db
    .select({ row: tablePlaces, invitation: invitations, mode: events.attendanceMode })
    .from(tablePlaces)
    .innerJoin(invitations, eq(invitations.id, tablePlaces.invitationId))
    .innerJoin(events, eq(events.id, tablePlaces.eventId))
    .where(eq(tablePlaces.eventId, eventId))
  return rows.map(({ row, invitation, mode }) => ({
    ...row,
    name: invitation.name,
    party: partyOf(invitation, mode),
    invitation,
  }))
}

/** The places of those who come. */
export async function placesOf(db: Queries, eventId: string): Promise<NamedPlace[]> {
  return (await allPlaces(db, eventId)).filter(({ party }) => party > 0)
}

/** The tables as the guest of this invitation chooses them; none before an agenda with tables is published. */
export async function tableChoices(db: Queries, invitation: InvitationToAnswer): Promise<ChoiceGroup[]> {
  const groups = await tablesOf(db, invitation.event)
  if (groups.length === 0) return []
  return choicesFor(invitation, groups, await placesOf(db, invitation.eventId))
}

/** The tables as their convener sees them; none before an agenda with tables is published. */
export async function tableStandings(
  db: Queries,
  event: { id: string; startsAt: number; timeZone: string },
): Promise<GroupStanding[]> {
  const groups = await tablesOf(db, event)
  if (groups.length === 0) return []
  return standingOf(groups, await placesOf(db, event.id), (await peopleComing(db, event.id)).seats)
}

/** What somebody has at one table of this event, or null. */
export async function placeAt(
  db: Queries,
  at: { eventId: string; invitationId: string; itemId: string },
): Promise<PlaceRow | null> {
  const { eventId, invitationId, itemId } = tablePlaces
  const [row] = await db
    .select()
    .from(tablePlaces)
    .where(and(eq(invitationId, at.invitationId), eq(itemId, at.itemId), eq(eventId, at.eventId)))
  return row ?? null
}

/** A table that the draft agenda takes away, and who is there. */
export type LostTable = { itemId: string; title: string; people: number; names: string[] }

/** Tables of the published agenda where people sit or wait, and which the draft has no more. */
export async function lostTables(db: Queries, eventId: string): Promise<LostTable[]> {
  const places = await placesOf(db, eventId)
  if (places.length === 0) return []
  const kept = new Set((await agendaFor(db, eventId)).flatMap(({ id, within }) => (within === null ? [] : [id])))
  const items = (await publishedAgenda(db, eventId))?.items ?? []
  return items.flatMap(({ id, title }) => {
    const there = places.filter(({ itemId }) => itemId === id && !kept.has(id))
    if (there.length === 0) return []
    const people = there.reduce((sum, one) => sum + one.people, 0)
    return [{ itemId: id, title, people, names: there.map(({ name }) => name).sort() }]
  })
}

/** Published events ahead at whose tables somebody sits or waits: only there can anything move. */
export async function eventsWithTablePlaces(db: Queries, now: number): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: events.id })
    .from(events)
    .innerJoin(tablePlaces, eq(tablePlaces.eventId, events.id))
    .where(and(eq(events.state, 'published'), gt(events.startsAt, now)))
  return rows.map(({ id }) => id)
}

/** How many letters of this kind an invitation has had. */
export function lettersHad(db: Queries, invitationId: string, kind: string): Promise<number> {
  return db.$count(letters, and(eq(letters.subjectId, invitationId), eq(letters.kind, kind)))
}

/** At which tables each invitation has places: invitation id -> agenda items. */
export async function chosenTables(db: Queries, eventId: string): Promise<Map<string, string[]>> {
  const { invitationId, itemId } = tablePlaces
  const rows = await db.select({ invitationId, itemId }).from(tablePlaces).where(eq(tablePlaces.eventId, eventId))
  const chosen = new Map<string, string[]>()
  for (const row of rows) chosen.set(row.invitationId, [...(chosen.get(row.invitationId) ?? []), row.itemId])
  return chosen
}
