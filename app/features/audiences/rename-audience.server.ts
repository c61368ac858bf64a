import { and, eq, ne } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { audienceOf } from './queries.server.ts'
import { audiences } from './tables.server.ts'

/** Gives a saved audience another name. */
export async function renameAudience(
  db: Writer,
  args: { organiserId: string; id: string; name: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'noSuchAudience' | 'taken' }> {
  const { organiserId, id, name, actor, now } = args
  return db.write(async (tx) => {
    const before = await audienceOf(tx, organiserId, id)
    if (!before) return { ok: false, reason: 'noSuchAudience' }
    const other = and(eq(audiences.organiserId, organiserId), eq(audiences.name, name), ne(audiences.id, id))
    if ((await tx.$count(audiences, other)) > 0) return { ok: false, reason: 'taken' }
    if (before.name === name) return { ok: true }
    const after = { name, changedAt: now }
    await tx.update(audiences).set(after).where(eq(audiences.id, id))
    const changes = changesBetween('audiences', id, before, after)
    await recordChange(tx, { actor, verb: 'renameAudience', subject: { kind: 'audiences', id }, changes, now })
    return { ok: true }
  })
}
