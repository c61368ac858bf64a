import { and, asc, count, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { associationNamesOf } from '#app/features/directory/queries.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import type { InvitationRow } from '#app/features/invitations/queries.server.ts'
import { largestParty } from '#app/features/invitations/rules.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { closedReason } from './rules.ts'
import { openRegistrations, registrationRequests } from './tables.server.ts'

export type RegistrationRow = typeof openRegistrations.$inferSelect
export type RequestRow = typeof registrationRequests.$inferSelect

/** The open registration of an event; null where it was never opened. */
export async function registrationOf(db: Queries, eventId: string): Promise<RegistrationRow | null> {
  const [found] = await db.select().from(openRegistrations).where(eq(openRegistrations.eventId, eventId))
  return found ?? null
}

/** The event that a short address names, or null. */
export async function eventIdByCode(db: Queries, code: string): Promise<string | null> {
  const { eventId } = openRegistrations
  const [found] = await db.select({ eventId }).from(openRegistrations).where(eq(openRegistrations.code, code))
  return found?.eventId ?? null
}

/** Those of these events to which anybody can sign up now, by id. */
export async function openEventIds(db: Queries, events: EventDetails[], now: number): Promise<string[]> {
  if (events.length === 0) return []
  const ids = events.map(({ id }) => id)
  const rows = await db
    .select()
    .from(openRegistrations)
    .where(and(inArray(openRegistrations.eventId, ids), eq(openRegistrations.open, true)))
  const registrations = new Map(rows.map((row) => [row.eventId, row]))
  return events
    .filter((event) => closedReason(event, registrations.get(event.id) ?? null, now) === null)
    .map(({ id }) => id)
}

/** Names that a guest may choose from, at most: a longer list helps nobody on a phone, and every name can be typed. */
const mostNames = 500

/** The associations of the organiser's area, for the guest's field. */
export function nearAssociations(db: Queries, organiserId: string): Promise<string[]> {
  return associationNamesOf(db, organiserId, mostNames)
}

export async function requestById(db: Queries, id: string): Promise<RequestRow | null> {
  const [found] = await db.select().from(registrationRequests).where(eq(registrationRequests.id, id))
  return found ?? null
}

/** How many letters an address was sent since then. */
export async function requestsSince(db: Queries, email: string, since: number): Promise<number> {
  const [found] = await db
    .select({ count: count() })
    .from(registrationRequests)
    .where(and(eq(registrationRequests.email, email), gt(registrationRequests.createdAt, since)))
  return found?.count ?? 0
}

/** How many have signed up, and were not taken off the list by the convener. */
export function guestCount(db: Queries, eventId: string): Promise<number> {
  const { recipientKind, withdrawnAt } = invitations
  return db.$count(invitations, and(eq(invitations.eventId, eventId), eq(recipientKind, 'guest'), isNull(withdrawnAt)))
}

/** The invitation that this address has to the event: one that stands before one that was withdrawn, the oldest first. */
export async function invitationOfAddress(db: Queries, eventId: string, email: string): Promise<InvitationRow | null> {
  const rows = await db
    .select()
    .from(invitations)
    .where(and(eq(invitations.eventId, eventId), eq(sql`lower(${invitations.email})`, email)))
    .orderBy(asc(invitations.createdAt), asc(invitations.id))
  return rows.find(({ withdrawnAt }) => withdrawnAt === null) ?? rows[0] ?? null
}

/** The most people that this invitation can bring. */
export async function largestPartyOf(
  db: Queries,
  invitation: Pick<InvitationRow, 'recipientKind' | 'eventId' | 'people'>,
): Promise<number> {
  if (invitation.recipientKind !== 'guest') return largestParty
  const registration = await registrationOf(db, invitation.eventId)
  // A limit that was lowered later takes nothing away.
  return Math.max(registration?.mostPeople ?? largestParty, invitation.people)
}
