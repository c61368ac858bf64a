import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { hasTime } from './queries.server.ts'
import { letters } from './tables.server.ts'

export type ClaimedLetter = typeof letters.$inferSelect

/**
 * Takes the next letters that are due and whose time is not over, at most `limit`, for sending. What becomes of each is
 * written by `settleLetter`, which leaves the audit row of the try.
 */
export async function claimLetters(
  db: Writer,
  { limit, now }: { limit: number; now: number },
): Promise<ClaimedLetter[]> {
  return db.write(async (tx) => {
    const due = await tx
      .select()
      .from(letters)
      .where(and(eq(letters.state, 'waiting'), lte(letters.notBefore, now), hasTime(now)))
      // By nothing else: a sending queues thousands for one moment, and sorting them reads all of their texts.
      .orderBy(asc(letters.notBefore))
      .limit(limit)
    const ids = due.map((letter) => letter.id)
    if (ids.length > 0) {
      await tx.update(letters).set({ state: 'sending', handedOverAt: null }).where(inArray(letters.id, ids))
    }
    return due.map((letter) => ({ ...letter, state: 'sending' as const, handedOverAt: null }))
  })
}
