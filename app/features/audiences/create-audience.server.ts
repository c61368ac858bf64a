import { and, eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { actorName, changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { isNobody, type AudienceRule } from './rules.ts'
import { audiences } from './tables.server.ts'

/** Saves a rule under a name that the organiser has not used yet. */
export async function createAudience(
  db: Writer,
  args: { organiserId: string; name: string; rule: AudienceRule; actor: Actor; now: number },
): Promise<{ ok: true; id: string } | { ok: false; reason: 'taken' | 'nobody' }> {
  const { organiserId, name, rule, actor, now } = args
  if (isNobody(rule)) return { ok: false, reason: 'nobody' }
  return db.write(async (tx) => {
    const same = and(eq(audiences.organiserId, organiserId), eq(audiences.name, name))
    if ((await tx.$count(audiences, same)) > 0) return { ok: false, reason: 'taken' }
    const row = { id: newId(), organiserId, name, rule, createdBy: actorName(actor), createdAt: now, changedAt: now }
    await tx.insert(audiences).values(row)
    const changes = changesBetween('audiences', row.id, null, row)
    await recordChange(tx, { actor, verb: 'createAudience', subject: { kind: 'audiences', id: row.id }, changes, now })
    return { ok: true, id: row.id }
  })
}
