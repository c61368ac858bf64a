import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { mayResend } from './rules.ts'
import { letters } from './tables.server.ts'

/** Sends again a letter that did not arrive, or may not have: a person's decision, never the clock's. */
export async function resendLetter(
  db: Writer,
  { id, actor, now }: { id: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'unknown' | 'notNeeded' }> {
  return db.write(async (tx) => {
    const [letter] = await tx.select().from(letters).where(eq(letters.id, id))
    if (!letter) return { ok: false, reason: 'unknown' }
    if (!mayResend(letter, now)) return { ok: false, reason: 'notNeeded' }
    const after = { state: 'waiting' as const, attempts: 0, notBefore: now, handedOverAt: null, trouble: null }
    await tx.update(letters).set(after).where(eq(letters.id, id))
    const changes = changesBetween('letters', id, letter, after)
    await recordChange(tx, { actor, verb: 'resendLetter', subject: { kind: 'letters', id }, changes, now })
    return { ok: true }
  })
}
