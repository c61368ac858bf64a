import { and, eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { plannedSending } from './queries.server.ts'
import { sendingChunks, sendings } from './tables.server.ts'

/** Calls off a sending that is planned and has not begun: nobody of it is invited. Only of `eventId`: the right is its. */
export async function cancelSending(
  db: Writer,
  args: { eventId: string; sendingId: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'notPlanned' }> {
  const { eventId, sendingId, actor, now } = args
  return db.write(async (tx) => {
    const before = await plannedSending(tx, eventId, sendingId)
    if (!before) return { ok: false, reason: 'notPlanned' }
    const after = { state: 'stopped', total: 0 } as const
    await tx
      .update(sendings)
      .set(after)
      .where(and(eq(sendings.id, sendingId), eq(sendings.state, 'planned')))
    await tx.delete(sendingChunks).where(eq(sendingChunks.sendingId, sendingId))
    await recordChange(tx, {
      actor,
      verb: 'cancelSending',
      subject: { kind: 'sendings', id: sendingId },
      eventId,
      // Without the chunks: what they held stands in the row that createSending left.
      changes: changesBetween('sendings', sendingId, before, after),
      now,
    })
    return { ok: true }
  })
}
