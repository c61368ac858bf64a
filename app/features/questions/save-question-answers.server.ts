import { and, eq, inArray } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { invitationById } from '#app/features/invitations/queries.server.ts'
import { refusalOf, type Refusal } from '#app/features/invitations/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { answersIn } from './forms.ts'
import { questionsOf } from './queries.server.ts'
import type { AnswerTrouble } from './rules.ts'
import { questionAnswers } from './tables.server.ts'

/**
 * Saves what an invitee who comes answers to the event's questions, in place of what was answered before. The form is read
 * against the questions as they stand in this transaction: one that was deleted meanwhile is left out. A required question
 * without an answer keeps nothing from being saved. The audit holds no answers, for it outlives them.
 */
export async function saveQuestionAnswers(
  db: Writer,
  args: { invitationId: string; form: FormData; actor: Actor; now: number },
): Promise<
  | { ok: true; eventId: string }
  | { ok: false; refusal: Refusal | { reason: 'notComing' } }
  | { ok: false; refusal: null; troubles: Record<string, AnswerTrouble> }
> {
  const { invitationId, form, actor, now } = args
  return db.write(async (tx) => {
    const asked = await invitationById(tx, invitationId)
    if (!asked) return { ok: false, refusal: { reason: 'withdrawn' } }
    const refusal = refusalOf(asked, 'yes', now)
    if (refusal) return { ok: false, refusal }
    if (asked.answer !== 'yes') return { ok: false, refusal: { reason: 'notComing' } }
    const { eventId } = asked
    // A question that this form did not ask may have been answered by somebody else with the same link.
    const shown = (await questionsOf(tx, eventId)).filter(({ id }) => form.getAll('asked').includes(id))
    const { answers, troubles } = answersIn(form, shown)
    if (Object.keys(troubles).length > 0) return { ok: false, refusal: null, troubles }
    const ids = shown.map(({ id }) => id)
    await tx
      .delete(questionAnswers)
      .where(and(eq(questionAnswers.invitationId, invitationId), inArray(questionAnswers.questionId, ids)))
    for (const [questionId, value] of Object.entries(answers)) {
      await tx.insert(questionAnswers).values({ id: newId(), questionId, invitationId, eventId, value, savedAt: now })
    }
    await recordChange(tx, {
      actor,
      verb: 'saveQuestionAnswers',
      subject: { kind: 'invitations', id: invitationId },
      eventId,
      changes: [],
      now,
    })
    return { ok: true, eventId }
  })
}
