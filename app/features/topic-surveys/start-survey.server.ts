import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recipientsOf } from '#app/features/audiences/queries.server.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { isOpen } from '#app/features/proposals/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { textTroubles } from './forms.ts'
import { surveyOfEvent } from './queries.server.ts'
import { associationsOnly, closingRefusal, surveyChunk } from './rules.ts'
import { surveyChunks, topicSurveys } from './tables.server.ts'

export type StartRefusal = 'noSuchEvent' | 'over' | 'textWrong' | 'dayWrong' | 'dayPast' | 'dayLate' | 'nobody'

/**
 * Sends the prepared survey: fixes who is asked, as the sender saw it. Links and letters are made in chunks by
 * `sendSurveyChunk`. A second press finds it sent and starts no other.
 */
export async function startSurvey(
  db: Writer,
  args: { eventId: string; actor: { kind: 'person'; personId: string }; now: number },
): Promise<{ ok: true; total: number } | { ok: false; reason: StartRefusal }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const before = await surveyOfEvent(tx, eventId)
    if (!event || !before) return { ok: false, reason: 'noSuchEvent' }
    if (before.state !== 'draft') return { ok: true, total: before.total }
    if (!isOpen(event, now)) return { ok: false, reason: 'over' }
    if (Object.keys(textTroubles(before.text)).length > 0) return { ok: false, reason: 'textWrong' }
    if (before.closesAt === null) return { ok: false, reason: 'dayWrong' }
    const refusal = closingRefusal(event, before.closesAt, now)
    if (refusal) return { ok: false, reason: refusal }
    const asked = await recipientsOf(tx, event.organiserId, associationsOnly(before.audience))
    const total = asked.filter(({ email }) => email !== null).length
    if (total === 0) return { ok: false, reason: 'nobody' }
    const after = { state: 'sending' as const, total, senderId: actor.personId }
    const chunks = Array.from({ length: Math.ceil(asked.length / surveyChunk) }, (_, position) => ({
      id: newId(),
      surveyId: before.id,
      position,
      recipients: asked.slice(position * surveyChunk, (position + 1) * surveyChunk),
    }))
    await tx.update(topicSurveys).set(after).where(eq(topicSurveys.id, before.id))
    await tx.insert(surveyChunks).values(chunks)
    await recordChange(tx, {
      actor,
      verb: 'startSurvey',
      subject: { kind: 'topic_surveys', id: before.id },
      eventId,
      changes: [
        ...changesBetween('topic_surveys', before.id, before, after),
        ...chunks.flatMap((chunk) => changesBetween('survey_chunks', chunk.id, null, chunk)),
      ],
      now,
    })
    return { ok: true, total }
  })
}
