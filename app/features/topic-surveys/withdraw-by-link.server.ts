import type { Writer } from '#db/database.ts'
import { withdrawProposal } from '#app/features/proposals/withdraw-proposal.server.ts'
import { askedBehind } from './queries.server.ts'
import { isSurveyOpen, linkRefusals, type LinkRefusal } from './rules.ts'

/** Takes back a topic that came by the association's link and waits for its answer. */
export async function withdrawByLink(
  db: Writer,
  args: { subjectId: string; proposalId: string; actor: { kind: 'link'; linkId: string }; now: number },
): Promise<{ ok: true; eventId: string } | { ok: false; reason: LinkRefusal }> {
  const { subjectId, proposalId, actor, now } = args
  return db.write(async (tx) => {
    const asked = await askedBehind(tx, subjectId)
    if (!asked || !isSurveyOpen(asked.survey, asked.event, now)) return { ok: false, reason: 'closed' }
    const { associationId } = asked.invitee
    const eventId = asked.event.id
    const done = await withdrawProposal(tx, { eventId, proposalId, associationId, actor, now })
    if (done.ok) return { ok: true, eventId }
    return { ok: false, reason: linkRefusals.find((one) => one === done.reason) ?? 'noSuchProposal' }
  })
}
