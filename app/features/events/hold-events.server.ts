import type { Writer } from '#db/database.ts'
import { and, eq, lte } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { events } from './tables.server.ts'

/**
 * By the clock: published events that have ended become held. No calendar shows that, so SEQUENCE and `changedAt`
 * stay and the feeds keep their bytes.
 */
export async function holdEvents(db: Writer, args: { actor: Actor; now: number }): Promise<{ held: string[] }> {
  const { actor, now } = args
  return db.write(async (tx) => {
    const ended = await tx
      .select({ id: events.id })
      .from(events)
      .where(and(eq(events.state, 'published'), lte(events.endsAt, now)))
    for (const { id } of ended) {
      await tx.update(events).set({ state: 'held' }).where(eq(events.id, id))
      await recordChange(tx, {
        actor,
        verb: 'holdEvents',
        subject: { kind: 'events', id },
        eventId: id,
        changes: changesBetween('events', id, { state: 'published' }, { state: 'held' }),
        now,
      })
    }
    return { held: ended.map(({ id }) => id) }
  })
}
