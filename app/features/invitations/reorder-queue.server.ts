import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor, type Change } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { drawAtOf, queueOf, reordered, type QueueStep } from '#app/features/seats/rules.ts'
import { claimsOf } from './queries.server.ts'
import { invitations } from './tables.server.ts'

/**
 * Moves one in an event's queue by a step or to a place, from 1 on; the queue is numbered from 1 on again. Whoever is in the
 * queue no more is not moved, and before a draw there is no order to change.
 */
export async function reorderQueue(
  db: Writer,
  args: { eventId: string; invitationId: string; step: QueueStep | number; actor: Actor; now: number },
): Promise<{ ok: true; place: number } | { ok: false; reason: 'notWaiting' | 'beforeDraw' }> {
  const { eventId, invitationId, step, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (event && drawAtOf(event, await seatRulesOf(tx, eventId)) !== null) return { ok: false, reason: 'beforeDraw' }
    const queue = queueOf(await claimsOf(tx, eventId))
    if (!queue.some(({ id }) => id === invitationId)) return { ok: false, reason: 'notWaiting' }
    const order = reordered(
      queue.map(({ id }) => id),
      invitationId,
      step,
    )
    const changes: Change[] = []
    for (const { id, position } of queue) {
      const after = { position: order.indexOf(id) + 1 }
      if (after.position === position) continue
      await tx.update(invitations).set(after).where(eq(invitations.id, id))
      changes.push(...changesBetween('invitations', id, { position }, after))
    }
    if (changes.length > 0) {
      const subject = { kind: 'events', id: eventId }
      await recordChange(tx, { actor, verb: 'reorderQueue', subject, eventId, changes, now })
    }
    return { ok: true, place: order.indexOf(invitationId) + 1 }
  })
}
