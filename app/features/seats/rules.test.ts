import { expect, test } from 'vitest'
import {
  freeSeats,
  givenAtOnce,
  hasLapsed,
  mostOf,
  offerLifetime,
  organisationLeft,
  quotaLeft,
  queueOf,
  reordered,
  seatsFor,
  turnsOf,
  type Claim,
  type Place,
  type Pool,
} from './rules.ts'

const startsAt = Date.UTC(2027, 3, 20, 14)
const early = startsAt - givenAtOnce - 1
const late = startsAt - givenAtOnce
const pool = (capacity: number | null) => ({ capacity, startsAt })

/** `seat 2`, `waiting 1`: in the order in which they came, called a, b, c. */
function claims(...said: string[]): Claim[] {
  return said.map((each, index) => {
    const [place = 'none', people = '0'] = each.split(' ')
    const offeredUntil = place === 'offered' ? early + 1000 : null
    const id = String.fromCharCode(97 + index)
    return { id, place: place as Place, people: Number(people), position: index + 1, offeredUntil }
  })
}

test('an offer keeps its seats from others', () => {
  expect(freeSeats(pool(5), claims('seat 2', 'offered 1', 'waiting 4'))).toBe(2)
  expect(freeSeats(pool(2), claims('seat 3'))).toBe(0)
  expect(freeSeats(pool(null), claims('seat 300'))).toBe(Infinity)
})

test('a newcomer passes nobody who waits; who has seats keeps them, also when the capacity was lowered', () => {
  const now = claims('seat 2', 'waiting 3')
  expect(seatsFor(pool(4), now, null)).toBe(0)
  expect(seatsFor(pool(4), now, now[0] ?? null)).toBe(2)
  expect(seatsFor(pool(4), claims('seat 2'), null)).toBe(2)
  const over = claims('seat 5')
  expect(seatsFor(pool(3), over, over[0] ?? null)).toBe(5)
})

test('more than three days before, the next in line gets an offer for two days, and a party that does not fit is not passed', () => {
  const turns = turnsOf(pool(4), claims('seat 2', 'waiting 1', 'waiting 2', 'waiting 1'), early)
  expect(turns).toEqual([{ id: 'b', place: 'offered', offeredUntil: early + offerLifetime }])
})

test('in the last three days the seat is given at once, to the first in line that fits', () => {
  const turns = turnsOf(pool(4), claims('seat 2', 'waiting 1', 'waiting 2', 'waiting 1'), late)
  expect(turns).toEqual([
    { id: 'b', place: 'seat', offeredUntil: null },
    { id: 'd', place: 'seat', offeredUntil: null },
  ])
})

test('without a limit any more all who wait get their seats', () => {
  expect(turnsOf(pool(null), claims('waiting 9', 'waiting 9'), early).map(({ place }) => place)).toEqual([
    'seat',
    'seat',
  ])
})

test('whatever is free, turns never give more than that', () => {
  for (let capacity = 0; capacity < 12; capacity++) {
    for (const now of [early, late]) {
      const all = claims('seat 2', 'waiting 3', 'offered 1', 'waiting 1', 'waiting 2', 'waiting 5')
      const given = turnsOf(pool(capacity), all, now).map(({ id }) => all.find((each) => each.id === id)?.people ?? 0)
      expect(given.reduce((sum, people) => sum + people, 0)).toBeLessThanOrEqual(freeSeats(pool(capacity), all))
    }
  }
})

test('an offer lapses at its moment, not before; a seat never does', () => {
  const [offer] = claims('offered 1')
  if (!offer?.offeredUntil) throw new Error('no offer')
  expect(hasLapsed(offer, offer.offeredUntil - 1)).toBe(false)
  expect(hasLapsed(offer, offer.offeredUntil)).toBe(true)
  expect(hasLapsed({ place: 'seat', offeredUntil: null }, startsAt)).toBe(false)
})

