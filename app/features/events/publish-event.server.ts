import type { Writer } from '#db/database.ts'
import { eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { missingForPublishing, type PublishRefusal } from './rules.ts'
import { events } from './tables.server.ts'

/** Draft -> published: from now on the event is on the public pages and in the feeds, with SEQUENCE as it is. */
export async function publishEvent(
  db: Writer,
  args: { eventId: string; actor: Actor; now: number },
): Promise<
  { ok: true } | { ok: false; reason: 'noSuchEvent' } | { ok: false; reason: 'missing'; missing: PublishRefusal[] }
> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const [before] = await tx.select().from(events).where(eq(events.id, eventId))
    if (!before) return { ok: false, reason: 'noSuchEvent' }
    const missing = missingForPublishing(before, now)
    if (missing.length > 0) return { ok: false, reason: 'missing', missing }
    const after = { state: 'published', publishedAt: now, changedAt: now } as const
    await tx.update(events).set(after).where(eq(events.id, eventId))
    const changes = changesBetween('events', eventId, before, after)
    await recordChange(tx, {
      actor,
      verb: 'publishEvent',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes,
      now,
    })
    return { ok: true }
  })
}
