import { and, eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import { revokeRole } from '#app/features/people/revoke-role.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import type { Writer } from '#db/database.ts'

/**
 * Takes a co-convener away, who may do it themselves. Not while they are the one whom the guests ask: the event is handed
 * over first, so that none is left without a convener.
 */
export async function removeCoConvener(
  db: Writer,
  args: { eventId: string; personId: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'notNamed' | 'isConvener' }> {
  const { eventId, personId, actor, now } = args
  return db.write(async (tx) => {
    const sameRole = and(eq(roles.personId, personId), eq(roles.role, 'coConvener'), eq(roles.scopeId, eventId))
    const [role] = await tx.select().from(roles).where(sameRole)
    if (!role) return { ok: false, reason: 'notNamed' }
    const [event] = await tx.select({ convenerId: events.convenerId }).from(events).where(eq(events.id, eventId))
    if (event?.convenerId === personId) return { ok: false, reason: 'isConvener' }
    await revokeRole(tx, { personId, role: 'coConvener', scopeId: eventId, actor, now })
    await recordChange(tx, {
      actor,
      verb: 'removeCoConvener',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes: changesBetween('roles', role.id, role, null),
      now,
    })
    return { ok: true }
  })
}
