import type { Writer } from '#db/database.ts'
import { and, eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { revokeRole } from '#app/features/people/revoke-role.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import { coPlannersOf } from './queries.server.ts'

/** Takes somebody out of an event's planning group. They stay a member of their association. */
export async function removeCoPlanner(
  db: Writer,
  args: { eventId: string; personId: string; actor: Actor; now: number },
): Promise<{ ok: true; name: string } | { ok: false; reason: 'notNamed' }> {
  const { eventId, personId, actor, now } = args
  return db.write(async (tx) => {
    const coPlanner = (await coPlannersOf(tx, eventId)).find((named) => named.personId === personId)
    if (!coPlanner) return { ok: false, reason: 'notNamed' }
    const sameRole = and(eq(roles.personId, personId), eq(roles.role, coPlanner.role), eq(roles.scopeId, eventId))
    const [role] = await tx.select().from(roles).where(sameRole)
    await revokeRole(tx, { personId, role: coPlanner.role, scopeId: eventId, actor, now })
    await recordChange(tx, {
      actor,
      verb: 'removeCoPlanner',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes: role ? changesBetween('roles', role.id, role, null) : [],
      now,
    })
    return { ok: true, name: coPlanner.name }
  })
}
