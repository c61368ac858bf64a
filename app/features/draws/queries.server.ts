import { and, asc, eq, gt, inArray, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { events } from '#app/features/events/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { seatRules } from '#app/features/seats/tables.server.ts'
import { drawnNumbers } from '#app/lib/drawn-numbers.server.ts'
import { isRepeated } from './rules.ts'
import { draws } from './tables.server.ts'

/** Events whose draw may be due: `holdDraw` looks closer. */
export async function eventsToDraw(db: Queries, now: number): Promise<string[]> {
  const rows = await db
    .select({ id: events.id })
    .from(seatRules)
    .innerJoin(events, eq(events.id, seatRules.eventId))
    .where(
      and(
        eq(seatRules.way, 'draw'),
        isNull(seatRules.drawnAt),
        eq(events.state, 'published'),
        isNotNull(events.capacity),
        lt(events.answerBy, now),
        gt(events.endsAt, now),
      ),
    )
  return rows.map(({ id }) => id)
}

/** The draw whose letters are not all written, the oldest first; null when all are told. */
export async function untoldDraw(db: Queries) {
  const [found] = await db.select().from(draws).where(gt(draws.untold, 0)).orderBy(asc(draws.heldAt)).limit(1)
  return found ?? null
}

/** An event's draw as its convener sees it: who was drawn in what order, and whether drawing it again gives the same. */
export async function drawOf(db: Queries, eventId: string) {
  const [found] = await db.select().from(draws).where(eq(draws.eventId, eventId))
  if (!found) return null
  const { seed, heldAt, input, drawnOrder, seated } = found
  const rows = await db
    .select({ id: invitations.id, name: invitations.name })
    .from(invitations)
    .where(inArray(invitations.id, drawnOrder))
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const tickets = new Map(input.tickets.map((ticket) => [ticket.id, ticket]))
  return {
    heldAt,
    seed,
    input,
    drawn: drawnOrder.map((id) => ({
      id,
      name: names.get(id) ?? null,
      people: tickets.get(id)?.people ?? 0,
      seated: seated.includes(id),
    })),
    repeated: isRepeated(input, { drawnOrder, seated }, drawnNumbers(seed), heldAt),
  }
}
export type DrawRecord = NonNullable<Awaited<ReturnType<typeof drawOf>>>
