import { and, eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { newId } from '#app/lib/ids.ts'
import type { Writer } from '#db/database.ts'
import { proposalOf, standingOf } from './queries.server.ts'
import type { Proposing } from './rules.ts'
import { proposalSupports } from './tables.server.ts'

export type SupportRefusal = 'noSuchProposal' | 'over' | 'notTheirAssociation' | 'ownProposal' | 'withdrawn'

/**
 * Puts an association behind a proposal, or (`supports` false) takes it away. An association counts once, whoever of its
 * people presses and however often; asking for what is already so does nothing. The association that proposes stands
 * behind its own proposal for as long as that stands.
 */
export async function supportProposal(
  db: Writer,
  args: {
    eventId: string
    proposalId: string
    associationId: string
    supports: boolean
    actor: Proposing
    now: number
  },
): Promise<{ ok: true } | { ok: false; reason: SupportRefusal }> {
  const { eventId, proposalId, associationId, supports, actor, now } = args
  return db.write(async (tx) => {
    const proposal = await proposalOf(tx, eventId, proposalId)
    const standing = await standingOf(tx, { eventId, associationId, actor, now })
    if (!proposal || !standing) return { ok: false, reason: 'noSuchProposal' }
    if (!standing.open) return { ok: false, reason: 'over' }
    if (proposal.state === 'withdrawn') return { ok: false, reason: 'withdrawn' }
    if (!standing.supports) return { ok: false, reason: 'notTheirAssociation' }
    const same = and(eq(proposalSupports.proposalId, proposalId), eq(proposalSupports.associationId, associationId))
    const [before] = await tx.select().from(proposalSupports).where(same)
    if ((before !== undefined) === supports) return { ok: true }
    if (proposal.association?.id === associationId) return { ok: false, reason: 'ownProposal' }
    const personId = actor.kind === 'person' ? actor.personId : null
    const made = { id: newId(), proposalId, associationId, personId, createdAt: now }
    if (before) await tx.delete(proposalSupports).where(same)
    else await tx.insert(proposalSupports).values(made)
    await recordChange(tx, {
      actor,
      verb: 'supportProposal',
      subject: { kind: 'topic_proposals', id: proposalId },
      eventId,
      changes: before
        ? changesBetween('proposal_supports', before.id, before, null)
        : changesBetween('proposal_supports', made.id, null, made),
      now,
    })
    return { ok: true }
  })
}
