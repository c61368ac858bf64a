import { and, asc, count, desc, eq, inArray, isNotNull, isNull, ne, or, sum, type SQL } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { people } from '#app/features/people/tables.server.ts'
import type { LetterState } from '#app/features/mail/rules.ts'
import { queueOf, type Claim } from '#app/features/seats/rules.ts'
import { recipientKey, type InvitationFilter } from './rules.ts'
import { invitations, sendingChunks, sendings } from './tables.server.ts'

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

/** Events whose queue may have to move: somebody waits, or an offer stands. */
export async function eventsWithQueues(db: Queries): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: invitations.eventId })
    .from(invitations)
    .where(inArray(invitations.place, ['waiting', 'offered']))
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

/** The invited of one part of the list: those who answered by time, latest first; others by name. */
export async function invitationsOf(
  db: Queries,
  eventId: string,
  filter: InvitationFilter,
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

/** Who has an invitation to this event, as recipient keys. One that was withdrawn is none: it can be renewed. */
export async function invitedKeys(db: Queries, eventId: string): Promise<Set<string>> {
  return keysOf(db, and(eq(invitations.eventId, eventId), isNull(invitations.withdrawnAt)))
}

/** Whose invitation to this event was withdrawn, as recipient keys. */
export async function withdrawnKeys(db: Queries, eventId: string): Promise<Set<string>> {
  return keysOf(db, and(eq(invitations.eventId, eventId), isNotNull(invitations.withdrawnAt)))
}

async function keysOf(db: Queries, where: SQL | undefined): Promise<Set<string>> {
  const { recipientKind: kind, recipientId: id } = invitations
  return new Set((await db.select({ kind, id }).from(invitations).where(where)).map(recipientKey))
}

/** Who waits in a running sending of this event, as recipient keys. */
export async function waitingKeys(db: Queries, eventId: string): Promise<Set<string>> {
  const running = await db
    .select({ recipients: sendingChunks.recipients })
    .from(sendingChunks)
    .innerJoin(sendings, eq(sendings.id, sendingChunks.sendingId))
    .where(and(eq(sendings.eventId, eventId), eq(sendings.state, 'sending')))
  return new Set(running.flatMap(({ recipients }) => recipients).map(recipientKey))
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