test('one is moved in the queue, and nobody is lost or doubled', () => {
  const queue = queueOf(claims('waiting 1', 'seat 1', 'waiting 1', 'waiting 1')).map(({ id }) => id)
  expect(queue).toEqual(['a', 'c', 'd'])
  expect(reordered(queue, 'd', 'up')).toEqual(['a', 'd', 'c'])
  expect(reordered(queue, 'a', 'down')).toEqual(['c', 'a', 'd'])
  expect(reordered(queue, 'd', 'first')).toEqual(['d', 'a', 'c'])
  expect(reordered(queue, 'a', 'last')).toEqual(['c', 'd', 'a'])
  expect(reordered(queue, 'a', 'up')).toEqual(queue)
  expect(reordered(queue, 'd', 'down')).toEqual(queue)
  expect(reordered(queue, 'nobody', 'up')).toEqual(queue)
  expect(reordered(queue, 'd', 1)).toEqual(['d', 'a', 'c'])
  expect(reordered(queue, 'a', 2)).toEqual(['c', 'a', 'd'])
  // The queue became shorter meanwhile.
  expect(reordered(queue, 'a', 9)).toEqual(['c', 'd', 'a'])
})

const groups = ['association', 'body', 'official', 'elected'] as const

/** The same claims, each in a group. */
const inGroups = (all: Claim[], ...of: (typeof groups)[number][]): Claim[] =>
  all.map((claim, index) => ({ ...claim, group: of[index] ?? 'association' }))

test('when the quota of a group is full its next in line waits, and the next of another group gets the seat', () => {
  const kept: Pool = { ...pool(10), quotas: { official: 2 } }
  const all = inGroups(claims('seat 2', 'waiting 1', 'waiting 3', 'waiting 1'), 'official', 'official', 'association')
  const turns = turnsOf(kept, all, early).map(({ id }) => id)
  expect(turns).toEqual(['c', 'd'])
  expect(quotaLeft(kept, all, 'official')).toBe(0)
  expect(quotaLeft(kept, all, 'association')).toBe(Infinity)
})

test('within its group nobody is passed for the quota either, until the last days', () => {
  const kept: Pool = { ...pool(10), quotas: { official: 3 } }
  const all = inGroups(claims('seat 1', 'waiting 3', 'waiting 1'), 'official', 'official', 'official')
  expect(turnsOf(kept, all, early)).toEqual([])
  expect(turnsOf(kept, all, late).map(({ id }) => id)).toEqual(['c'])
})

test('a newcomer passes nobody of its group and nobody who waits for a seat, only those whose quota is full', () => {
  const kept: Pool = { ...pool(10), quotas: { official: 2, association: 6 } }
  const all = inGroups(claims('seat 2', 'waiting 1', 'seat 3'), 'official', 'official', 'association')
  expect(seatsFor(kept, all, null, 'official')).toBe(0)
  expect(seatsFor(kept, all, null, 'body')).toBe(5)
  expect(seatsFor(kept, all, null, 'association')).toBe(3)
  const full = inGroups(claims('seat 8', 'waiting 3'), 'body', 'body')
  expect(seatsFor(kept, full, null, 'association')).toBe(0)
})

test('a party that is larger than its quota was made holds up nobody', () => {
  const kept: Pool = { ...pool(10), quotas: { official: 2 } }
  const all = inGroups(claims('waiting 3', 'waiting 2'), 'official', 'official')
  expect(turnsOf(kept, all, early).map(({ id }) => id)).toEqual(['b'])
  expect(seatsFor(kept, all.slice(0, 1), null, 'official')).toBe(2)
})

test('before a draw nobody gets a seat, not even the first, and who has one keeps it', () => {
  const drawn: Pool = { ...pool(10), drawAt: early }
  const all = claims('seat 2', 'waiting 1')
  expect(turnsOf(drawn, all, late)).toEqual([])
  expect(seatsFor(drawn, all, null)).toBe(0)
  expect(seatsFor(drawn, all, all[0] ?? null)).toBe(2)
})

