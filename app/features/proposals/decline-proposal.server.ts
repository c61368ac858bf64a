import { eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { stopLetters } from '#app/features/mail/stop-letters.server.ts'
import type { Language } from '#app/lib/languages.ts'
import type { Writer } from '#db/database.ts'
import { queueAnswer } from './letters.server.ts'
import { proposalOf } from './queries.server.ts'
import { decliningRefusal, isOpen } from './rules.ts'
import { topicProposals } from './tables.server.ts'

export type DecliningRefusal = 'noSuchProposal' | 'over' | 'reasonMissing' | 'withdrawn' | 'answered' | 'inAgenda'

/** Answers "not now". The reason stands by the proposal from then on, and its proposer gets it by mail, once. */
export async function declineProposal(
  db: Writer,
  args: {
    eventId: string
    proposalId: string
    reason: string
    lang: Language
    baseUrl: string
    actor: { kind: 'person'; personId: string }
    now: number
  },
): Promise<{ ok: true } | { ok: false; reason: DecliningRefusal }> {
  const { eventId, proposalId, lang, baseUrl, actor, now } = args
  const reason = args.reason.trim()
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const before = await proposalOf(tx, eventId, proposalId)
    if (!event || !before) return { ok: false, reason: 'noSuchProposal' }
    if (!isOpen(event, now)) return { ok: false, reason: 'over' }
    if (reason === '') return { ok: false, reason: 'reasonMissing' }
    const refused = decliningRefusal(before)
    if (refused) return { ok: false, reason: refused }
    const after = {
      state: 'declined' as const,
      reason,
      reasonLang: lang,
      decidedAt: now,
      decidedBy: actor.personId,
      revision: before.revision + 1,
    }
    const [row] = await tx.select().from(topicProposals).where(eq(topicProposals.id, proposalId))
    await tx.update(topicProposals).set(after).where(eq(topicProposals.id, proposalId))
    const subject = { kind: 'topic_proposals', id: proposalId }
    const changes = changesBetween('topic_proposals', proposalId, row ?? null, after)
    await recordChange(tx, { actor, verb: 'declineProposal', subject, eventId, changes, now })
    await stopLetters(tx, { kind: 'proposalTaken', subjectIds: [proposalId], cause: subject, eventId, actor, now })
    const proposal = { ...before, revision: after.revision }
    await queueAnswer(tx, { event, proposal, reason, baseUrl, actor, now })
    return { ok: true }
  })
}
