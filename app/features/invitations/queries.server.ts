import { and, asc, eq, inArray, isNotNull, isNull, notInArray, or, sum } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { queueOf, type Claim, type SeatRules } from '#app/features/seats/rules.ts'
import type { Apart } from '#app/features/audiences/queries.server.ts'
import { idsOf } from '#app/features/audiences/rules.ts'
import { recipientKey, type Recipient } from '#app/features/directory/rules.ts'
import { onlineOf, seatsOf } from './rules.ts'
import { invitations, sendingChunks, sendingDrafts, sendings } from './tables.server.ts'

export type InvitationRow = typeof invitations.$inferSelect

/** An invitation as its page needs it. */
export type InvitationToAnswer = InvitationRow & {
  event: EventDetails
  seatRules: SeatRules
  /** All who hold seats of the event, are offered some or wait; nobody when seats are not limited. */
  claims: Claim[]
  /** This invitee's own. */
  claim: Claim | null
}

/** The invitation behind a personal address, with its event. */
export async function invitationById(db: Queries, id: string): Promise<InvitationToAnswer | null> {
  const [found] = await db.select().from(invitations).where(eq(invitations.id, id))
  return found ? withEvent(db, found) : null
}

async function withEvent(db: Queries, row: InvitationRow): Promise<InvitationToAnswer | null> {
  const event = await eventById(db, row.eventId)
  if (event === null) return null
  const seatRules = await seatRulesOf(db, row.eventId)
  const limited = event.capacity !== null || seatRules.organisationLimit !== null
  const claims = limited ? await claimsOf(db, row.eventId) : []
  return { ...row, event, seatRules, claims, claim: claims.find(({ id }) => id === row.id) ?? null }
}

/** All who hold seats of an event, are offered some or wait for some; `people` are those who need seats. */
export async function claimsOf(db: Queries, eventId: string): Promise<Required<Claim>[]> {
  const { id, place, position, offeredUntil, recipientKind, recipientId } = invitations
  const rows = await db
    .select({ id, place, ...party, position, offeredUntil, recipientKind, recipientId })
    .from(invitations)
    .innerJoin(events, eq(events.id, invitations.eventId))
    .where(and(inArray(place, ['seat', 'waiting', 'offered']), eq(invitations.eventId, eventId)))
  return rows.map(({ mode, online, recipientKind: kind, recipientId: who, ...row }) => ({
    ...row,
    people: seatsOf(mode, { people: row.people, online }),
    position: row.position ?? 0,
    group: kind,
    organisation: recipientKey({ kind, id: who }),
  }))
}

/** What tells how many seats a party takes. */
const party = { people: invitations.people, online: invitations.online, mode: events.attendanceMode }

/** The queue of an event in its order, those first to whom seats are offered. */
export async function queueFor(db: Queries, eventId: string) {
  const { id, name, place, position, waitingSince, offeredUntil } = invitations
  const rows = await db
    .select({ id, name, place, ...party, position, waitingSince, offeredUntil })
    .from(invitations)
    .innerJoin(events, eq(events.id, invitations.eventId))
    .where(and(inArray(place, ['waiting', 'offered']), eq(invitations.eventId, eventId)))
  const all = rows.map(({ mode, ...row }) => ({ ...row, people: seatsOf(mode, row), position: row.position ?? 0 }))
  return { offered: all.filter((row) => row.place === 'offered'), waiting: queueOf(all) }
}

/** Published events whose queue may have to move: somebody waits, or an offer stands. */
export async function eventsWithQueues(db: Queries): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: invitations.eventId })
    .from(invitations)
    .innerJoin(events, eq(events.id, invitations.eventId))
    .where(and(inArray(invitations.place, ['waiting', 'offered']), eq(events.state, 'published')))
  return rows.map(({ id }) => id)
}

/** How many people come, those in the queue apart: in all, online, and in seats. */
export async function peopleComing(
  db: Queries,
  eventId: string,
): Promise<{ people: number; online: number; seats: number }> {
  const [found] = await db
    .select({
      people: sum(invitations.people).mapWith(Number),
      online: sum(invitations.online).mapWith(Number),
      mode: events.attendanceMode,
    })
    .from(invitations)
    .innerJoin(events, eq(events.id, invitations.eventId))
    .where(and(eq(invitations.eventId, eventId), eq(invitations.place, 'seat')))
    .groupBy(events.id)
  if (!found) return { people: 0, online: 0, seats: 0 }
  return { people: found.people, online: onlineOf(found.mode, found), seats: seatsOf(found.mode, found) }
}

/** The newest letter of an invitation, queued with it: one that was withdrawn and renewed has older ones. */
export const invitationLetterOf = and(
  eq(letters.subjectId, invitations.id),
  eq(letters.kind, 'invitation'),
  eq(letters.queuedAt, invitations.queuedAt),
)
const lost = inArray(letters.state, ['failed', 'unknown', 'stopped'])
/** No address, or a letter that did not arrive; of a row joined by `invitationLetterOf`. */
export const notReached = or(isNull(invitations.email), lost)
/** A letter that arrived, or is on its way. */
export const reached = and(
  isNotNull(invitations.email),
  or(isNull(letters.state), inArray(letters.state, ['waiting', 'sending', 'sent'])),
)

