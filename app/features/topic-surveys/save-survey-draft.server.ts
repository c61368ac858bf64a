import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import type { AudienceRule } from '#app/features/audiences/rules.ts'
import { nobody } from '#app/features/audiences/rules.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { isOpen } from '#app/features/proposals/rules.ts'
import { newId } from '#app/lib/ids.ts'
import type { LocalText } from '#app/lib/languages.ts'
import { surveyOfEvent } from './queries.server.ts'
import { associationsOnly } from './rules.ts'
import { topicSurveys } from './tables.server.ts'

/** Keeps what a convener prepares: whom to ask, what to write, until when. Once it is sent, nothing of it changes. */
export async function saveSurveyDraft(
  db: Writer,
  args: {
    eventId: string
    audience?: AudienceRule
    text?: LocalText
    closesAt?: number | null
    actor: { kind: 'person'; personId: string }
    now: number
  },
): Promise<{ ok: true } | { ok: false; reason: 'noSuchEvent' | 'over' | 'sent' }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (!event) return { ok: false, reason: 'noSuchEvent' }
    if (!isOpen(event, now)) return { ok: false, reason: 'over' }
    const before = await surveyOfEvent(tx, eventId)
    if (before && before.state !== 'draft') return { ok: false, reason: 'sent' }
    const after = {
      id: before?.id ?? newId(),
      eventId,
      audience: args.audience ? associationsOnly(args.audience) : (before?.audience ?? nobody),
      text: args.text ?? before?.text ?? {},
      closesAt: args.closesAt === undefined ? (before?.closesAt ?? null) : args.closesAt,
      senderId: actor.personId,
      state: 'draft' as const,
      total: 0,
      queued: 0,
      reminders: 0,
      remindedAt: null,
      createdAt: before?.createdAt ?? now,
    }
    const changes = changesBetween('topic_surveys', after.id, before, after)
    if (changes.length === 0) return { ok: true }
    if (before) await tx.update(topicSurveys).set(after).where(eq(topicSurveys.id, before.id))
    else await tx.insert(topicSurveys).values(after)
    const subject = { kind: 'topic_surveys', id: after.id }
    await recordChange(tx, { actor, verb: 'saveSurveyDraft', subject, eventId, changes, now })
    return { ok: true }
  })
}
