import type { Writer } from '#db/database.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { cancelEvent } from '#app/features/events/cancel-event.server.ts'
import type { LocalText } from '#app/lib/languages.ts'
import { cancelSending } from './cancel-sending.server.ts'
import { plannedSendings } from './queries.server.ts'
import { stopCancelledInvitations } from './stop-cancelled-invitations.server.ts'

/**
 * Cancels an event and stops its invitations that wait in the outbox: the first of them here, more than one transaction
 * takes by the job. Planned sendings are called off. One that runs stops by itself: it looks at the event before each chunk.
 */
export async function cancelEventWithInvitations(
  db: Writer,
  args: { eventId: string; reason: LocalText; actor: Actor; now: number },
): ReturnType<typeof cancelEvent> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const outcome = await cancelEvent(tx, args)
    if (!outcome.ok) return outcome
    for (const { id: sendingId } of await plannedSendings(tx, eventId)) {
      await cancelSending(tx, { eventId, sendingId, actor, now })
    }
    await stopCancelledInvitations(tx, { eventId, actor, now })
    return outcome
  })
}
