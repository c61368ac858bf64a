import { and, asc, count, desc, eq, inArray, isNotNull, isNull, ne, notInArray, or, sum, type SQL } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { people } from '#app/features/people/tables.server.ts'
import type { LetterState } from '#app/features/mail/rules.ts'
import { queueOf, type Claim } from '#app/features/seats/rules.ts'
import type { Apart } from '#app/features/audiences/queries.server.ts'
import { idsOf } from '#app/features/audiences/rules.ts'
import { recipientKey, type Recipient } from '#app/features/directory/rules.ts'
import { listLength, type InvitationFilter } from './rules.ts'
import { invitations, sendingChunks, sendingDrafts, sendings } from './tables.server.ts'

export type InvitationRow = typeof invitations.$inferSelect

/** An invitation as its page needs it. */
export type InvitationToAnswer = InvitationRow & {
  event: EventDetails
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
  const claims = event.capacity === null ? [] : await claimsOf(db, row.eventId)
  return { ...row, event, claims, claim: claims.find(({ id }) => id === row.id) ?? null }
}

/** All who hold seats of an event, are offered some or wait for some. */
export async function claimsOf(db: Queries, eventId: string): Promise<Claim[]> {
  const { id, place, position, offeredUntil } = invitations
  const rows = await db
    .select({ id, place, people: invitations.people, position, offeredUntil })
    .from(invitations)
    .where(and(inArray(place, ['seat', 'waiting', 'offered']), eq(invitations.eventId, eventId)))
  return rows.map((row) => ({ ...row, position: row.position ?? 0 }))
}

/** The queue of an event in its order, those first to whom seats are offered. */
export async function queueFor(db: Queries, eventId: string) {
  const { id, name, place, position, waitingSince, offeredUntil } = invitations
  const rows = await db
    .select({ id, name, place, people: invitations.people, position, waitingSince, offeredUntil })
    .from(invitations)
    .where(and(inArray(place, ['waiting', 'offered']), eq(invitations.eventId, eventId)))
  const all = rows.map((row) => ({ ...row, position: row.position ?? 0 }))
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

/** Seats that are held at an event: how many people come. */
export async function seatsTaken(db: Queries, eventId: string): Promise<number> {
  const [found] = await db
    .select({ people: sum(invitations.people).mapWith(Number) })
    .from(invitations)
    .where(and(eq(invitations.eventId, eventId), eq(invitations.place, 'seat')))
  return found?.people ?? 0
}

/** How the invited have answered; withdrawn invitations are left out. */
export type InvitationSummary = {
  invited: number
  answered: number
  /** Who comes and has seats. */
  yes: number
  /** In the queue, offers included. */
  waiting: number
  maybe: number
  no: number
  /** No answer yet, those not reached included. */
  none: number
  /** Seats taken: how many people come. */
  people: number
  /** No answer, and no letter that arrived: no address, or the letter failed. */
  notReached: number
  withdrawn: number
}

export async function invitationSummary(db: Queries, eventId: string): Promise<InvitationSummary> {
  const standing = and(eq(invitations.eventId, eventId), isNull(invitations.withdrawnAt))
  const counted = await db
    .select({ answer: invitations.answer, place: invitations.place, count: count() })
    .from(invitations)
    .where(standing)
    .groupBy(invitations.answer, invitations.place)
  const sumOf = (rows: typeof counted) => rows.reduce((all, row) => all + row.count, 0)
  const of = (answer: InvitationRow['answer']) => sumOf(counted.filter((row) => row.answer === answer))
  const waiting = sumOf(counted.filter(({ place }) => place === 'waiting' || place === 'offered'))
  const [unreached] = await db
    .select({ count: count() })
    .from(invitations)
    .leftJoin(letters, invitationLetterOf)
    .where(and(standing, eq(invitations.answer, 'none'), notReached))
  const answered = of('yes') + of('maybe') + of('no')
  return {
    invited: answered + of('none'),
    answered,
    yes: of('yes') - waiting,
    waiting,
    maybe: of('maybe'),
    no: of('no'),
    none: of('none'),
    people: await seatsTaken(db, eventId),
    notReached: unreached?.count ?? 0,
    withdrawn: await db.$count(invitations, and(eq(invitations.eventId, eventId), isNotNull(invitations.withdrawnAt))),
  }
}

/** One line of the convener's list. `letter`: where the invitation letter is; null when there is none to send. */
export type ListedInvitation = Pick<
  InvitationRow,
  'id' | 'recipientKind' | 'name' | 'email' | 'answer' | 'place' | 'people' | 'message' | 'answeredAt' | 'withdrawnAt'
> & { recordedBy: string | null; letter: LetterState | null; sentAt: number | null }

/** A page (from 1 on) of the invited of one part of the list: those who answered by time, latest first; others by name. */
export async function invitationsOf(
  db: Queries,
  eventId: string,
  filter: InvitationFilter,
  page = 1,
): Promise<ListedInvitation[]> {
  return db
    .select({
      id: invitations.id,
      recipientKind: invitations.recipientKind,
      name: invitations.name,
      email: invitations.email,
      answer: invitations.answer,
      place: invitations.place,
      people: invitations.people,
      message: invitations.message,
      answeredAt: invitations.answeredAt,
      /** The name of the convener who wrote it down. */
      recordedBy: people.name,
      withdrawnAt: invitations.withdrawnAt,
      letter: letters.state,
      sentAt: letters.sentAt,
    })
    .from(invitations)
    .leftJoin(letters, invitationLetterOf)
    .leftJoin(people, eq(people.id, invitations.recordedBy))
    .where(and(eq(invitations.eventId, eventId), partOf[filter]))
    .orderBy(
      ...(filter === 'answered' ? [desc(invitations.answeredAt)] : []),
      asc(invitations.name),
      asc(invitations.id),
    )
    .limit(listLength)
    .offset((page - 1) * listLength)
}

/** The newest letter of an invitation, queued with it: one that was withdrawn and renewed has older ones. */
const invitationLetterOf = and(
  eq(letters.subjectId, invitations.id),
  eq(letters.kind, 'invitation'),
  eq(letters.queuedAt, invitations.queuedAt),
)
const lost = inArray(letters.state, ['failed', 'unknown', 'stopped'])
const notReached = or(isNull(invitations.email), lost)
const reached = and(
  isNotNull(invitations.email),
  or(isNull(letters.state), inArray(letters.state, ['waiting', 'sending', 'sent'])),
)

const partOf: Record<InvitationFilter, SQL | undefined> = {
  none: and(isNull(invitations.withdrawnAt), eq(invitations.answer, 'none'), reached),
  answered: and(isNull(invitations.withdrawnAt), ne(invitations.answer, 'none')),
  waiting: inArray(invitations.place, ['waiting', 'offered']),
  notReached: and(isNull(invitations.withdrawnAt), eq(invitations.answer, 'none'), notReached),
  withdrawn: isNotNull(invitations.withdrawnAt),
}

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
