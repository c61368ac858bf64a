import { and, eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { coOrganisers, events } from '#app/features/events/tables.server.ts'
import type { Writer } from '#db/database.ts'

/** Takes a co-organiser away: its liaison persons see nothing more, and their open pages follow within two seconds (SEC-3). */
export async function removeCoOrganiser(
  db: Writer,
  args: { eventId: string; organiserId: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'notNamed' }> {
  const { eventId, organiserId, actor, now } = args
  return db.write(async (tx) => {
    const same = and(eq(coOrganisers.eventId, eventId), eq(coOrganisers.organiserId, organiserId))
    const [before] = await tx.select().from(coOrganisers).where(same)
    const [event] = await tx.select({ changedAt: events.changedAt }).from(events).where(eq(events.id, eventId))
    if (!before || !event) return { ok: false, reason: 'notNamed' }
    await tx.delete(coOrganisers).where(eq(coOrganisers.id, before.id))
    await tx.update(events).set({ changedAt: now }).where(eq(events.id, eventId))
    await recordChange(tx, {
      actor,
      verb: 'removeCoOrganiser',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes: [
        ...changesBetween('co_organisers', before.id, before, null),
        ...changesBetween('events', eventId, event, { changedAt: now }),
      ],
      now,
    })
    return { ok: true }
  })
}
