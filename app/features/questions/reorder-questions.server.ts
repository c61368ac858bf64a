import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor, type Change } from '#app/features/audit/rules.ts'
import { questionsOf } from './queries.server.ts'
import { movedBy } from './rules.ts'
import { questions } from './tables.server.ts'

/** Moves a question one step. Where there is nowhere to go nothing changes. */
export async function reorderQuestions(
  db: Writer,
  args: { eventId: string; questionId: string; step: 'up' | 'down'; actor: Actor; now: number },
): Promise<{ moved: boolean }> {
  const { eventId, questionId, step, actor, now } = args
  return db.write(async (tx) => {
    const before = await questionsOf(tx, eventId)
    const order = movedBy(
      before.map(({ id }) => id),
      questionId,
      step,
    )
    const changes: Change[] = []
    for (const question of before) {
      const after = { position: order.indexOf(question.id) + 1 }
      const changed = changesBetween('questions', question.id, question, after)
      if (changed.length === 0) continue
      await tx.update(questions).set(after).where(eq(questions.id, question.id))
      changes.push(...changed)
    }
    if (changes.length === 0) return { moved: false }
    await recordChange(tx, {
      actor,
      verb: 'reorderQuestions',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes,
      now,
    })
    return { moved: true }
  })
}
