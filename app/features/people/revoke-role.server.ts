import { and, eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import type { RoleName } from './rules.ts'
import { roles } from './tables.server.ts'

/** Takes a role from a person; `revoked` is false when they did not have it. */
export async function revokeRole(
  db: Writer,
  revoked: { personId: string; role: RoleName; scopeId: string; actor: Actor; now: number },
): Promise<{ ok: true; revoked: boolean }> {
  const { personId, role, scopeId, actor, now } = revoked
  return db.write(async (tx) => {
    const same = and(eq(roles.personId, personId), eq(roles.role, role), eq(roles.scopeId, scopeId))
    const [held] = await tx.select().from(roles).where(same)
    if (!held) return { ok: true, revoked: false }
    await tx.delete(roles).where(eq(roles.id, held.id))
    const changes = changesBetween('roles', held.id, held, null)
    await recordChange(tx, { actor, verb: 'revokeRole', subject: { kind: 'people', id: personId }, changes, now })
    return { ok: true, revoked: true }
  })
}
