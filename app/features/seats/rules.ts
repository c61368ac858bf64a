/** What somebody who wants to come holds. waiting: stands in the queue; offered: may take the seat until a given moment. */
export const places = ['none', 'seat', 'waiting', 'offered'] as const
export type Place = (typeof places)[number]

/** One who wants seats of a pool: an event's. */
export type Claim = {
  id: string
  place: Place
  /** Seats that are wanted or held; 0 for who takes part online, which needs none. */
  people: number
  /** Order in the queue, from the first on; not without gaps. */
  position: number
  /** Epoch milliseconds; null unless offered. */
  offeredUntil: number | null
}

export type Pool = {
  /** People that fit; null: no limit, so nobody ever waits. */
  capacity: number | null
  /** Epoch milliseconds. */
  startsAt: number
}

const hour = 3_600_000
/** From so long before the start on, a free seat is given at once: an offer would come back too late for the next one. */
export const givenAtOnce = 72 * hour
/** How long a seat is kept for one to whom it is offered. */
export const offerLifetime = 48 * hour

/** An offer keeps its seats as long as it stands. */
const holds = ({ place }: Claim) => place === 'seat' || place === 'offered'

/** Seats that nobody holds and nobody is offered; Infinity without a limit, 0 when the capacity was lowered below what is held. */
export function freeSeats(pool: Pool, claims: readonly Claim[]): number {
  if (pool.capacity === null) return Infinity
  const held = claims.filter(holds).reduce((sum, { people }) => sum + people, 0)
  return Math.max(0, pool.capacity - held)
}

/** Those who wait, in their order. */
export function queueOf<T extends Claim>(claims: readonly T[]): T[] {
  const waiting = claims.filter(({ place }) => place === 'waiting')
  return waiting.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}

/** The place that comes behind everybody who ever got one here. */
export function lastPosition(claims: readonly Claim[]): number {
  return claims.reduce((last, { position }) => Math.max(last, position), 0)
}

/**
 * How many seats one can take now without passing anybody: who holds or is offered seats has these and the free ones that no one
 * waits for; a newcomer none while others wait. Infinity without a limit.
 */
export function seatsFor(pool: Pool, claims: readonly Claim[], own: Claim | null): number {
  if (pool.capacity === null) return Infinity
  const others = claims.filter(({ id }) => id !== own?.id)
  const mine = own && holds(own) ? own.people : 0
  // Seats stay whose they are, also when the capacity was lowered below what is taken.
  return queueOf(others).length > 0 ? mine : Math.max(mine, freeSeats(pool, others))
}

export type Turn =
  { id: string; place: 'seat'; offeredUntil: null } | { id: string; place: 'offered'; offeredUntil: number }

/**
 * Whose turn it is, in order. Nobody is passed: while the first in line is a party that does not fit, the others wait with it.
 * In the last days a seat goes to the first that fits, for an empty chair helps nobody then.
 */
export function turnsOf(pool: Pool, claims: readonly Claim[], now: number): Turn[] {
  const late = now >= pool.startsAt - givenAtOnce
  let free = freeSeats(pool, claims)
  const turns: Turn[] = []
  for (const { id, people } of queueOf(claims)) {
    if (people > free) {
      if (late) continue
      break
    }
    free -= people
    // Without a limit any more there is nothing to keep for others.
    if (late || pool.capacity === null) turns.push({ id, place: 'seat', offeredUntil: null })
    else turns.push({ id, place: 'offered', offeredUntil: Math.min(now + offerLifetime, pool.startsAt) })
  }
  return turns
}

/** Has the time of this offer run out? */
export function hasLapsed(claim: Pick<Claim, 'place' | 'offeredUntil'>, now: number): boolean {
  return claim.place === 'offered' && claim.offeredUntil !== null && claim.offeredUntil <= now
}

export const queueSteps = ['up', 'down', 'first', 'last'] as const
export type QueueStep = (typeof queueSteps)[number]

/** The queue after one in it has been moved; the ids in order. Unchanged where there is nowhere to go. */
export function reordered(queue: readonly string[], id: string, step: QueueStep): string[] {
  const at = queue.indexOf(id)
  if (at < 0) return [...queue]
  const rest = queue.filter((each) => each !== id)
  const to = { up: at - 1, down: at + 1, first: 0, last: rest.length }[step]
  rest.splice(Math.min(Math.max(to, 0), rest.length), 0, id)
  return rest
}
