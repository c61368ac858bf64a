import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { newId } from '#app/lib/ids.ts'
import type { Language } from '#app/lib/languages.ts'
import type { Writer } from '#db/database.ts'
import { proposalOf, voiceAt } from './queries.server.ts'
import { proposalComments } from './tables.server.ts'

export type CommentRefusal = 'noSuchProposal' | 'over' | 'notTheirAssociation' | 'withdrawn'

/** Says something of a proposal, for an association that the person speaks for or (null) as the convener. */
export async function addComment(
  db: Writer,
  args: {
    eventId: string
    proposalId: string
    associationId: string | null
    text: string
    lang: Language
    actor: { kind: 'person'; personId: string }
    now: number
  },
): Promise<{ ok: true; commentId: string } | { ok: false; reason: CommentRefusal }> {
  const { eventId, proposalId, associationId, text, lang, actor, now } = args
  return db.write(async (tx) => {
    const proposal = await proposalOf(tx, eventId, proposalId)
    const voice = await voiceAt(tx, eventId, actor.personId, now)
    if (!proposal || !voice) return { ok: false, reason: 'noSuchProposal' }
    if (!voice.open) return { ok: false, reason: 'over' }
    if (proposal.state === 'withdrawn') return { ok: false, reason: 'withdrawn' }
    const theirs = associationId === null ? voice.convenes : voice.associations.some(({ id }) => id === associationId)
    if (!theirs) return { ok: false, reason: 'notTheirAssociation' }
    const row = { id: newId(), proposalId, authorId: actor.personId, associationId, lang, text, createdAt: now }
    await tx.insert(proposalComments).values(row)
    await recordChange(tx, {
      actor,
      verb: 'addComment',
      subject: { kind: 'topic_proposals', id: proposalId },
      eventId,
      changes: changesBetween('proposal_comments', row.id, null, row),
      now,
    })
    return { ok: true, commentId: row.id }
  })
}
