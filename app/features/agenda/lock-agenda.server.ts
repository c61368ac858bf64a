import { eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { actorName, changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import type { Writer } from '#db/database.ts'
import { agendaLocks } from './tables.server.ts'

/**
 * Locks an event's agenda, so that only its convener edits it, or opens it again. Agendas that others have open turn
 * read-only, or editable, within two seconds (SEC-3). Locking twice changes nothing.
 */
export async function lockAgenda(
  db: Writer,
  args: { eventId: string; locked: boolean; actor: Actor; now: number },
): Promise<{ ok: true; changed: boolean } | { ok: false; reason: 'unknownEvent' }> {
  const { eventId, locked, actor, now } = args
  return db.write(async (tx) => {
    const [event] = await tx.select({ id: events.id }).from(events).where(eq(events.id, eventId))
    if (!event) return { ok: false, reason: 'unknownEvent' }
    const [before] = await tx.select().from(agendaLocks).where(eq(agendaLocks.id, eventId))
    if (locked === (before !== undefined)) return { ok: true, changed: false }
    const after = locked ? { id: eventId, lockedAt: now, lockedBy: actorName(actor) } : null
    if (after) await tx.insert(agendaLocks).values(after)
    else await tx.delete(agendaLocks).where(eq(agendaLocks.id, eventId))
    await recordChange(tx, {
      actor,
      verb: 'lockAgenda',
      subject: { kind: 'agenda_locks', id: eventId },
      eventId,
      changes: changesBetween('agenda_locks', eventId, before ?? null, after),
      now,
    })
    return { ok: true, changed: true }
  })
}
