import { eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import type { Writer } from '#db/database.ts'
import type { ChangeRefusal } from './change-proposal.server.ts'
import { proposalOf, voiceAt } from './queries.server.ts'
import { changingRefusal } from './rules.ts'
import { topicProposals } from './tables.server.ts'

/** Takes a proposal back, by its proposer, while it waits for its answer. */
export async function withdrawProposal(
  db: Writer,
  args: { eventId: string; proposalId: string; actor: { kind: 'person'; personId: string }; now: number },
): Promise<{ ok: true } | { ok: false; reason: ChangeRefusal }> {
  const { eventId, proposalId, actor, now } = args
  return db.write(async (tx) => {
    const before = await proposalOf(tx, eventId, proposalId)
    const voice = await voiceAt(tx, eventId, actor.personId, now)
    if (!before || !voice) return { ok: false, reason: 'noSuchProposal' }
    if (!voice.open) return { ok: false, reason: 'over' }
    const reason = changingRefusal({ state: before.state, proposerId: before.proposer.id }, actor.personId)
    if (reason) return { ok: false, reason }
    const after = { state: 'withdrawn' } as const
    await tx.update(topicProposals).set(after).where(eq(topicProposals.id, proposalId))
    await recordChange(tx, {
      actor,
      verb: 'withdrawProposal',
      subject: { kind: 'topic_proposals', id: proposalId },
      eventId,
      changes: changesBetween('topic_proposals', proposalId, before, after),
      now,
    })
    return { ok: true }
  })
}
