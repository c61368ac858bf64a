import { and, eq, inArray } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { withoutAddresses } from './rules.ts'
import { letters } from './tables.server.ts'

/**
 * A letter came back some time after it was sent: it did not arrive. Whoever says so must name the letter and its
 * recipient. Of one that came back before, nothing changes.
 */
export async function returnLetter(
  db: Writer,
  args: { letterId: string; recipient: string; trouble: string; actor: Actor; now: number },
): Promise<{ ok: true; changed: boolean } | { ok: false; reason: 'unknown' }> {
  const { letterId, recipient, actor, now } = args
  return db.write(async (tx) => {
    const { id, kind, subjectId, state, trouble } = letters
    const [before] = await tx
      .select({ recipient: letters.recipient, id, kind, subjectId, state, trouble })
      .from(letters)
      .where(and(eq(id, letterId), inArray(state, ['sent', 'unknown', 'failed'])))
    if (before?.recipient.toLowerCase() !== recipient) return { ok: false, reason: 'unknown' }
    if (before.state === 'failed') return { ok: true, changed: false }
    const after = { state: 'failed' as const, trouble: withoutAddresses(args.trouble) }
    await tx.update(letters).set(after).where(eq(id, letterId))
    const changes = changesBetween('letters', letterId, before, after)
    await recordChange(tx, { actor, verb: 'returnLetter', subject: { kind: 'letters', id: letterId }, changes, now })
    return { ok: true, changed: true }
  })
}
