import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor, type Change } from '#app/features/audit/rules.ts'
import { queueOf, reordered, type QueueStep } from '#app/features/seats/rules.ts'
import { placesOf } from './queries.server.ts'
import { claimsAt } from './rules.ts'
import { tablePlaces } from './tables.server.ts'

/**
 * Moves one in the queue of a table by a step or to a place, from 1 on; the queue is numbered from 1 on again. Whoever is
 * in it no more is not moved.
 */
export async function reorderTableQueue(
  db: Writer,
  args: { eventId: string; itemId: string; invitationId: string; step: QueueStep | number; actor: Actor; now: number },
): Promise<{ ok: true; place: number } | { ok: false; reason: 'notWaiting' }> {
  const { eventId, itemId, invitationId, step, actor, now } = args
  return db.write(async (tx) => {
    const rows = (await placesOf(tx, eventId)).filter((row) => row.itemId === itemId)
    const queue = queueOf(claimsAt(rows, itemId)).map(({ id }) => id)
    if (!queue.includes(invitationId)) return { ok: false, reason: 'notWaiting' }
    const order = reordered(queue, invitationId, step)
    const changes: Change[] = []
    for (const row of rows.filter(({ place }) => place === 'waiting')) {
      const after = { position: order.indexOf(row.invitationId) + 1 }
      if (after.position === row.position) continue
      await tx.update(tablePlaces).set(after).where(eq(tablePlaces.id, row.id))
      changes.push(...changesBetween('table_places', row.id, { position: row.position }, after))
    }
    if (changes.length > 0) {
      const subject = { kind: 'events', id: eventId }
      await recordChange(tx, { actor, verb: 'reorderTableQueue', subject, eventId, changes, now })
    }
    return { ok: true, place: order.indexOf(invitationId) + 1 }
  })
}
