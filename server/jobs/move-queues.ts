import { system } from '#app/features/audit/rules.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { moveQueue } from '#app/features/invitations/move-queue.server.ts'
import { eventsWithQueues } from '#app/features/invitations/queries.server.ts'
import { moveTableQueues } from '#app/features/table-places/move-table-queues.server.ts'
import { eventsWithTablePlaces } from '#app/features/table-places/queries.server.ts'
import type { Services } from '../services.ts'
import type { Job } from './repeat.ts'

/**
 * Moves queues, of events and then of their tables, that wait for the clock or for more seats: offers that ran out, a raised
 * capacity, the last three days; and seats at tables of those who come no more.
 */
export function moveQueues({ db, context }: Services): Job {
  return {
    every: 60_000,
    async run(stopping) {
      const moveAll = async (eventIds: string[], move: typeof moveQueue) => {
        for (const eventId of eventIds) {
          if (stopping.aborted) return
          const { moved } = await move(db, { eventId, actor: system, now: context.now() })
          if (moved === 0) continue
          context.announce(eventChanged(eventId))
          context.wake('deliverMail')
        }
      }
      await moveAll(await eventsWithQueues(db.read), moveQueue)
      await moveAll(await eventsWithTablePlaces(db.read, context.now()), moveTableQueues)
    },
  }
}
