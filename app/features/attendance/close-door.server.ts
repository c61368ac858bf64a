import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { doorClosedAt } from './queries.server.ts'
import { doorRefusal, type DoorRefusal } from './rules.ts'
import { closedDoors } from './tables.server.ts'

/** Closes the door, so that who is not marked is absent, or opens it again. A second press changes nothing. */
export async function closeDoor(
  db: Writer,
  args: { eventId: string; closed: boolean; personId: string; now: number },
): Promise<{ ok: true; changed: boolean } | { ok: false; reason: DoorRefusal }> {
  const { eventId, closed, personId, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const reason = event ? doorRefusal(event, now) : 'notPublished'
    if (reason) return { ok: false, reason }
    const closedAt = await doorClosedAt(tx, eventId)
    if ((closedAt !== null) === closed) return { ok: true, changed: false }
    const after = { closedAt: now, closedBy: personId }
    if (closed) await tx.insert(closedDoors).values({ eventId, ...after })
    else await tx.delete(closedDoors).where(eq(closedDoors.eventId, eventId))
    await recordChange(tx, {
      actor: { kind: 'person', personId },
      verb: 'closeDoor',
      subject: { kind: 'closed_doors', id: eventId },
      eventId,
      changes: changesBetween('closed_doors', eventId, closed ? null : { closedAt }, closed ? after : null),
      now,
    })
    return { ok: true, changed: true }
  })
}
