import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { newId } from '#app/lib/ids.ts'
import type { Language } from '#app/lib/languages.ts'
import type { Writer } from '#db/database.ts'
import { voiceAt } from './queries.server.ts'
import { proposalSupports, topicProposals } from './tables.server.ts'

/** What a proposer writes. `minutes`: how long it would take; `speaker`: who would speak, may be empty. */
export type Topic = { title: string; why: string; minutes: number; speaker: string; lang: Language }

/**
 * Proposes a topic to an event's agenda, for an association that the person speaks for, or (`associationId` null) by the
 * convener for the organiser. The proposing association stands behind it from the start: its support is a row like any
 * other, so it cannot be counted twice. An `id` of the caller's own makes a second try find the first.
 */
export async function proposeTopic(
  db: Writer,
  args: {
    id?: string
    eventId: string
    associationId: string | null
    topic: Topic
    actor: { kind: 'person'; personId: string }
    now: number
  },
): Promise<{ ok: true; proposalId: string } | { ok: false; reason: 'noSuchEvent' | 'over' | 'notTheirAssociation' }> {
  const { eventId, associationId, topic, actor, now } = args
  return db.write(async (tx) => {
    const voice = await voiceAt(tx, eventId, actor.personId, now)
    if (!voice) return { ok: false, reason: 'noSuchEvent' }
    if (!voice.open) return { ok: false, reason: 'over' }
    const theirs = associationId === null ? voice.convenes : voice.associations.some(({ id }) => id === associationId)
    if (!theirs) return { ok: false, reason: 'notTheirAssociation' }
    const { title, why, minutes, speaker, lang } = topic
    const row: typeof topicProposals.$inferInsert = {
      id: args.id ?? newId(),
      eventId,
      proposerId: actor.personId,
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
      const support = { id: newId(), proposalId: row.id, associationId, personId: actor.personId, createdAt: now }
      await tx.insert(proposalSupports).values(support)
      changes.push(...changesBetween('proposal_supports', support.id, null, support))
    }
    const subject = { kind: 'topic_proposals', id: row.id }
    await recordChange(tx, { actor, verb: 'proposeTopic', subject, eventId, changes, now })
    return { ok: true, proposalId: row.id }
  })
}
