import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { stopCancelledInvitations } from '#app/features/invitations/stop-cancelled-invitations.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { stopLetters } from '#app/features/mail/stop-letters.server.ts'
import { letterKinds } from '#app/features/reminders/rules.ts'
import { letterKindOf } from './queries.server.ts'

/** What a cancelled event has no use for. */
const outdated = [letterKindOf.change, 'reminder', ...Object.values(letterKinds)]

/**
 * Keeps the invitations, reminders and news of changes of a cancelled event from going out, as far as one transaction takes:
 * `more`: call again.
 */
export async function stopOutdatedLetters(
  db: Writer,
  args: { eventId: string; actor: Actor; now: number },
): Promise<{ more: boolean }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    if ((await stopCancelledInvitations(tx, args)).more) return { more: true }
    const subjectIds = tx.select({ id: invitations.id }).from(invitations).where(eq(invitations.eventId, eventId))
    const cause = { kind: 'events', id: eventId }
    for (const kind of outdated) {
      const { more } = await stopLetters(tx, { kind, subjectIds, cause, eventId, actor, now })
      if (more) return { more }
    }
    return { more: false }
  })
}
