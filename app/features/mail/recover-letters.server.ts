import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { afterDeath } from './rules.ts'
import { letters } from './tables.server.ts'

/**
 * Takes up the letters that a dead sender left in `sending`: one whose text had begun to go out becomes `unknown` and is never
 * sent again by itself, another waits again (REL-3). Call when no letter is being sent.
 */
export async function recoverLetters(db: Writer, { actor, now }: { actor: Actor; now: number }): Promise<void> {
  await db.write(async (tx) => {
    const { id, state, handedOverAt } = letters
    const left = await tx
      .select({ id, state, handedOverAt })
      .from(letters)
      .where(eq(letters.state, 'sending'))
      .limit(50)
    for (const letter of left) {
      const after = afterDeath(letter)
      await tx.update(letters).set(after).where(eq(letters.id, letter.id))
      const subject = { kind: 'letters', id: letter.id }
      const changes = changesBetween('letters', letter.id, letter, after)
      await recordChange(tx, { actor, verb: 'recoverLetters', subject, changes, now })
    }
  })
}
