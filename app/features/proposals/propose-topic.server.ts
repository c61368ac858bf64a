import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Language } from '#app/lib/languages.ts'
import type { Writer } from '#db/database.ts'
import { standingOf } from './queries.server.ts'
import type { Proposing } from './rules.ts'
import { proposalSupports, topicProposals } from './tables.server.ts'

/** What a proposer writes. `minutes`: how long it would take; `speaker`: who would speak, may be empty. */
export type Topic = { title: string; why: string; minutes: number; speaker: string; lang: Language }

/**
 * Proposes a topic to an event's agenda, for an association that the person or the link speaks for, or (`associationId`
 * null) by the convener for the organiser. The proposing association stands behind it from the start: its support is a row like any
 * other, so it cannot be counted twice. An `id` of the caller's own makes a second try find the first.
 */
export async function proposeTopic(
  db: Writer,
  args: {
    id?: string
    eventId: string
    associationId: string | null
    topic: Topic
    actor: Proposing
    now: number
  },
): Promise<{ ok: true; proposalId: string } | { ok: false; reason: 'noSuchEvent' | 'over' | 'notTheirAssociation' }> {
  const { eventId, associationId, topic, actor, now } = args
  return db.write(async (tx) => {
    const standing = await standingOf(tx, { eventId, associationId, actor, now })
    if (!standing) return { ok: false, reason: 'noSuchEvent' }
    if (!standing.open) return { ok: false, reason: 'over' }
    if (!standing.speaks) return { ok: false, reason: 'notTheirAssociation' }
    const { title, why, minutes, speaker, lang } = topic
    const id = args.id ?? newId()
    const personId = actor.kind === 'person' ? actor.personId : null
    const row: typeof topicProposals.$inferInsert = {
      id,
      eventId,
      proposerId: personId,
      // A link of its own: a letter carries no link that is about anything else.
      linkId: personId === null ? (await createLink(tx, { purpose: 'topics', subjectId: id })).id : null,
      associationId,
      title,
      why,
      minutes,
      speaker,
      lang,
      state: 'waiting',
      revision: 0,
      createdAt: now,
    }
    await tx.insert(topicProposals).values(row)
    const changes = changesBetween('topic_proposals', row.id, null, row)
    if (associationId !== null) {
      const support = { id: newId(), proposalId: row.id, associationId, personId, createdAt: now }
      await tx.insert(proposalSupports).values(support)
      changes.push(...changesBetween('proposal_supports', support.id, null, support))
    }
    const subject = { kind: 'topic_proposals', id: row.id }
    await recordChange(tx, { actor, verb: 'proposeTopic', subject, eventId, changes, now })
    return { ok: true, proposalId: row.id }
  })
}
