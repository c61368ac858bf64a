import { and, eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { newId } from '#app/lib/ids.ts'
import type { NeedKind } from './rules.ts'
import { needOrders } from './tables.server.ts'

/** Marks that something is ordered for an event, or that it is not after all. Saying it twice changes nothing. */
export async function markNeedOrdered(
  db: Writer,
  args: { eventId: string; kind: NeedKind; ordered: boolean; personId: string; now: number },
): Promise<{ changed: boolean }> {
  const { eventId, kind, ordered, personId, now } = args
  return db.write(async (tx) => {
    const [before] = await tx
      .select()
      .from(needOrders)
      .where(and(eq(needOrders.eventId, eventId), eq(needOrders.kind, kind)))
    if (ordered === (before !== undefined)) return { changed: false }
    const after = ordered ? { id: newId(), eventId, kind, orderedBy: personId, orderedAt: now } : null
    if (after) await tx.insert(needOrders).values(after)
    else if (before) await tx.delete(needOrders).where(eq(needOrders.id, before.id))
    const id = after?.id ?? before?.id ?? ''
    await recordChange(tx, {
      actor: { kind: 'person', personId },
      verb: 'markNeedOrdered',
      subject: { kind: 'need_orders', id },
      eventId,
      changes: changesBetween('need_orders', id, before ?? null, after),
      now,
    })
    return { changed: true }
  })
}
