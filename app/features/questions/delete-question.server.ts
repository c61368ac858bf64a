import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { answerCount, questionOf } from './queries.server.ts'
import { questionAnswers, questions } from './tables.server.ts'

/** Deletes a question with the answers to it. The audit tells how many went, and not what they said. */
export async function deleteQuestion(
  db: Writer,
  args: { eventId: string; questionId: string; actor: Actor; now: number },
): Promise<{ ok: true; answers: number } | { ok: false; reason: 'noSuchQuestion' }> {
  const { eventId, questionId, actor, now } = args
  return db.write(async (tx) => {
    const before = await questionOf(tx, eventId, questionId)
    if (!before) return { ok: false, reason: 'noSuchQuestion' }
    const answers = await answerCount(tx, questionId)
    await tx.delete(questionAnswers).where(eq(questionAnswers.questionId, questionId))
    await tx.delete(questions).where(eq(questions.id, questionId))
    await recordChange(tx, {
      actor,
      verb: 'deleteQuestion',
      subject: { kind: 'questions', id: questionId },
      eventId,
      changes: [
        ...changesBetween('questions', questionId, before, null),
        { table: 'question_answers', id: questionId, column: 'count', before: answers, after: 0 },
      ],
      now,
    })
    return { ok: true, answers }
  })
}
