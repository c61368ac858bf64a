import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { seatRules } from './tables.server.ts'

/** Forgets how a draft would have given its seats, before the draft itself is deleted. */
export async function clearSeatRules(db: Writer, args: { eventId: string; actor: Actor; now: number }): Promise<void> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const [before] = await tx.select().from(seatRules).where(eq(seatRules.eventId, eventId))
    if (!before) return
    await tx.delete(seatRules).where(eq(seatRules.eventId, eventId))
    const changes = changesBetween('seat_rules', before.id, before, null)
    const subject = { kind: 'events', id: eventId }
    await recordChange(tx, { actor, verb: 'clearSeatRules', subject, eventId, changes, now })
  })
}
