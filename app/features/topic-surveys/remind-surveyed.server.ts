import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { countUnreminded, surveyOfEvent } from './queries.server.ts'
import { surveyReminderRefusal } from './rules.ts'
import { topicSurveys } from './tables.server.ts'

export type SurveyReminderRefusal = NonNullable<ReturnType<typeof surveyReminderRefusal>> | 'nobody'

/** Starts a reminder to the asked who have not answered; `sendSurveyChunk` writes its letters. Not twice within a day. */
export async function remindSurveyed(
  db: Writer,
  args: { eventId: string; actor: { kind: 'person'; personId: string }; now: number },
): Promise<{ ok: true; count: number } | { ok: false; reason: SurveyReminderRefusal }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const before = await surveyOfEvent(tx, eventId)
    const reason = event && before ? surveyReminderRefusal(before, event, now) : ('closed' as const)
    if (!before || reason) return { ok: false, reason: reason ?? 'closed' }
    const count = await countUnreminded(tx, before)
    if (count === 0) return { ok: false, reason: 'nobody' }
    const after = { state: 'reminding' as const, reminders: before.reminders + 1, remindedAt: now }
    await tx.update(topicSurveys).set(after).where(eq(topicSurveys.id, before.id))
    const changes = changesBetween('topic_surveys', before.id, before, after)
    const subject = { kind: 'topic_surveys', id: before.id }
    await recordChange(tx, { actor, verb: 'remindSurveyed', subject, eventId, changes, now })
    return { ok: true, count }
  })
}
