import { and, count, desc, eq, gt, inArray, isNull, or, type SQL } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { isConfidential, letterStates, type LetterState } from './rules.ts'
import { letters } from './tables.server.ts'

/** How many letters a list shows at most. */
export const outboxLength = 100

/** The newest letters, in one state or in all, without their texts. */
export async function outbox(db: Queries, state: LetterState | null) {
  if (state !== null) return newestIn(db, state)
  // By an index over all of them the lists of invitations would be read by it too, and take ten times as long (measured).
  const each = await Promise.all(letterStates.map((one) => newestIn(db, one)))
  const newest = each.flat().sort((a, b) => b.queuedAt - a.queuedAt || (a.id < b.id ? 1 : -1))
  return newest.slice(0, outboxLength)
}

async function newestIn(db: Queries, wanted: LetterState) {
  const { id, recipient, subject, language, state, attempts, queuedAt, notBefore, sentAt, trouble } = letters
  return db
    .select({ id, recipient, subject, language, state, attempts, queuedAt, notBefore, sentAt, trouble })
    .from(letters)
    .where(eq(state, wanted))
    .orderBy(desc(queuedAt), desc(id))
    .limit(outboxLength)
}

/**
 * One letter for the outbox, with its plain text, in which links stand as placeholders; null when there is none. The
 * text is null when it is for the recipient's eyes only.
 */
export async function letterById(db: Queries, letterId: string) {
  const { id, kind, recipient, subject, language, state, queuedAt, notAfter, sentAt, trouble, text } = letters
  const [letter] = await db
    .select({ id, kind, recipient, subject, language, state, queuedAt, notAfter, sentAt, trouble, text })
    .from(letters)
    .where(eq(id, letterId))
  return letter ? { ...letter, text: isConfidential(letter.kind) ? null : letter.text } : null
}

/** Of letters: it waits, or a sender or a person may yet make it wait again, and its time is not over. */
export function mayStillGoOut(now: number): SQL | undefined {
  const open = inArray(letters.state, ['waiting', 'sending', 'failed', 'unknown'])
  return and(open, hasTime(now))
}

/** Of letters: the time of it is not over. */
export function hasTime(now: number): SQL | undefined {
  return or(isNull(letters.notAfter), gt(letters.notAfter, now))
}

/** How many letters are in each state. */
export async function letterCounts(db: Queries): Promise<Record<LetterState, number>> {
  const rows = await db.select({ state: letters.state, many: count() }).from(letters).groupBy(letters.state)
  const found = new Map(rows.map((row) => [row.state, row.many]))
  return Object.fromEntries(letterStates.map((state) => [state, found.get(state) ?? 0])) as Record<LetterState, number>
}

/** How many letters a sender has now, or a dead one had. */
export function sendingCount(db: Queries): Promise<number> {
  return db.$count(letters, eq(letters.state, 'sending'))
}
