import { and, eq, inArray, isNotNull, lte, ne, or, type SQL } from 'drizzle-orm'
import type { Transaction, Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { questionAnswers } from '#app/features/questions/tables.server.ts'
import { keptFor } from './rules.ts'
import { answerMarks, guests } from './tables.server.ts'

/** So few at a time that nobody waits for it. */
const chunk = 100

/**
 * Erases a chunk of what parties told of themselves once its time is over: some months after the event, and names and answers
 * to questions at once when a party does not come (its offer ran out, its invitation was withdrawn). `more`: call again.
 */
export async function eraseGuests(
  db: Writer,
  args: { actor: Actor; now: number },
): Promise<{ erased: number; more: boolean }> {
  const { actor, now } = args
  return db.write(async (tx) => {
    const over = or(
      lte(events.endsAt, now - keptFor),
      and(eq(events.state, 'cancelled'), lte(events.changedAt, now - keptFor)),
    )
    const notComing = or(over, ne(invitations.answer, 'yes'), isNotNull(invitations.withdrawnAt))
    const named = await due(tx, guests, notComing)
    const answered = await due(tx, questionAnswers, notComing)
    const marked = await due(tx, answerMarks, over)
    const all = [...named, ...answered, ...marked]
    if (all.length === 0) return { erased: 0, more: false }
    const ids = (rows: typeof all) => rows.map(({ id }) => id)
    if (named.length > 0) await tx.delete(guests).where(inArray(guests.id, ids(named)))
    if (answered.length > 0) await tx.delete(questionAnswers).where(inArray(questionAnswers.id, ids(answered)))
    if (marked.length > 0) await tx.delete(answerMarks).where(inArray(answerMarks.id, ids(marked)))
    for (const eventId of new Set(all.map((row) => row.eventId))) {
      await recordChange(tx, {
        actor,
        verb: 'eraseGuests',
        subject: { kind: 'events', id: eventId },
        eventId,
        changes: [],
        now,
      })
    }
    return { erased: all.length, more: [named, answered, marked].some((rows) => rows.length === chunk) }
  })
}

async function due(
  tx: Transaction,
  table: typeof guests | typeof questionAnswers | typeof answerMarks,
  where: SQL | undefined,
): Promise<{ id: string; eventId: string }[]> {
  return tx
    .select({ id: table.id, eventId: table.eventId })
    .from(table)
    .innerJoin(invitations, eq(invitations.id, table.invitationId))
    .innerJoin(events, eq(events.id, table.eventId))
    .where(where)
    .limit(chunk)
}
