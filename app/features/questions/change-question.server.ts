import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { newId } from '#app/lib/ids.ts'
import { answerCount, questionOf } from './queries.server.ts'
import { changeRefusalOf, hasOptions, inputRefusalOf, type InputRefusal, type QuestionInput } from './rules.ts'
import { questions } from './tables.server.ts'

/**
 * Changes a question: once somebody has answered it, its words and its options' words only, and options can be added. The
 * count of answers is read in the same transaction, so that no answer slips in between.
 */
export async function changeQuestion(
  db: Writer,
  args: { eventId: string; questionId: string; input: QuestionInput; actor: Actor; now: number },
): Promise<
  { ok: true } | { ok: false; refusal: InputRefusal | { reason: 'noSuchQuestion' | 'kindFixed' | 'optionsFixed' } }
> {
  const { eventId, questionId, input, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const before = await questionOf(tx, eventId, questionId)
    if (!event || !before) return { ok: false, refusal: { reason: 'noSuchQuestion' } }
    const wrong = inputRefusalOf(input, event.languages)
    if (wrong) return { ok: false, refusal: wrong }
    const unsafe = changeRefusalOf(before, input, (await answerCount(tx, questionId)) > 0)
    if (unsafe) return { ok: false, refusal: { reason: unsafe } }
    const known = new Set(before.options.map(({ id }) => id))
    const after = {
      kind: input.kind,
      required: input.required,
      wording: input.wording,
      options: hasOptions(input.kind)
        ? input.options.map(({ id, text }) => ({ id: id !== null && known.has(id) ? id : newId(), text }))
        : [],
      changedAt: now,
    }
    await tx.update(questions).set(after).where(eq(questions.id, questionId))
    await recordChange(tx, {
      actor,
      verb: 'changeQuestion',
      subject: { kind: 'questions', id: questionId },
      eventId,
      changes: changesBetween('questions', questionId, before, after),
      now,
    })
    return { ok: true }
  })
}
