import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { plannedSending } from './queries.server.ts'
import { sendAtRefusalOf } from './rules.ts'
import { sendings } from './tables.server.ts'

/** Gives a planned sending another time; `sendAt` null: it starts now. */
export async function moveSending(
  db: Writer,
  args: { eventId: string; sendingId: string; sendAt: number | null; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'notPlanned' | NonNullable<ReturnType<typeof sendAtRefusalOf>> }> {
  const { eventId, sendingId, sendAt, actor, now } = args
  return db.write(async (tx) => {
    const before = await plannedSending(tx, eventId, sendingId)
    const event = await eventById(tx, eventId)
    if (!before || !event) return { ok: false, reason: 'notPlanned' }
    const refusal = sendAt === null ? null : sendAtRefusalOf(event, sendAt, now)
    if (refusal) return { ok: false, reason: refusal }
    const after = { sendAt: sendAt ?? now }
    await tx.update(sendings).set(after).where(eq(sendings.id, sendingId))
    const changes = changesBetween('sendings', sendingId, before, after)
    const subject = { kind: 'sendings', id: sendingId }
    await recordChange(tx, { actor, verb: 'moveSending', subject, eventId, changes, now })
    return { ok: true }
  })
}
