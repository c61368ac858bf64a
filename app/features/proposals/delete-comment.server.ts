import { and, eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import type { Writer } from '#db/database.ts'
import { proposalOf } from './queries.server.ts'
import { proposalComments } from './tables.server.ts'

/** Deletes a comment, by its author, whenever they wish: also when the event is over. A second press finds nothing. */
export async function deleteComment(
  db: Writer,
  args: {
    eventId: string
    proposalId: string
    commentId: string
    actor: { kind: 'person'; personId: string }
    now: number
  },
): Promise<{ ok: true } | { ok: false; reason: 'noSuchProposal' | 'notTheirs' }> {
  const { eventId, proposalId, commentId, actor, now } = args
  return db.write(async (tx) => {
    if (!(await proposalOf(tx, eventId, proposalId))) return { ok: false, reason: 'noSuchProposal' }
    const same = and(eq(proposalComments.id, commentId), eq(proposalComments.proposalId, proposalId))
    const [before] = await tx.select().from(proposalComments).where(same)
    if (!before) return { ok: true }
    if (before.authorId !== actor.personId) return { ok: false, reason: 'notTheirs' }
    await tx.delete(proposalComments).where(same)
    await recordChange(tx, {
      actor,
      verb: 'deleteComment',
      subject: { kind: 'topic_proposals', id: proposalId },
      eventId,
      changes: changesBetween('proposal_comments', commentId, before, null),
      now,
    })
    return { ok: true }
  })
}
