import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { audienceOf } from './queries.server.ts'
import { isNobody, type AudienceRule } from './rules.ts'
import { audiences } from './tables.server.ts'

/** Gives a saved audience another rule. What was sent by the old one stays as it was. */
export async function changeAudience(
  db: Writer,
  args: { organiserId: string; id: string; rule: AudienceRule; actor: Actor; now: number },
): Promise<{ ok: true; name: string } | { ok: false; reason: 'noSuchAudience' | 'nobody' }> {
  const { organiserId, id, rule, actor, now } = args
  if (isNobody(rule)) return { ok: false, reason: 'nobody' }
  return db.write(async (tx) => {
    const before = await audienceOf(tx, organiserId, id)
    if (!before) return { ok: false, reason: 'noSuchAudience' }
    const after = { rule, changedAt: now }
    await tx.update(audiences).set(after).where(eq(audiences.id, id))
    const changes = changesBetween('audiences', id, before, after)
    await recordChange(tx, { actor, verb: 'changeAudience', subject: { kind: 'audiences', id }, changes, now })
    return { ok: true, name: before.name }
  })
}
