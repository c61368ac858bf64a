import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { supportProposal } from '#app/features/proposals/support-proposal.server.ts'
import { askedBehind } from './queries.server.ts'
import { isSurveyOpen, linkRefusals, type LinkRefusal } from './rules.ts'
import { surveyInvitees } from './tables.server.ts'

/** Puts the association of a survey's link behind a topic, or takes it away: one voice, whoever of its people presses. */
export async function supportByLink(
  db: Writer,
  args: {
    subjectId: string
    proposalId: string
    supports: boolean
    actor: { kind: 'link'; linkId: string }
    now: number
  },
): Promise<{ ok: true; eventId: string } | { ok: false; reason: LinkRefusal }> {
  const { subjectId, proposalId, supports, actor, now } = args
  return db.write(async (tx) => {
    const asked = await askedBehind(tx, subjectId)
    if (!asked || !isSurveyOpen(asked.survey, asked.event, now)) return { ok: false, reason: 'closed' }
    const { invitee, event } = asked
    const { associationId } = invitee
    const done = await supportProposal(tx, { eventId: event.id, proposalId, associationId, supports, actor, now })
    if (!done.ok) return { ok: false, reason: linkRefusals.find((one) => one === done.reason) ?? 'closed' }
    const after = { answeredAt: invitee.answeredAt ?? now }
    await tx.update(surveyInvitees).set(after).where(eq(surveyInvitees.id, invitee.id))
    await recordChange(tx, {
      actor,
      verb: 'supportByLink',
      subject: { kind: 'survey_invitees', id: invitee.id },
      eventId: event.id,
      changes: changesBetween('survey_invitees', invitee.id, invitee, after),
      now,
    })
    return { ok: true, eventId: event.id }
  })
}
