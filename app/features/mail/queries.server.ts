import { count, desc, eq } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { letterStates, type LetterState } from './rules.ts'
import { letters } from './tables.server.ts'

/** How many letters a list shows at most. */
export const outboxLength = 100

/** The newest letters, in one state or in all, without their texts. */
export async function outbox(db: Queries, state: LetterState | null) {
  const { id, recipient, subject, language, attempts, queuedAt, notBefore, sentAt, trouble } = letters
  return db
    .select({ id, recipient, subject, language, state: letters.state, attempts, queuedAt, notBefore, sentAt, trouble })
    .from(letters)
    .where(state === null ? undefined : eq(letters.state, state))
    .orderBy(desc(queuedAt), desc(id))
    .limit(outboxLength)
}

/** One letter with its plain text, in which links stand as placeholders; null when there is none. */
export async function letterById(db: Queries, letterId: string) {
  const { id, recipient, subject, language, state, attempts, queuedAt, sentAt, trouble, text } = letters
  const [letter] = await db
    .select({ id, recipient, subject, language, state, attempts, queuedAt, sentAt, trouble, text })
    .from(letters)
    .where(eq(id, letterId))
  return letter ?? null
}

/** How many letters are in each state. */
export async function letterCounts(db: Queries): Promise<Record<LetterState, number>> {
  const rows = await db.select({ state: letters.state, many: count() }).from(letters).groupBy(letters.state)
  const found = new Map(rows.map((row) => [row.state, row.many]))
  return Object.fromEntries(letterStates.map((state) => [state, found.get(state) ?? 0])) as Record<LetterState, number>
}
