import type { Writer } from '#db/database.ts'
import { eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import type { LocalText } from '#app/lib/languages.ts'
import { events } from './tables.server.ts'

/**
 * Published -> cancelled, for good, with the reason told to everybody. What was sent stays: the page and
 * the feeds show the event as cancelled, and SEQUENCE rises so that calendars do too.
 */
export async function cancelEvent(
  db: Writer,
  args: { eventId: string; reason: LocalText; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'noSuchEvent' | 'notPublished' | 'over' }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const [before] = await tx.select().from(events).where(eq(events.id, eventId))
    if (!before) return { ok: false, reason: 'noSuchEvent' }
    if (before.state === 'held' || before.endsAt <= now) return { ok: false, reason: 'over' }
    if (before.state !== 'published') return { ok: false, reason: 'notPublished' }
    const after = {
      state: 'cancelled',
      cancelReason: args.reason,
      sequence: before.sequence + 1,
      changedAt: now,
    } as const
    await tx.update(events).set(after).where(eq(events.id, eventId))
    const changes = changesBetween('events', eventId, before, after)
    await recordChange(tx, {
      actor,
      verb: 'cancelEvent',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes,
      now,
    })
    return { ok: true }
  })
}
