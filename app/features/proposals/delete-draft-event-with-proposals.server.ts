import { eq, inArray } from 'drizzle-orm'
import { deleteDraftEventWithHistory } from '#app/features/agenda-history/delete-draft-event-with-history.server.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { clearSeatRules } from '#app/features/seats/clear-seat-rules.server.ts'
import { stopLetters } from '#app/features/mail/stop-letters.server.ts'
import type { Writer } from '#db/database.ts'
import { proposalComments, proposalSupports, topicProposals } from './tables.server.ts'

/** Deletes a draft event with its agenda, the agenda's history, its seats' rules and all that was proposed to it: nothing of it stays. */
export async function deleteDraftEventWithProposals(
  db: Writer,
  args: { eventId: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'noSuchEvent' | 'notDraft' }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (!event) return { ok: false, reason: 'noSuchEvent' }
    if (event.state !== 'draft') return { ok: false, reason: 'notDraft' }
    const proposals = await tx.select().from(topicProposals).where(eq(topicProposals.eventId, eventId))
    const ids = proposals.map(({ id }) => id)
    const supports = await tx.select().from(proposalSupports).where(inArray(proposalSupports.proposalId, ids))
    const comments = await tx.select().from(proposalComments).where(inArray(proposalComments.proposalId, ids))
    const subject = { kind: 'events', id: eventId }
    // What the letters would tell of is gone, and their links lead nowhere.
    for (const kind of ['proposalTaken', 'proposalDeclined']) {
      while ((await stopLetters(tx, { kind, subjectIds: ids, cause: subject, eventId, actor, now })).more);
    }
    await tx.delete(proposalSupports).where(inArray(proposalSupports.proposalId, ids))
    await tx.delete(proposalComments).where(inArray(proposalComments.proposalId, ids))
    await tx.delete(topicProposals).where(eq(topicProposals.eventId, eventId))
    if (ids.length > 0) {
      await recordChange(tx, {
        actor,
        verb: 'deleteDraftEventWithProposals',
        subject,
        eventId,
        changes: [
          ...proposals.flatMap((row) => changesBetween('topic_proposals', row.id, row, null)),
          ...supports.flatMap((row) => changesBetween('proposal_supports', row.id, row, null)),
          ...comments.flatMap((row) => changesBetween('proposal_comments', row.id, row, null)),
        ],
        now,
      })
    }
    await clearSeatRules(tx, args)
    return deleteDraftEventWithHistory(tx, args)
  })
}
