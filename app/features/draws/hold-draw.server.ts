import { eq, inArray } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor, type Change } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { claimsOf } from '#app/features/invitations/queries.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { queueOf } from '#app/features/seats/rules.ts'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { seatRules } from '#app/features/seats/tables.server.ts'
import { drawnNumbers } from '#app/lib/drawn-numbers.server.ts'
import { newId } from '#app/lib/ids.ts'
import { drawn, isDrawDue, type DrawInput } from './rules.ts'
import { draws } from './tables.server.ts'

/**
 * Draws the seats of an event, once: order, seats, queue and record land together or not at all, so that a job killed in the middle
 * or another one at the same time draws nothing twice. Those who take part are told by `sendDrawChunk`.
 * @param args.seed 64 hexadecimal digits that nobody could know before
 */
export async function holdDraw(
  db: Writer,
  args: { eventId: string; seed: string; actor: Actor; now: number },
): Promise<{ held: boolean }> {
  const { eventId, seed, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const rules = await seatRulesOf(tx, eventId)
    if (event === null || !isDrawDue(event, rules, now)) return { held: false }
    const claims = await claimsOf(tx, eventId)
    const waiting = queueOf(claims)
    const input: DrawInput = {
      capacity: event.capacity,
      startsAt: event.startsAt,
      quotas: rules.quotas,
      held: claims.filter(({ place }) => place !== 'waiting').map(({ people, group }) => ({ people, group })),
      tickets: waiting.map(({ id, people, group }) => ({ id, people, group })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    }
    const result = drawn(input, drawnNumbers(seed), now)
    const draw = {
      id: newId(),
      eventId,
      heldAt: now,
      seed,
      input,
      ...result,
      told: 0,
      untold: result.drawnOrder.length,
    }
    await tx.insert(draws).values(draw)
    await tx.update(seatRules).set({ drawnAt: now }).where(eq(seatRules.eventId, eventId))

    const seat = { place: 'seat', position: null } as const
    await tx.update(invitations).set(seat).where(inArray(invitations.id, result.seated))
    const seated = new Set(result.seated)
    const queue = result.drawnOrder.filter((id) => !seated.has(id))
    for (const [index, id] of queue.entries()) {
      await tx
        .update(invitations)
        .set({ position: index + 1 })
        .where(eq(invitations.id, id))
    }
    const places = new Map(queue.map((id, index) => [id, index + 1]))
    const changes: Change[] = waiting.flatMap(({ id, place, position }) => {
      const after = seated.has(id) ? seat : { position: places.get(id) ?? null }
      return changesBetween('invitations', id, { place, position }, after)
    })
    await recordChange(tx, {
      actor,
      verb: 'holdDraw',
      subject: { kind: 'draws', id: draw.id },
      eventId,
      changes: [...changesBetween('draws', draw.id, null, draw), ...changes],
      now,
    })
    return { held: true }
  })
}
