import type { Writer } from '#db/database.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { freeSeats, poolOf, quotaLeft } from '#app/features/seats/rules.ts'
import { moveQueue } from './move-queue.server.ts'
import { claimsOf } from './queries.server.ts'
import { reorderQueue } from './reorder-queue.server.ts'

export type OfferRefusal =
  { reason: 'notWaiting' | 'over' | 'beforeDraw' } | { reason: 'noSeats'; free: number; wanted: number }

/**
 * Offers free seats to one in the queue out of turn: puts them first and lets the queue move. Never more than is free, for its group too: for
 * more the convener raises the capacity.
 */
export async function offerSeat(
  db: Writer,
  args: { eventId: string; invitationId: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; refusal: OfferRefusal }> {
  const { eventId, invitationId, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (event?.state !== 'published' || now >= event.startsAt) return { ok: false, refusal: { reason: 'over' } }
    const claims = await claimsOf(tx, eventId)
    const claim = claims.find(({ id }) => id === invitationId)
    if (claim?.place !== 'waiting') return { ok: false, refusal: { reason: 'notWaiting' } }
    const pool = poolOf(event, await seatRulesOf(tx, eventId))
    const free = Math.min(freeSeats(pool, claims), quotaLeft(pool, claims, claim.group))
    if (claim.people > free) return { ok: false, refusal: { reason: 'noSeats', free, wanted: claim.people } }
    const first = await reorderQueue(tx, { eventId, invitationId, step: 'first', actor, now })
    if (!first.ok) return { ok: false, refusal: { reason: first.reason } }
    await moveQueue(tx, { eventId, actor, now })
    return { ok: true }
  })
}
