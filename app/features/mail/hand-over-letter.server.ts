import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { letters } from './tables.server.ts'

/**
 * Says that the text of the letter is about to go out. Committed before its first byte does: a sender that dies after this may
 * have delivered the letter, one that dies before it has not (REL-3).
 */
export async function handOverLetter(db: Writer, { id, now }: { id: string; now: number }): Promise<void> {
  await db.write((tx) =>
    tx
      .update(letters)
      .set({ handedOverAt: now })
      .where(eq(letters.id, id))
      .then(() => undefined),
  )
}
