import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { inviteRefusalOf } from '#app/features/invitations/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { questionsOf } from './queries.server.ts'
import { hasOptions, inputRefusalOf, mostQuestions, type InputRefusal, type QuestionInput } from './rules.ts'
import { questions } from './tables.server.ts'

/** Asks the guests of a published event one thing more, behind what is asked already. */
export async function createQuestion(
  db: Writer,
  args: { eventId: string; input: QuestionInput; actor: Actor; now: number },
): Promise<
  { ok: true; id: string } | { ok: false; refusal: InputRefusal | { reason: 'notPublished' | 'over' | 'tooMany' } }
> {
  const { eventId, input, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const closed = event ? inviteRefusalOf(event, now) : 'notPublished'
    if (!event || closed) return { ok: false, refusal: { reason: closed ?? 'notPublished' } }
    const wrong = inputRefusalOf(input, event.languages)
    if (wrong) return { ok: false, refusal: wrong }
    const others = await questionsOf(tx, eventId)
    if (others.length >= mostQuestions) return { ok: false, refusal: { reason: 'tooMany' } }
    const id = newId()
    const row = {
      id,
      eventId,
      position: (others.at(-1)?.position ?? 0) + 1,
      kind: input.kind,
      required: input.required,
      wording: input.wording,
      options: hasOptions(input.kind) ? input.options.map(({ text }) => ({ id: newId(), text })) : [],
      createdAt: now,
      changedAt: now,
    }
    await tx.insert(questions).values(row)
    await recordChange(tx, {
      actor,
      verb: 'createQuestion',
      subject: { kind: 'questions', id },
      eventId,
      changes: changesBetween('questions', id, null, row),
      now,
    })
    return { ok: true, id }
  })
}
