import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor, type Change } from '#app/features/audit/rules.ts'
import { queueOf, reordered, type QueueStep } from '#app/features/seats/rules.ts'
import { claimsOf } from './queries.server.ts'
import { invitations } from './tables.server.ts'

/** Moves one in an event's queue, which is numbered from 1 on again. Whoever is in the queue no more is not moved. */
export async function reorderQueue(
  db: Writer,
  args: { eventId: string; invitationId: string; step: QueueStep; actor: Actor; now: number },
): Promise<{ ok: true; place: number } | { ok: false; reason: 'notWaiting' }> {
  const { eventId, invitationId, step, actor, now } = args
  return db.write(async (tx) => {
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
