import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { claimsOf } from '#app/features/invitations/queries.server.ts'
import { moveQueue } from '#app/features/invitations/move-queue.server.ts'
import { usualSeatRules, type SeatRules } from '#app/features/seats/rules.ts'
import { seatRules } from '#app/features/seats/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { rulesRefusalOf, type RulesRefusal } from './rules.ts'

/**
 * Says how an event gives its seats. Who has seats keeps them, also above a new limit or quota. The way itself, first come or a
 * draw, stands from the first yes on. Seats that a raised quota frees go to those who wait for them.
 */
export async function setSeatRules(
  db: Writer,
  args: { eventId: string; rules: Omit<SeatRules, 'drawnAt'>; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: RulesRefusal | 'noSuchEvent' }> {
  const { eventId, rules, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (!event) return { ok: false, reason: 'noSuchEvent' }
    const [before] = await tx.select().from(seatRules).where(eq(seatRules.eventId, eventId))
    const asked = (await claimsOf(tx, eventId)).length > 0
    const refusal = rulesRefusalOf(event, before ?? usualSeatRules, rules, asked, now)
    if (refusal) return { ok: false, reason: refusal }
    const id = before?.id ?? newId()
    if (before) await tx.update(seatRules).set(rules).where(eq(seatRules.id, id))
    else await tx.insert(seatRules).values({ id, eventId, ...rules, drawnAt: null })
    const changes = changesBetween('seat_rules', id, before ?? null, { eventId, ...rules })
    if (changes.length === 0) return { ok: true }
    await recordChange(tx, {
      actor,
      verb: 'setSeatRules',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes,
      now,
    })
    await moveQueue(tx, { eventId, actor, now })
    return { ok: true }
  })
}
