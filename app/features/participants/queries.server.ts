import { and, asc, count, desc, eq, inArray, isNotNull, isNull, ne, type SQL } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import {
  invitationLetterOf,
  notReached,
  reached,
  seatsTaken,
  type InvitationRow,
} from '#app/features/invitations/queries.server.ts'
import { listLength, type InvitationFilter } from '#app/features/invitations/rules.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import type { LetterState } from '#app/features/mail/rules.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { people } from '#app/features/people/tables.server.ts'

/** How the invited have answered; withdrawn invitations are left out. */
export type InvitationSummary = {
  invited: number
  answered: number
  /** Of these, who signed up without having been called: they have answered, or were never asked. */
  guests: number
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
  const guests = await db.$count(invitations, and(standing, eq(invitations.recipientKind, 'guest')))
  const answered = of('yes') + of('maybe') + of('no')
  return {
    invited: answered + of('none'),
    answered,
    guests,
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

const partOf: Record<InvitationFilter, SQL | undefined> = {
  none: and(isNull(invitations.withdrawnAt), eq(invitations.answer, 'none'), reached),
  answered: and(isNull(invitations.withdrawnAt), ne(invitations.answer, 'none')),
  waiting: inArray(invitations.place, ['waiting', 'offered']),
  notReached: and(isNull(invitations.withdrawnAt), eq(invitations.answer, 'none'), notReached),
  withdrawn: isNotNull(invitations.withdrawnAt),
}

/** All who are invited to an event, by name, with what they answered. Withdrawn invitations are left out. */
export async function everybodyInvited(db: Queries, eventId: string) {
  const { name, recipientKind, email, answer, place, message, answeredAt } = invitations
  return db
    .select({ name, recipientKind, email, answer, place, people: invitations.people, message, answeredAt })
    .from(invitations)
    .where(and(eq(invitations.eventId, eventId), isNull(invitations.withdrawnAt)))
    .orderBy(asc(name), asc(invitations.id))
}
