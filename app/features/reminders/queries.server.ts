import { and, asc, desc, eq, isNotNull, isNull, notExists, sql } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { reminders } from './tables.server.ts'

/** The newest reminder of an event, or null. */
export async function lastReminder(db: Queries, eventId: string) {
  const [found] = await db
    .select()
    .from(reminders)
    .where(eq(reminders.eventId, eventId))
    .orderBy(desc(reminders.number))
    .limit(1)
  return found ?? null
}

/** The invited of an event who have an address, have not answered, and have no letter of this reminder yet. */
export function unreminded(eventId: string, number: number, db: Queries) {
  const reminded = db
    .select({ one: sql`1` })
    .from(letters)
    .where(and(eq(letters.subjectId, invitations.id), eq(letters.kind, 'reminder'), eq(letters.revision, number)))
  return and(
    eq(invitations.eventId, eventId),
    eq(invitations.answer, 'none'),
    isNull(invitations.withdrawnAt),
    isNotNull(invitations.email),
    isNotNull(invitations.linkId),
    notExists(reminded),
  )
}

/** How many a reminder would go to now. */
export function countUnanswered(db: Queries, eventId: string): Promise<number> {
  return db.$count(invitations, unreminded(eventId, 0, db))
}

/** One of those, for a look at the letter. */
export async function firstUnanswered(db: Queries, eventId: string) {
  const [found] = await db
    .select()
    .from(invitations)
    .where(unreminded(eventId, 0, db))
    .orderBy(asc(invitations.name))
    .limit(1)
  return found ?? null
}
