import type { InvitedKind } from '#app/features/directory/rules.ts'

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
  /** The group whose quota it counts in. */
  group?: InvitedKind
  /** Whom they come for: all claims of one organisation count against its limit together. */
  organisation?: string
}

/** The most seats that a group may have together; a group without a number has no quota. */
export type Quotas = Partial<Record<InvitedKind, number>>

export type Pool = {
  /** People that fit; null: no limit, so nobody ever waits. */
  capacity: number | null
  /** Epoch milliseconds. */
  startsAt: number
  quotas?: Quotas
  /** When the seats are drawn, epoch milliseconds; until then nobody gets one. Null: no draw lies ahead. */
  drawAt?: number | null
}

export const seatWays = ['firstCome', 'draw'] as const
export type SeatWay = (typeof seatWays)[number]

/** How an event gives its seats, besides their number. */
export type SeatRules = {
  way: SeatWay
  /** The most people that one organisation may bring; null: no limit but that of a party. */
  organisationLimit: number | null
  quotas: Quotas
  /** When its seats were drawn: once, whatever changes later. */
  drawnAt: number | null
}

/** Those of an event that says nothing else. */
export const usualSeatRules: SeatRules = { way: 'firstCome', organisationLimit: null, quotas: {}, drawnAt: null }

type Limits = { capacity: number | null; startsAt: number; answerBy: number | null }

/** When a draw that lies ahead is held. An event that lost its limit or its deadline gives its seats as they are asked for. */
export function drawAtOf({ capacity, answerBy }: Omit<Limits, 'startsAt'>, rules: SeatRules): number | null {
  return rules.way === 'draw' && rules.drawnAt === null && capacity !== null ? answerBy : null
}

/** The seats of an event as its rules give them. Without a limit of seats there is nothing to share out by quotas. */
export function poolOf(event: Limits, rules: SeatRules): Pool {
  const { capacity, startsAt } = event
  return { capacity, startsAt, quotas: capacity === null ? {} : rules.quotas, drawAt: drawAtOf(event, rules) }
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

/** Seats that the quota of a group leaves it; Infinity without one. */
export function quotaLeft(pool: Pool, claims: readonly Claim[], group: InvitedKind | undefined): number {
  const quota = group && pool.quotas?.[group]
  if (quota === undefined) return Infinity
  const held = claims.filter((claim) => claim.group === group && holds(claim))
  return Math.max(0, quota - held.reduce((sum, { people }) => sum + people, 0))
}

/** The largest party of a group that can ever fit; Infinity without a limit. */
export function mostOf(pool: Pool, group: InvitedKind | undefined): number {
  return Math.min(pool.capacity ?? Infinity, (group && pool.quotas?.[group]) ?? Infinity)
}

/** How many one may bring under the limit of its organisation, whose other claims count too; Infinity without a limit. */
export function organisationLeft(
  limit: number | null,
  claims: readonly Claim[],
  own: Pick<Claim, 'id' | 'organisation'>,
): number {
  if (limit === null) return Infinity
  const others = claims.filter(({ id, organisation }) => id !== own.id && organisation === own.organisation)
  return Math.max(0, limit - others.reduce((sum, { people }) => sum + people, 0))
}

/**
 * How many seats one can take now without passing anybody: who holds or is offered seats has these and the free ones that no one
 * waits for; a newcomer none while others wait, nor before a draw. Infinity without a limit.
 * @param group that of a newcomer, who has no claim yet
 */
export function seatsFor(
  pool: Pool,
  claims: readonly Claim[],
  own: Claim | null,
  group: InvitedKind | undefined = own?.group,
): number {
  if (pool.capacity === null) return Infinity
  const others = claims.filter(({ id }) => id !== own?.id)
  const mine = own && holds(own) ? own.people : 0
  // Seats stay whose they are, also when the capacity was lowered below what is taken.
  if (isDrawn(pool) || wouldPass(pool, others, group)) return mine
  return Math.max(mine, Math.min(freeSeats(pool, others), quotaLeft(pool, others, group)))
}

const isDrawn = ({ drawAt }: Pool) => drawAt !== undefined && drawAt !== null

/** Would a newcomer of this group pass one who waits? Not one whose own group's quota is full: that waits for its group alone. */
function wouldPass(pool: Pool, others: readonly Claim[], group: InvitedKind | undefined): boolean {
  const full = new Set<InvitedKind>()
  for (const claim of queueOf(others)) {
    if (claim.people > mostOf(pool, claim.group)) continue
    if (claim.group === group) return true
    if (claim.group && full.has(claim.group)) continue
    if (claim.group && claim.people > quotaLeft(pool, others, claim.group)) full.add(claim.group)
    else return true
  }
  return false
}

export type Turn =
  { id: string; place: 'seat'; offeredUntil: null } | { id: string; place: 'offered'; offeredUntil: number }

/**
 * Whose turn it is, in order. Nobody is passed: while the first in line is a party that does not fit, the others wait with it.
 * Where only the quota of its group is full, its group waits with it and the next of another group has the turn. What is larger
 * than could ever fit holds up nobody. In the last days a seat goes to the first that fits, for an empty chair helps nobody then.
 */
export function turnsOf(pool: Pool, claims: readonly Claim[], now: number): Turn[] {
  if (isDrawn(pool)) return []
  const late = now >= pool.startsAt - givenAtOnce
  let free = freeSeats(pool, claims)
  const left = new Map<InvitedKind | undefined, number>()
  const turns: Turn[] = []
  for (const { id, people, group } of queueOf(claims)) {
    const ofGroup = left.get(group) ?? quotaLeft(pool, claims, group)
    if (people > mostOf(pool, group)) continue
    if (people > ofGroup) {
      if (!late) left.set(group, 0)
      continue
    }
    if (people > free) {
      if (late) continue
      break
    }
    free -= people
    left.set(group, ofGroup - people)
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

/** The queue after one in it has been moved by a step or to a place, from 1 on; the ids in order. Unchanged where there is nowhere to go. */
export function reordered(queue: readonly string[], id: string, step: QueueStep | number): string[] {
  const at = queue.indexOf(id)
  if (at < 0) return [...queue]
  const rest = queue.filter((each) => each !== id)
  const to = typeof step === 'number' ? step - 1 : { up: at - 1, down: at + 1, first: 0, last: rest.length }[step]
  rest.splice(Math.min(Math.max(to, 0), rest.length), 0, id)
  return rest
}
