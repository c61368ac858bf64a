import { and, eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { roles } from '#app/features/people/tables.server.ts'
import type { Writer } from '#db/database.ts'
import { coPlannersOf } from './queries.server.ts'
import type { PlanningRole } from './rules.ts'

/**
 * Lets somebody of an event's planning group edit the agenda, or only read it from now on. Agendas that they have open
 * follow within two seconds (SEC-3).
 */
export async function changePlanningRole(
  db: Writer,
  args: { eventId: string; personId: string; role: PlanningRole; actor: Actor; now: number },
): Promise<{ ok: true; name: string } | { ok: false; reason: 'notNamed' }> {
  const { eventId, personId, role, actor, now } = args
  return db.write(async (tx) => {
    const named = (await coPlannersOf(tx, eventId)).find((one) => one.personId === personId)
    if (!named) return { ok: false, reason: 'notNamed' }
    if (named.role === role) return { ok: true, name: named.name }
    const held = and(eq(roles.personId, personId), eq(roles.role, named.role), eq(roles.scopeId, eventId))
    const [before] = await tx.select().from(roles).where(held)
    await tx.update(roles).set({ role }).where(held)
    await recordChange(tx, {
      actor,
      verb: 'changePlanningRole',
      subject: { kind: 'people', id: personId },
      eventId,
      changes: before ? changesBetween('roles', before.id, before, { role }) : [],
      now,
    })
    return { ok: true, name: named.name }
  })
}
