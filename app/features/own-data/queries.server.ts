import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import type { InvitationToAnswer } from '#app/features/invitations/queries.server.ts'
import { messagesOf } from '#app/features/invitee-messages/queries.server.ts'
import { marksOf } from '#app/features/guests/queries.server.ts'
import { guests } from '#app/features/guests/tables.server.ts'
import { attendances } from '#app/features/attendance/tables.server.ts'
import { registrationRequests } from '#app/features/open-registration/tables.server.ts'
import { questionAnswers, questions } from '#app/features/questions/tables.server.ts'
import { tablesOf } from '#app/features/table-places/queries.server.ts'
import { tablePlaces } from '#app/features/table-places/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { needsOf, needsTold } from '#app/features/needs/queries.server.ts'
import { people } from '#app/features/people/tables.server.ts'
import { covered, scopeOf } from './rules.ts'

/** An answer as it stood from a moment on. */
export type PastAnswer = { at: number; by: 'invitee' | 'convener' | 'service'; changed: Record<string, unknown> }

/** Everything that is held of one invitee (GDPR-4), as it is shown and downloaded. */
export async function ownData(db: Queries, secret: string, invitation: InvitationToAnswer) {
  const { id, event, recipientKind, language, createdAt, queuedAt, withdrawnAt } = invitation
  const messages = await messagesOf(db, id)
  return {
    event: { title: event.title, organiser: event.organiserName, startsAt: event.startsAt, endsAt: event.endsAt },
    invitation: {
      recipientKind,
      language,
      createdAt,
      queuedAt,
      withdrawnAt,
      ...Object.fromEntries(covered.invitations.map((column) => [column, invitation[column]])),
      recordedBy: invitation.recordedBy === null ? null : await nameOf(db, invitation.recordedBy),
    },
    history: await historyOf(db, id),
    // Behind a shared link only how many they are: whose they are nobody can tell there, and they are health data.
    needs:
      scopeOf(recipientKind) === 'all' ? await needsOf(db, secret, id) : { count: await needsTold(db, secret, id) },
    messages: messages.map(({ text, sentAt }) => ({ text, sentAt })),
    details: await detailsOf(db, invitation),
    letters: await lettersAbout(db, [id, ...(await subjectsBeside(db, id))]),
  }
}

/** What stands beside the answer: who comes, who answered, what was asked, at which tables, the door, how they signed up. */
async function detailsOf(db: Queries, { id, event }: InvitationToAnswer) {
  const { name, online } = guests
  const { wording } = questions
  const { value, savedAt } = questionAnswers
  const { itemId, place, people, waitingSince, offeredUntil, chosenAt } = tablePlaces
  const [mark] = await db.select().from(attendances).where(eq(attendances.invitationId, id))
  const [request] = await db.select().from(registrationRequests).where(eq(registrationRequests.invitationId, id))
  const places = await db
    .select({ itemId, place, people, waitingSince, offeredUntil, chosenAt })
    .from(tablePlaces)
    .where(eq(tablePlaces.invitationId, id))
  const tables = (await tablesOf(db, event)).flatMap((group) => group.tables)
  return {
    guests: await db.select({ name, online }).from(guests).where(eq(guests.invitationId, id)).orderBy(guests.position),
    answeredBy: (await marksOf(db, id)).map(({ at, name, answer, people, online }) => ({
      at,
      name,
      answer,
      people,
      online,
    })),
    questions: await db
      .select({ wording, value, savedAt })
      .from(questionAnswers)
      .innerJoin(questions, eq(questions.id, questionAnswers.questionId))
      .where(eq(questionAnswers.invitationId, id))
      .orderBy(questions.position),
    tables: places.map(({ itemId, ...one }) => ({
      title: tables.find((table) => table.id === itemId)?.title ?? '',
      ...one,
    })),
    door: mark ? { people: mark.people, tappedAt: mark.tappedAt } : null,
    registration: request
      ? { name: request.name, association: request.association, email: request.email, people: request.people }
      : null,
  }
}

/** What else of an invitee letters can be about: their messages, and their signing up. */
export async function subjectsBeside(db: Queries, invitationId: string): Promise<string[]> {
  const rows = [
    ...(await messagesOf(db, invitationId)),
    ...(await db
      .select({ id: registrationRequests.id })
      .from(registrationRequests)
      .where(eq(registrationRequests.invitationId, invitationId))),
  ]
  return rows.map(({ id }) => id)
}
export type OwnData = Awaited<ReturnType<typeof ownData>>

async function nameOf(db: Queries, personId: string): Promise<string | null> {
  const [found] = await db.select({ name: people.name }).from(people).where(eq(people.id, personId))
  return found?.name ?? null
}

const ofAnswers: readonly string[] = ['answer', 'people', 'place', 'message']

/** What was answered when, oldest first, as the audit tells it. */
async function historyOf(db: Queries, invitationId: string): Promise<PastAnswer[]> {
  const { at, actor, changes } = auditRows
  const rows = await db
    .select({ at, actor, changes })
    .from(auditRows)
    .where(
      and(
        eq(auditRows.subjectKind, 'invitations'),
        eq(auditRows.subjectId, invitationId),
        inArray(auditRows.verb, ['answerInvitation', 'withdrawInvitation']),
      ),
    )
    .orderBy(asc(at), asc(auditRows.id))
  return rows.map((row) => ({
    at: row.at,
    by: row.actor.startsWith('link:') ? 'invitee' : row.actor === 'system' ? 'service' : 'convener',
    changed: Object.fromEntries(
      row.changes
        .filter(({ id, column }) => id === invitationId && ofAnswers.includes(column))
        .map(({ column, after }) => [column, after]),
    ),
  }))
}

/** Letters about these subjects, without their texts: those stand in the mailbox that they went to. */
async function lettersAbout(db: Queries, subjectIds: string[]) {
  const { kind, subject, recipient, state, queuedAt, sentAt } = letters
  return db
    .select({ kind, subject, recipient, state, queuedAt, sentAt })
    .from(letters)
    .where(inArray(letters.subjectId, subjectIds))
    .orderBy(asc(queuedAt))
}
