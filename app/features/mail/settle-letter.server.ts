import { and, eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { afterTry, type LetterState, type Try } from './rules.ts'
import { letters } from './tables.server.ts'

/** Writes what became of a try to send a letter: sent, to be tried again, refused, not known, or stopped. */
export async function settleLetter(
  db: Writer,
  { id, outcome, actor, now }: { id: string; outcome: Try; actor: Actor; now: number },
): Promise<{ ok: true; state: LetterState } | { ok: false; reason: 'notSending' }> {
  return db.write(async (tx) => {
    const [letter] = await tx
      .select()
      .from(letters)
      .where(and(eq(letters.id, id), eq(letters.state, 'sending')))
    if (!letter) return { ok: false, reason: 'notSending' }
    const after = afterTry(outcome, letter, now)
    await tx.update(letters).set(after).where(eq(letters.id, id))
    const changes = changesBetween('letters', id, letter, after)
    await recordChange(tx, { actor, verb: 'settleLetter', subject: { kind: 'letters', id }, changes, now })
    return { ok: true, state: after.state }
  })
}
