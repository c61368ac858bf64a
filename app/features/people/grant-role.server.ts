import { and, eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { newId } from '#app/lib/ids.ts'
import type { RoleName } from './rules.ts'
import { roles } from './tables.server.ts'

/** Gives a person a role in a scope. A role that they have already stays as it is. */
export async function grantRole(
  db: Writer,
  granted: {
    personId: string
    role: RoleName
    /** An organiser, event or association id, or `everywhere`. */
    scopeId: string
    /** Whom a co-planner plans for. */
    associationId?: string | undefined
    actor: Actor
    now: number
  },
): Promise<{ ok: true; granted: boolean }> {
  const { personId, role, scopeId, actor, now } = granted
  return db.write(async (tx) => {
    const same = and(eq(roles.personId, personId), eq(roles.role, role), eq(roles.scopeId, scopeId))
    const [held] = await tx.select({ id: roles.id }).from(roles).where(same)
    if (held) return { ok: true, granted: false }
    const row = {
      id: newId(),
      personId,
      role,
      scopeId,
      associationId: granted.associationId ?? null,
      createdAt: now,
    }
    await tx.insert(roles).values(row)
    const changes = changesBetween('roles', row.id, null, row)
    await recordChange(tx, { actor, verb: 'grantRole', subject: { kind: 'people', id: personId }, changes, now })
    return { ok: true, granted: true }
  })
}
