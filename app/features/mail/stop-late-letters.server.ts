import { and, asc, eq, lte } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { letters } from './tables.server.ts'

/** Letters stopped in one transaction: a few milliseconds. */
const chunk = 25

/** By the clock: letters that still wait when their time is over are stopped. `more`: call again. */
export async function stopLateLetters(
  db: Writer,
  { actor, now }: { actor: Actor; now: number },
): Promise<{ more: boolean }> {
  return db.write(async (tx) => {
    const late = await tx
      .select({ id: letters.id, state: letters.state })
      .from(letters)
      .where(and(eq(letters.state, 'waiting'), lte(letters.notAfter, now)))
      .orderBy(asc(letters.notAfter))
      .limit(chunk)
    for (const letter of late) {
      const after = { state: 'stopped' } as const
      await tx.update(letters).set(after).where(eq(letters.id, letter.id))
      const subject = { kind: 'letters', id: letter.id }
      const changes = changesBetween('letters', letter.id, letter, after)
      await recordChange(tx, { actor, verb: 'stopLateLetters', subject, changes, now })
    }
    return { more: late.length === chunk }
  })
}
