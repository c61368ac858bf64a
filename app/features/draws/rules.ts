import type { InvitedKind } from '#app/features/directory/rules.ts'
import type { EventState } from '#app/features/events/rules.ts'
import { drawAtOf, turnsOf, type Claim, type Pool, type SeatRules } from '#app/features/seats/rules.ts'

/** One who takes part in a draw. */
export type Ticket = { id: string; people: number; group: InvitedKind }

/** All that a draw depends on besides chance, as it was at its moment. */
export type DrawInput = {
  capacity: number | null
  startsAt: number
  quotas: Pool['quotas']
  /** Seats that were held already, by group. */
  held: { people: number; group: InvitedKind }[]
  /** In the order of their ids, which says nothing of who they are or when they answered. */
  tickets: Ticket[]
}

/** What came of it: everybody in the drawn order, and who of them got seats. */
export type DrawResult = { drawnOrder: string[]; seated: string[] }

/** A number for a counter, 0 to 2^48 - 1: what chance is made of. */
export type NumberAt = (counter: number) => number

/** Letters of a draw in one transaction: so few that nothing else waits for it noticeably. */
export const drawChunk = 10

/** Is it time to draw? The last moment to answer still takes answers. After the end nobody comes any more. */
export function isDrawDue(
  event: { state: EventState; startsAt: number; endsAt: number; answerBy: number | null; capacity: number | null },
  rules: SeatRules,
  now: number,
): boolean {
  const at = drawAtOf(event, rules)
  return at !== null && event.state === 'published' && now > at && now < event.endsAt
}

/**
 * The ids shuffled by Fisher-Yates from the last to the second: each change of places takes the number of its own place modulo the
 * places left. 2^48 numbers for some hundred places: no place is likelier than another by more than one in a thousand million.
 */
export function shuffled(ids: readonly string[], numberAt: NumberAt): string[] {
  const order = [...ids]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = numberAt(last) % (last + 1)
    const [a = '', b = ''] = [order[last], order[other]]
    order[last] = b
    order[other] = a
  }
  return order
}

/** Draws: the order by chance, the seats in that order by the rules of the queue, which is what it becomes for the rest. */
export function drawn(input: DrawInput, numberAt: NumberAt, now: number): DrawResult {
  const drawnOrder = shuffled(
    input.tickets.map(({ id }) => id),
    numberAt,
  )
  const places = new Map(drawnOrder.map((id, index) => [id, index + 1]))
  const claims: Claim[] = [
    ...input.held.map((held, index) => ({
      ...held,
      id: `held ${String(index)}`,
      place: 'seat' as const,
      position: 0,
      offeredUntil: null,
    })),
    ...input.tickets.map((ticket) => ({
      ...ticket,
      place: 'waiting' as const,
      position: places.get(ticket.id) ?? 0,
      offeredUntil: null,
    })),
  ]
  const { capacity, startsAt, quotas = {} } = input
  return { drawnOrder, seated: turnsOf({ capacity, startsAt, quotas }, claims, now).map(({ id }) => id) }
}

/** Drawn again from what was recorded: is it what was told? */
export function isRepeated(input: DrawInput, told: DrawResult, numberAt: NumberAt, heldAt: number): boolean {
  const again = drawn(input, numberAt, heldAt)
  const same = (a: string[], b: string[]) => a.length === b.length && a.every((id, index) => id === b[index])
  return same(again.drawnOrder, told.drawnOrder) && same(again.seated, told.seated)
}

/** Why how seats are given cannot be changed like this, or null. `asked`: somebody has said yes already. */
export function rulesRefusalOf(
  event: { state: EventState; endsAt: number; capacity: number | null; answerBy: number | null },
  before: SeatRules,
  after: Pick<SeatRules, 'way'>,
  asked: boolean,
  now: number,
): 'over' | 'drawn' | 'asked' | 'needsLimits' | 'deadlinePast' | null {
  if (event.state === 'cancelled' || event.state === 'held' || now >= event.endsAt) return 'over'
  if (after.way === before.way) return null
  if (before.drawnAt !== null) return 'drawn'
  // Everybody was told before they answered how seats are given.
  if (asked) return 'asked'
  if (after.way === 'firstCome') return null
  if (event.capacity === null || event.answerBy === null) return 'needsLimits'
  return now > event.answerBy ? 'deadlinePast' : null
}
export type RulesRefusal = NonNullable<ReturnType<typeof rulesRefusalOf>>
