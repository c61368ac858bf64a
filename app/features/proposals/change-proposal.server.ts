import { eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import type { Writer } from '#db/database.ts'
import type { Topic } from './propose-topic.server.ts'
import { proposalOf, voiceAt } from './queries.server.ts'
import { changingRefusal } from './rules.ts'
import { topicProposals } from './tables.server.ts'

export type ChangeRefusal = 'noSuchProposal' | 'over' | 'notTheirs' | 'withdrawn' | 'answered'

/** Lets a proposer write their proposal anew while it waits for its answer. For whom it is proposed stays. */
export async function changeProposal(
  db: Writer,
  args: {
    eventId: string
    proposalId: string
    topic: Topic
    actor: { kind: 'person'; personId: string }
    now: number
  },
): Promise<{ ok: true } | { ok: false; reason: ChangeRefusal }> {
  const { eventId, proposalId, topic, actor, now } = args
  return db.write(async (tx) => {
    const before = await proposalOf(tx, eventId, proposalId)
    const voice = await voiceAt(tx, eventId, actor.personId, now)
    if (!before || !voice) return { ok: false, reason: 'noSuchProposal' }
    if (!voice.open) return { ok: false, reason: 'over' }
    const reason = changingRefusal({ state: before.state, proposerId: before.proposer?.id ?? null }, actor.personId)
    if (reason) return { ok: false, reason }
    const { title, why, minutes, speaker, lang } = topic
    const after = { title, why, minutes, speaker, lang }
    const changes = changesBetween('topic_proposals', proposalId, before, after)
    if (changes.length === 0) return { ok: true }
    await tx.update(topicProposals).set(after).where(eq(topicProposals.id, proposalId))
    const subject = { kind: 'topic_proposals', id: proposalId }
    await recordChange(tx, { actor, verb: 'changeProposal', subject, eventId, changes, now })
    return { ok: true }
  })
}
