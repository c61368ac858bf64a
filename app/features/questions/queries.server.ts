import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { hasOptions, type AnswerValue, type Question } from './rules.ts'
import { questionAnswers, questions } from './tables.server.ts'

export type QuestionRow = typeof questions.$inferSelect

/** What is asked of the guests of an event, in order. */
export async function questionsOf(db: Queries, eventId: string): Promise<QuestionRow[]> {
  return db
    .select()
    .from(questions)
    .where(eq(questions.eventId, eventId))
    .orderBy(asc(questions.position), asc(questions.id))
}

/** One question of this event; null when it belongs to another one. */
export async function questionOf(db: Queries, eventId: string, id: string): Promise<QuestionRow | null> {
  const [found] = await db
    .select()
    .from(questions)
    .where(and(eq(questions.id, id), eq(questions.eventId, eventId)))
  return found ?? null
}

/** What one invitee has answered, by question. */
export async function answersOfInvitation(db: Queries, invitationId: string): Promise<Record<string, AnswerValue>> {
  const { questionId, value } = questionAnswers
  const rows = await db
    .select({ questionId, value })
    .from(questionAnswers)
    .where(eq(questionAnswers.invitationId, invitationId))
  return Object.fromEntries(rows.map((row) => [row.questionId, row.value]))
}

/** What the guests of an event have answered, by invitation and question. */
export async function answersOfEvent(db: Queries, eventId: string): Promise<Map<string, Record<string, AnswerValue>>> {
  const { invitationId, questionId, value } = questionAnswers
  const rows = await db
    .select({ invitationId, questionId, value })
    .from(questionAnswers)
    .innerJoin(invitations, eq(invitations.id, invitationId))
    .where(ofComing(eventId))
  const found = new Map<string, Record<string, AnswerValue>>()
  for (const row of rows) {
    const known = found.get(row.invitationId) ?? {}
    known[row.questionId] = row.value
    found.set(row.invitationId, known)
  }
  return found
}

/** How many answers a question has, whether their guests still come or not: so many go with it. */
export async function answerCount(db: Queries, questionId: string): Promise<number> {
  return db.$count(questionAnswers, eq(questionAnswers.questionId, questionId))
}

/** How a question is answered by those who come. `options`: how many chose each. */
export type QuestionCounts = { answered: number; options: Record<string, number> }

/** The same for each question of an event that has answers. */
export async function questionCounts(
  db: Queries,
  eventId: string,
  asked: readonly Pick<Question, 'id' | 'kind'>[],
): Promise<Map<string, QuestionCounts>> {
  const { questionId, value } = questionAnswers
  const found = new Map<string, QuestionCounts>()
  const answered = await db
    .select({ questionId, count: count() })
    .from(questionAnswers)
    .innerJoin(invitations, eq(invitations.id, questionAnswers.invitationId))
    .where(ofComing(eventId))
    .groupBy(questionId)
  for (const row of answered) found.set(row.questionId, { answered: row.count, options: {} })
  const choices = asked.filter(({ kind }) => hasOptions(kind)).map(({ id }) => id)
  if (choices.length === 0) return found
  const chosen = await db
    .select({ questionId, value, count: count() })
    .from(questionAnswers)
    .innerJoin(invitations, eq(invitations.id, questionAnswers.invitationId))
    .where(and(ofComing(eventId), inArray(questionId, choices)))
    .groupBy(questionId, value)
  for (const row of chosen) {
    const options = found.get(row.questionId)?.options ?? {}
    for (const id of [row.value].flat()) options[String(id)] = (options[String(id)] ?? 0) + row.count
  }
  return found
}

/** Of those who come or wait for a seat: what others answered means nothing any more. */
const ofComing = (eventId: string) =>
  and(eq(questionAnswers.eventId, eventId), eq(invitations.answer, 'yes'), isNull(invitations.withdrawnAt))
