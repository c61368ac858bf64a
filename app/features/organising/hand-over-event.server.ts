import { eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { events, handovers } from '#app/features/events/tables.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import { personById } from '#app/features/people/queries.server.ts'
import { newId } from '#app/lib/ids.ts'
import { localText } from '#app/lib/languages.ts'
import type { Writer } from '#db/database.ts'
import { givenLetter, handedOverLetter } from './letters.server.ts'
import { possibleSuccessors } from './queries.server.ts'
import type { OrganisingError } from './rules.ts'

export type HandoverRefusal = Extract<OrganisingError, 'noSuchEvent' | 'alreadyConvenes' | 'cannotConvene'>

/**
 * Hands an event to another convener, in one step (LIA-4): guests ask them from now on, and they see whose needs the
 * guests' needs are. Both are told by mail. The earlier one keeps what they may do for the organiser. One who convenes
 * for a co-organiser only is made a co-convener too, or they could not do what a convener must.
 */
export async function handOverEvent(
  db: Writer,
  args: { eventId: string; personId: string; note?: string | undefined; baseUrl: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: HandoverRefusal }> {
  const { eventId, personId, note = '', baseUrl, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (!event) return { ok: false, reason: 'noSuchEvent' }
    if (personId === event.convenerId) return { ok: false, reason: 'alreadyConvenes' }
    const next = (await possibleSuccessors(tx, event)).find(({ id }) => id === personId)
    if (!next) return { ok: false, reason: 'cannotConvene' }
    if (!next.convenes) await grantRole(tx, { personId, role: 'coConvener', scopeId: eventId, actor, now })
    const row = { id: newId(), eventId, fromPersonId: event.convenerId, toPersonId: personId, at: now }
    await tx.update(events).set({ convenerId: personId }).where(eq(events.id, eventId))
    await tx.insert(handovers).values(row)

    const giver = actor.kind === 'person' ? await personById(tx, actor.personId) : null
    const earlier = event.convenerId === null ? null : await personById(tx, event.convenerId)
    const facts = { event, by: giver?.name ?? event.convener?.name ?? null, to: next, note, baseUrl }
    const about = { subjectId: row.id, revision: 0, now }
    await queueLetter(tx, {
      ...about,
      kind: 'eventHandedOver',
      recipient: next.email,
      language: next.language,
      letter: handedOverLetter(facts),
      fromName: localText(event.organiserName, next.language).text,
      replyTo: giver?.email ?? event.convener?.email,
    })
    const told = new Map([giver, earlier].flatMap((one) => (one?.active && one.id !== personId ? [[one.id, one]] : [])))
    for (const { name, email, language } of told.values()) {
      await queueLetter(tx, {
        ...about,
        kind: 'eventGiven',
        recipient: email,
        language,
        letter: givenLetter({ ...facts, name, language }),
        fromName: localText(event.organiserName, language).text,
        replyTo: next.email,
      })
    }
    await recordChange(tx, {
      actor,
      verb: 'handOverEvent',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes: [
        ...changesBetween('events', eventId, { convenerId: event.convenerId }, { convenerId: personId }),
        ...changesBetween('handovers', row.id, null, row),
      ],
      now,
    })
    return { ok: true }
  })
}
