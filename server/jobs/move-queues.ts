import { system } from '#app/features/audit/rules.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { moveQueue } from '#app/features/invitations/move-queue.server.ts'
import { eventsWithQueues } from '#app/features/invitations/queries.server.ts'
import type { Services } from '../services.ts'
import type { Job } from './repeat.ts'

/** Moves queues that wait for the clock or for more seats: offers that ran out, a raised capacity, the last three days. */
export function moveQueues({ db, context }: Services): Job {
  return {
    every: 60_000,
    async run(stopping) {
      for (const eventId of await eventsWithQueues(db.read)) {
        if (stopping.aborted) return
        const { moved } = await moveQueue(db, { eventId, actor: system, now: context.now() })
        if (moved === 0) continue
        context.announce(eventChanged(eventId))
        context.wake('deliverMail')
      }
    },
  }
}
