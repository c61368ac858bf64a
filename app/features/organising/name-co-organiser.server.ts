import { eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { organiserById } from '#app/features/directory/queries.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { coOrganisers, events } from '#app/features/events/tables.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { newId } from '#app/lib/ids.ts'
import { localText } from '#app/lib/languages.ts'
import type { Writer } from '#db/database.ts'
import { coOrganiserLetter } from './letters.server.ts'
import { liaisonsOf } from './queries.server.ts'
import type { OrganisingError } from './rules.ts'

export type CoOrganiserRefusal = Extract<
  OrganisingError,
  'noSuchEvent' | 'over' | 'organiserUnknown' | 'isOrganiser' | 'organiserNamed'
>

/**
 * Names an organiser that stands behind an event together with the main one (FOR-4). Its liaison persons are told by
 * mail; from now on they plan the event and see the answers of their own people.
 */
export async function nameCoOrganiser(
  db: Writer,
  args: { eventId: string; organiserId: string; baseUrl: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: CoOrganiserRefusal }> {
  const { eventId, organiserId, baseUrl, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (!event) return { ok: false, reason: 'noSuchEvent' }
    if (event.state === 'cancelled' || event.state === 'held') return { ok: false, reason: 'over' }
    const organiser = await organiserById(tx, organiserId)
    if (!organiser) return { ok: false, reason: 'organiserUnknown' }
    if (organiserId === event.organiserId) return { ok: false, reason: 'isOrganiser' }
    if (event.coOrganisers.some(({ id }) => id === organiserId)) return { ok: false, reason: 'organiserNamed' }
    const row = { id: newId(), eventId, organiserId, namedAt: now }
    await tx.insert(coOrganisers).values(row)
    // Feeds name the co-organisers.
    await tx.update(events).set({ changedAt: now }).where(eq(events.id, eventId))
    for (const { name, email, language } of await liaisonsOf(tx, [organiserId])) {
      await queueLetter(tx, {
        kind: 'coOrganiserNamed',
        // The naming, not the event: who is taken away and named again is told again.
        subjectId: row.id,
        recipient: email,
        revision: 0,
        language,
        letter: coOrganiserLetter({ event, coOrganiser: organiser.name, name, language, baseUrl }),
        fromName: localText(event.organiserName, language).text,
        replyTo: event.convener?.email,
        now,
      })
    }
    await recordChange(tx, {
      actor,
      verb: 'nameCoOrganiser',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes: [
        ...changesBetween('co_organisers', row.id, null, row),
        ...changesBetween('events', eventId, { changedAt: event.changedAt }, { changedAt: now }),
      ],
      now,
    })
    return { ok: true }
  })
}
