import { eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import type { Writer } from '#db/database.ts'
import type { ChangeRefusal } from './change-proposal.server.ts'
import { proposalOf, standingOf } from './queries.server.ts'
import { changingRefusal, linkWithdrawingRefusal, type Proposing } from './rules.ts'
import { topicProposals } from './tables.server.ts'

/** Takes a proposal back, by its proposer, while it waits for its answer. */
export async function withdrawProposal(
  db: Writer,
  args: {
    eventId: string
    proposalId: string
    /** For whom a link acts; a person takes back what is their own, whomever it is for. */
    associationId?: string
    actor: Proposing
    now: number
  },
): Promise<{ ok: true } | { ok: false; reason: ChangeRefusal }> {
  const { eventId, proposalId, associationId = null, actor, now } = args
  return db.write(async (tx) => {
    const before = await proposalOf(tx, eventId, proposalId)
    const standing = await standingOf(tx, { eventId, associationId, actor, now })
    if (!before || !standing) return { ok: false, reason: 'noSuchProposal' }
    if (!standing.open) return { ok: false, reason: 'over' }
    const reason =
      actor.kind === 'person'
        ? changingRefusal({ state: before.state, proposerId: before.proposer?.id ?? null }, actor.personId)
        : linkWithdrawingRefusal(before, associationId)
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
