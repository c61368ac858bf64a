import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { proposeTopic, type Topic } from '#app/features/proposals/propose-topic.server.ts'
import { proposalOf } from '#app/features/proposals/queries.server.ts'
import { askedBehind, topicCount } from './queries.server.ts'
import { isSurveyOpen, mostTopics, type LinkRefusal } from './rules.ts'
import { surveyInvitees } from './tables.server.ts'

/**
 * Proposes a topic for the association that a survey's link was made for. The proposal is one as any other: signed-in
 * members and other links see and support the same. An `id` that is there already is a second try, and adds nothing.
 */
export async function proposeByLink(
  db: Writer,
  args: { subjectId: string; id: string; topic: Topic; actor: { kind: 'link'; linkId: string }; now: number },
): Promise<{ ok: true; eventId: string } | { ok: false; reason: LinkRefusal }> {
  const { subjectId, id, topic, actor, now } = args
  return db.write(async (tx) => {
    const asked = await askedBehind(tx, subjectId)
    if (!asked || !isSurveyOpen(asked.survey, asked.event, now)) return { ok: false, reason: 'closed' }
    const { invitee, event } = asked
    const { associationId } = invitee
    const same = await proposalOf(tx, event.id, id)
    if (same?.association?.id === associationId) return { ok: true, eventId: event.id }
    // Somebody else's topic under this id: nothing of theirs is touched.
    if (same) return { ok: false, reason: 'noSuchProposal' }
    if ((await topicCount(tx, event.id, associationId)) >= mostTopics) return { ok: false, reason: 'many' }
    const made = await proposeTopic(tx, { id, eventId: event.id, associationId, topic, actor, now })
    if (!made.ok) return { ok: false, reason: 'closed' }
    const after = { answeredAt: invitee.answeredAt ?? now }
    await tx.update(surveyInvitees).set(after).where(eq(surveyInvitees.id, invitee.id))
    await recordChange(tx, {
      actor,
      verb: 'proposeByLink',
      subject: { kind: 'survey_invitees', id: invitee.id },
      eventId: event.id,
      changes: changesBetween('survey_invitees', invitee.id, invitee, after),
      now,
    })
    return { ok: true, eventId: event.id }
  })
}
