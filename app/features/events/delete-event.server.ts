import type { Writer } from '#db/database.ts'
import { eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { peopleWithRole } from '#app/features/people/queries.server.ts'
import { revokeRole } from '#app/features/people/revoke-role.server.ts'
import { coPlannersOf } from './queries.server.ts'
import { coOrganisers, events, handovers } from './tables.server.ts'

/**
 * Deletes a draft and its planning group's rights. What later areas keep of it goes first, in the same transaction, by
 * the verb of the area that calls this one: the database refuses to leave it behind.
 */
export async function deleteEvent(
  db: Writer,
  args: { eventId: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'noSuchEvent' | 'notDraft' }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const [before] = await tx.select().from(events).where(eq(events.id, eventId))
    if (!before) return { ok: false, reason: 'noSuchEvent' }
    if (before.state !== 'draft') return { ok: false, reason: 'notDraft' }
    for (const { personId, role } of await coPlannersOf(tx, eventId)) {
      await revokeRole(tx, { personId, role, scopeId: eventId, actor, now })
    }
    for (const { id } of await peopleWithRole(tx, 'coConvener', eventId)) {
      await revokeRole(tx, { personId: id, role: 'coConvener', scopeId: eventId, actor, now })
    }
    const beside = await tx.delete(coOrganisers).where(eq(coOrganisers.eventId, eventId)).returning()
    const handed = await tx.delete(handovers).where(eq(handovers.eventId, eventId)).returning()
    await tx.delete(events).where(eq(events.id, eventId))
    await recordChange(tx, {
      actor,
      verb: 'deleteEvent',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes: [
        ...changesBetween('events', eventId, before, null),
        ...beside.flatMap((row) => changesBetween('co_organisers', row.id, row, null)),
        ...handed.flatMap((row) => changesBetween('handovers', row.id, row, null)),
      ],
      now,
    })
    return { ok: true }
  })
}
