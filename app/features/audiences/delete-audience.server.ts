import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { audienceOf } from './queries.server.ts'
import { audiences } from './tables.server.ts'

/** Forgets a saved audience. Those whom it called stay invited. */
export async function deleteAudience(
  db: Writer,
  args: { organiserId: string; id: string; actor: Actor; now: number },
): Promise<{ ok: true; name: string } | { ok: false; reason: 'noSuchAudience' }> {
  const { organiserId, id, actor, now } = args
  return db.write(async (tx) => {
    const before = await audienceOf(tx, organiserId, id)
    if (!before) return { ok: false, reason: 'noSuchAudience' }
    await tx.delete(audiences).where(eq(audiences.id, id))
    const changes = changesBetween('audiences', id, before, null)
    await recordChange(tx, { actor, verb: 'deleteAudience', subject: { kind: 'audiences', id }, changes, now })
    return { ok: true, name: before.name }
  })
}
