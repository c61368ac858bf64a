import { system } from '#app/features/audit/rules.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { sendInvitationChunk } from '#app/features/invitations/send-invitation-chunk.server.ts'
import { stopCancelledInvitations } from '#app/features/invitations/stop-cancelled-invitations.server.ts'
import type { Services } from '../services.ts'
import type { Job } from './repeat.ts'

/**
 * Writes the letters of running sendings, and stops those of cancelled events, chunk by chunk; pages that show the
 * progress hear of each.
 */
export function sendInvitations({ db, context }: Services): Job {
  return {
    every: 30_000,
    async run(stopping) {
      let more = true
      while (more && !stopping.aborted) {
        const doing = { actor: system, now: context.now() }
        // Stopping goes first, for meanwhile more of those letters go out.
        const stopped = await stopCancelledInvitations(db, doing)
        const chunk = stopped.more ? stopped : await sendInvitationChunk(db, doing)
        for (const eventId of chunk.eventIds) context.announce(eventChanged(eventId))
        if (chunk.eventIds.length > 0) context.wake('deliverMail')
        more = chunk.more
      }
    },
  }
}