test('all that comes from one organisation counts in its limit', () => {
  const all = claims('seat 2', 'waiting 1', 'seat 4').map((claim, index) => ({
    ...claim,
    organisation: index < 2 ? 'association:x' : 'association:y',
  }))
  const newcomer = { id: 'new', organisation: 'association:x' }
  expect(organisationLeft(5, all, newcomer)).toBe(2)
  expect(organisationLeft(5, all, { id: 'a', organisation: 'association:x' })).toBe(4)
  expect(organisationLeft(2, all, newcomer)).toBe(0)
  expect(organisationLeft(null, all, newcomer)).toBe(Infinity)
})

/** Numbers from 0 to below `most`, the same for the same seed (mulberry32). */
function dice(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most
  }
}

/** An event as chance makes it: some have seats within the limits, more wait. */
function anyEvent(seed: number): { kept: Pool; all: Claim[] } {
  const roll = dice(seed)
  const kept: Pool = { ...pool(roll(30)), quotas: Object.fromEntries(groups.map((group) => [group, roll(12)])) }
  if (roll(3) === 0) delete kept.quotas?.association
  const all: Claim[] = []
  for (let index = 0; index < 4 + roll(20); index += 1) {
    const group = groups[roll(4)] ?? 'body'
    const people = 1 + roll(5)
    const fits = people <= Math.min(freeSeats(kept, all), quotaLeft(kept, all, group))
    const place = fits && roll(2) === 0 ? (['seat', 'offered'] as const)[roll(2)] : 'waiting'
    all.push({
      id: String(index).padStart(3, '0'),
      place: place ?? 'seat',
      people,
      position: roll(50),
      offeredUntil: null,
      group,
    })
  }
  return { kept, all }
}

test('whatever the event: never oversold, quotas hold, and until the last days nobody is passed within the group', () => {
  for (let seed = 1; seed <= 2000; seed += 1) {
    const { kept, all } = anyEvent(seed)
    for (const now of [early, late]) {
      const given = new Set(turnsOf(kept, all, now).map(({ id }) => id))
      const after = all.map((claim) => (given.has(claim.id) ? { ...claim, place: 'seat' as const } : claim))
      const held = (of: Claim[]) =>
        of.filter(({ place }) => place !== 'waiting').reduce((sum, { people }) => sum + people, 0)
      expect(held(after), `seed ${String(seed)}`).toBeLessThanOrEqual(kept.capacity ?? 0)
      for (const group of groups) {
        const most = kept.quotas?.[group] ?? Infinity
        expect(held(after.filter((claim) => claim.group === group)), `seed ${String(seed)}`).toBeLessThanOrEqual(most)
        if (now === late) continue
        const line = queueOf(all).filter((claim) => claim.group === group && claim.people <= mostOf(kept, group))
        const passed = line.findIndex(({ id }) => !given.has(id))
        if (passed >= 0)
          expect(
            line.slice(passed).filter(({ id }) => given.has(id)),
            `seed ${String(seed)}`,
          ).toEqual([])
      }
    }
  }
})

test('whatever the event: once the queue has moved, it does not move again, and a newcomer takes only what is free', () => {
  for (let seed = 1; seed <= 1000; seed += 1) {
    const { kept, all } = anyEvent(seed)
    const given = new Set(turnsOf(kept, all, early).map(({ id }) => id))
    const after = all.map((claim) => (given.has(claim.id) ? { ...claim, place: 'seat' as const } : claim))
    expect(turnsOf(kept, after, early), `seed ${String(seed)}`).toEqual([])
    for (const group of groups) {
      const takes = seatsFor(kept, after, null, group)
      expect(takes).toBeLessThanOrEqual(Math.min(freeSeats(kept, after), quotaLeft(kept, after, group)))
    }
  }
})
