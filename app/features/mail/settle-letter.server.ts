import { and, eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import type { ClaimedLetter } from './claim-letters.server.ts'
import { afterTry, type LetterState, type Try } from './rules.ts'
import { letters } from './tables.server.ts'

/**
 * Writes what became of a try to send a letter: sent, to be tried again, refused, not known, or stopped.
 * `letter`: as it was claimed; what this changes of it nobody else changes while it is being sent.
 */
export async function settleLetter(
  db: Writer,
  { letter, outcome, actor, now }: { letter: ClaimedLetter; outcome: Try; actor: Actor; now: number },
): Promise<{ ok: true; state: LetterState } | { ok: false; reason: 'notSending' }> {
  return db.write(async (tx) => {
    const { id } = letter
    const after = afterTry(outcome, letter, now)
    const settled = await tx
      .update(letters)
      .set(after)
      .where(and(eq(letters.id, id), eq(letters.state, 'sending')))
      .returning({ id: letters.id })
    if (settled.length === 0) return { ok: false, reason: 'notSending' }
    const changes = changesBetween('letters', id, letter, after)
    await recordChange(tx, { actor, verb: 'settleLetter', subject: { kind: 'letters', id }, changes, now })
    return { ok: true, state: after.state }
  })
}
