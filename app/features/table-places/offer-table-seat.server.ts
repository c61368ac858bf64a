import type { Writer } from '#db/database.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { freeSeats } from '#app/features/seats/rules.ts'
import { moveTableQueues } from './move-table-queues.server.ts'
import { placesOf, tablesOf } from './queries.server.ts'
import { reorderTableQueue } from './reorder-table-queue.server.ts'
import { claimsAt } from './rules.ts'

export type TableOfferRefusal =
  { reason: 'notWaiting' | 'over' } | { reason: 'closed' } | { reason: 'noSeats'; free: number; wanted: number }

/** Offers free seats of a table to one in its queue out of turn: puts them first and lets the queue move. Never more than is free. */
export async function offerTableSeat(
  db: Writer,
  args: { eventId: string; itemId: string; invitationId: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; refusal: TableOfferRefusal }> {
  const { eventId, itemId, invitationId, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (event?.state !== 'published' || now >= event.startsAt) return { ok: false, refusal: { reason: 'over' } }
    const table = (await tablesOf(tx, event)).flatMap(({ tables }) => tables).find(({ id }) => id === itemId)
    const claims = claimsAt(await placesOf(tx, eventId), itemId)
    const claim = claims.find(({ id }) => id === invitationId)
    if (!table || claim?.place !== 'waiting') return { ok: false, refusal: { reason: 'notWaiting' } }
    if (table.closed !== null) return { ok: false, refusal: { reason: 'closed' } }
    const free = freeSeats({ capacity: table.capacity, startsAt: event.startsAt }, claims)
    if (claim.people > free) return { ok: false, refusal: { reason: 'noSeats', free, wanted: claim.people } }
    await reorderTableQueue(tx, { eventId, itemId, invitationId, step: 'first', actor, now })
    await moveTableQueues(tx, { eventId, actor, now })
    return { ok: true }
  })
}
