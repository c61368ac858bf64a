import { and, eq, gt } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import { mayStillGoOut } from '#app/features/mail/queries.server.ts'
import { stopLetters } from '#app/features/mail/stop-letters.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { invitations } from './tables.server.ts'

/**
 * The next chunk of the invitations that wait in the outbox although their event is cancelled, of `eventId` or of any: so
 * many may wait that stopping all at once would hold up everybody who writes. `more`: call again.
 */
export async function stopCancelledInvitations(
  db: Writer,
  args: { eventId?: string; actor: Actor; now: number },
): Promise<{ more: boolean; eventIds: string[] }> {
  const { actor, now } = args
  return db.write(async (tx) => {
    const [found] = await tx
      .select({ eventId: events.id })
      .from(events)
      .innerJoin(invitations, eq(invitations.eventId, events.id))
      .innerJoin(letters, eq(letters.subjectId, invitations.id))
      .where(
        and(
          eq(events.state, 'cancelled'),
          // Later than that the clock stops them.
          gt(events.endsAt, now),
          args.eventId === undefined ? undefined : eq(events.id, args.eventId),
          eq(letters.kind, 'invitation'),
          mayStillGoOut(now),
        ),
      )
      .limit(1)
    if (!found) return { more: false, eventIds: [] }
    const { eventId } = found
    const subjectIds = tx.select({ id: invitations.id }).from(invitations).where(eq(invitations.eventId, eventId))
    const cause = { kind: 'events', id: eventId }
    await stopLetters(tx, { kind: 'invitation', subjectIds, cause, eventId, actor, now })
    return { more: true, eventIds: [eventId] }
  })
}
