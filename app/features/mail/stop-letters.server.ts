import { and, eq, inArray, type SQLWrapper } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { mayStillGoOut } from './queries.server.ts'
import { letters } from './tables.server.ts'

/** Letters stopped in one transaction: a few milliseconds. */
const chunk = 100

/**
 * Keeps letters of a kind about these subjects from going out, because what they say was taken back: one that waits is
 * stopped; one that a sender has now, or that did not arrive, is not tried again. What was sent is not touched.
 * `more`: there are more of them than one transaction takes, call again.
 */
export async function stopLetters(
  db: Writer,
  args: {
    kind: string
    /** Ids, or a query that gives them. */
    subjectIds: string[] | SQLWrapper
    /** What was taken back: an event, an invitation. */
    cause: { kind: string; id: string }
    eventId: string
    actor: Actor
    now: number
  },
): Promise<{ ok: true; more: boolean }> {
  const { cause, eventId, actor, now } = args
  return db.write(async (tx) => {
    const found = await tx
      .select({ id: letters.id, state: letters.state, notAfter: letters.notAfter })
      .from(letters)
      .where(and(inArray(letters.subjectId, args.subjectIds), eq(letters.kind, args.kind), mayStillGoOut(now)))
      .limit(chunk)
    if (found.length === 0) return { ok: true, more: false }
    const idsOf = (some: typeof found) => some.map(({ id }) => id)
    const waiting = found.filter(({ state }) => state === 'waiting')
    const others = found.filter(({ state }) => state !== 'waiting')
    await tx
      .update(letters)
      .set({ state: 'stopped' })
      .where(inArray(letters.id, idsOf(waiting)))
    await tx
      .update(letters)
      .set({ notAfter: now })
      .where(inArray(letters.id, idsOf(others)))
    const changes = [
      ...waiting.flatMap((letter) => changesBetween('letters', letter.id, letter, { state: 'stopped' })),
      ...others.flatMap((letter) => changesBetween('letters', letter.id, letter, { notAfter: now })),
    ]
    await recordChange(tx, { actor, verb: 'stopLetters', subject: cause, eventId, changes, now })
    return { ok: true, more: found.length === chunk }
  })
}
