import { and, eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { actorName, changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { newId } from '#app/lib/ids.ts'
import { moveTableQueues } from './move-table-queues.server.ts'
import { tablesOf } from './queries.server.ts'
import { closedTables } from './tables.server.ts'

/**
 * Closes a table, or opens it again. Who sits at a closed table stays there, its queue stands still, and nobody new comes;
 * when it is opened, free seats go to the next in line. Saying it twice changes nothing.
 */
export async function closeTable(
  db: Writer,
  args: { eventId: string; itemId: string; closed: boolean; actor: Actor; now: number },
): Promise<{ ok: true; changed: boolean } | { ok: false; reason: 'unknownTable' }> {
  const { eventId, itemId, closed, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const known = event ? (await tablesOf(tx, event)).flatMap(({ tables }) => tables) : []
    if (!known.some(({ id }) => id === itemId)) return { ok: false, reason: 'unknownTable' }
    const [before] = await tx
      .select()
      .from(closedTables)
      .where(and(eq(closedTables.eventId, eventId), eq(closedTables.itemId, itemId)))
    if (closed === (before !== undefined)) return { ok: true, changed: false }
    const id = before?.id ?? newId()
    const after = closed ? { id, eventId, itemId, closedAt: now, closedBy: actorName(actor) } : null
    if (after) await tx.insert(closedTables).values(after)
    else await tx.delete(closedTables).where(eq(closedTables.id, id))
    await recordChange(tx, {
      actor,
      verb: 'closeTable',
      subject: { kind: 'closed_tables', id },
      eventId,
      changes: changesBetween('closed_tables', id, before ?? null, after),
      now,
    })
    await moveTableQueues(tx, { eventId, actor, now })
    return { ok: true, changed: true }
  })
}
