import { and, eq, inArray, isNotNull, lte, ne, or } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { keptFor } from './rules.ts'
import { needs } from './tables.server.ts'

/** So few at a time that nobody waits for it. */
const chunk = 100

/**
 * Erases a chunk of the needs whose time is over: a week after the event, or at once when their guests do not come (any
 * more). They stand nowhere else: neither in letters nor in the audit. `more`: call again.
 */
export async function eraseNeeds(
  db: Writer,
  args: { actor: Actor; now: number },
): Promise<{ erased: number; more: boolean }> {
  const { actor, now } = args
  return db.write(async (tx) => {
    const due = await tx
      .select({ id: needs.id, eventId: needs.eventId })
      .from(needs)
      .innerJoin(invitations, eq(invitations.id, needs.invitationId))
      .innerJoin(events, eq(events.id, needs.eventId))
      .where(
        or(
          lte(events.endsAt, now - keptFor),
          ne(invitations.answer, 'yes'),
          isNotNull(invitations.withdrawnAt),
          and(eq(events.state, 'cancelled'), lte(events.changedAt, now - keptFor)),
        ),
      )
      .limit(chunk)
    if (due.length === 0) return { erased: 0, more: false }
    const ids = due.map(({ id }) => id)
    await tx.delete(needs).where(inArray(needs.id, ids))
    for (const eventId of new Set(due.map((row) => row.eventId))) {
      await recordChange(tx, {
        actor,
        verb: 'eraseNeeds',
        subject: { kind: 'events', id: eventId },
        eventId,
        changes: [],
        now,
      })
    }
    return { erased: ids.length, more: due.length === chunk }
  })
}