/** One invitation of this event; null when it belongs to another one. */
export async function invitationOf(db: Queries, eventId: string, invitationId: string): Promise<InvitationRow | null> {
  const [found] = await db
    .select()
    .from(invitations)
    .where(and(eq(invitations.id, invitationId), eq(invitations.eventId, eventId)))
  return found ?? null
}

/** Those who are not called again: who has an invitation that stands, and who waits in a sending. */
export async function apartFrom(db: Queries, eventId: string): Promise<Apart> {
  const { recipientKind, recipientId, email } = invitations
  const standing = and(eq(invitations.eventId, eventId), isNull(invitations.withdrawnAt))
  const waiting = await waitingRecipients(db, eventId)
  const keys = waiting.map(recipientKey)
  const people = await db
    .select({ email })
    .from(invitations)
    .where(and(standing, inArray(recipientKind, ['official', 'elected'])))
  const officials = waiting.filter(({ kind }) => kind === 'official' || kind === 'elected')
  return {
    where: (kind, id) => {
      const invited = db
        .select({ id: recipientId })
        .from(invitations)
        .where(and(standing, eq(recipientKind, kind)))
      return and(notInArray(id, invited), notInArray(id, idsOf(keys, kind)))
    },
    addresses: new Set(
      [...people, ...officials].flatMap((one) => (one.email === null ? [] : [one.email.toLowerCase()])),
    ),
  }
}

/** Whose invitation to this event was withdrawn, as recipient keys. */
export async function withdrawnKeys(db: Queries, eventId: string): Promise<Set<string>> {
  const { recipientKind: kind, recipientId: id } = invitations
  const where = and(eq(invitations.eventId, eventId), isNotNull(invitations.withdrawnAt))
  return new Set((await db.select({ kind, id }).from(invitations).where(where)).map(recipientKey))
}

/** Who waits in a running or planned sending of this event. */
export async function waitingRecipients(db: Queries, eventId: string): Promise<Recipient[]> {
  const running = await db
    .select({ recipients: sendingChunks.recipients })
    .from(sendingChunks)
    .innerJoin(sendings, eq(sendings.id, sendingChunks.sendingId))
    .where(and(eq(sendings.eventId, eventId), inArray(sendings.state, ['planned', 'sending'])))
  return running.flatMap(({ recipients }) => recipients)
}

export type SendingDraft = typeof sendingDrafts.$inferSelect

/** What this person prepares to send to this event, or null. */
export async function draftOf(db: Queries, eventId: string, personId: string): Promise<SendingDraft | null> {
  const [found] = await db
    .select()
    .from(sendingDrafts)
    .where(and(eq(sendingDrafts.eventId, eventId), eq(sendingDrafts.personId, personId)))
  return found ?? null
}

export type PlannedSending = typeof sendings.$inferSelect

/** One sending of this event that is planned and has not begun. */
export async function plannedSending(db: Queries, eventId: string, id: string): Promise<PlannedSending | null> {
  const [found] = await db
    .select()
    .from(sendings)
    .where(and(eq(sendings.id, id), eq(sendings.eventId, eventId), eq(sendings.state, 'planned')))
  return found ?? null
}

/** When sendings of this event are to start, the next one first. */
export async function plannedSendings(
  db: Queries,
  eventId: string,
): Promise<{ id: string; sendAt: number | null; total: number }[]> {
  const { id, sendAt, total } = sendings
  return db
    .select({ id, sendAt, total })
    .from(sendings)
    .where(and(eq(sendings.eventId, eventId), eq(sendings.state, 'planned')))
    .orderBy(asc(sendAt))
}

/** An invitation of this event with its newest letter, for the one who may send it again. */
export async function letterOfInvitation(db: Queries, eventId: string, invitationId: string) {
  const { id, state, subject, sentAt, queuedAt, notAfter, trouble, attempts } = letters
  const [found] = await db
    .select({ invitation: invitations, letter: { id, state, subject, sentAt, queuedAt, notAfter, trouble, attempts } })
    .from(invitations)
    .leftJoin(letters, invitationLetterOf)
    .where(and(eq(invitations.id, invitationId), eq(invitations.eventId, eventId)))
  return found ?? null
}

/** How far the running sendings of an event are, in letters; null when none is running. */
export async function sendingProgress(db: Queries, eventId: string): Promise<{ total: number; queued: number } | null> {
  const running = await db
    .select({ total: sendings.total, queued: sendings.queued })
    .from(sendings)
    .where(and(eq(sendings.eventId, eventId), eq(sendings.state, 'sending')))
  if (running.length === 0) return null
  return {
    total: running.reduce((all, sending) => all + sending.total, 0),
    queued: running.reduce((all, sending) => all + sending.queued, 0),
  }
}
