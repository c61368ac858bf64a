import { and, eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { hasTime } from './queries.server.ts'
import { letters } from './tables.server.ts'

/**
 * Says that the text of the letter is about to go out. On the disk before its first byte does: a sender that dies after this may
 * have delivered the letter, one that dies before it has not (REL-3). Refused when what the letter says was taken back
 * since it was claimed, or its time ended.
 */
export async function handOverLetter(
  db: Writer,
  { id, now }: { id: string; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'late' }> {
  return db.write(async (tx) => {
    const marked = await tx
      .update(letters)
      .set({ handedOverAt: now })
      .where(and(eq(letters.id, id), hasTime(now)))
      .returning({ id: letters.id })
    return marked.length === 1 ? { ok: true } : { ok: false, reason: 'late' }
  })
}
