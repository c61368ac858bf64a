import { and, eq, inArray, lte } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { keptAfter } from './rules.ts'
import { registrationRequests } from './tables.server.ts'

/** So few at a time that nobody waits for it. */
const chunk = 100

/**
 * Erases a chunk of the requests whose link was closed a day ago, with the letters that carried the links: the address of
 * one who did not confirm stands nowhere after that. What was confirmed lives on as an invitation. `more`: call again.
 */
export async function eraseRequests(
  db: Writer,
  args: { actor: Actor; now: number },
): Promise<{ erased: number; more: boolean }> {
  const { actor, now } = args
  return db.write(async (tx) => {
    const { id, eventId, expiresAt } = registrationRequests
    const due = await tx
      .select({ id, eventId })
      .from(registrationRequests)
      .where(lte(expiresAt, now - keptAfter))
      .limit(chunk)
    if (due.length === 0) return { erased: 0, more: false }
    const ids = due.map((request) => request.id)
    await tx.delete(letters).where(and(eq(letters.kind, 'confirmRegistration'), inArray(letters.subjectId, ids)))
    await tx.delete(registrationRequests).where(inArray(id, ids))
    for (const of of new Set(due.map((request) => request.eventId))) {
      await recordChange(tx, {
        actor,
        verb: 'eraseRequests',
        subject: { kind: 'events', id: of },
        eventId: of,
        changes: [],
        now,
      })
    }
    return { erased: ids.length, more: due.length === chunk }
  })
}
