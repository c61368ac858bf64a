import { expect, test } from 'vitest'
import {
  freeSeats,
  givenAtOnce,
  hasLapsed,
  offerLifetime,
  queueOf,
  reordered,
  seatsFor,
  turnsOf,
  type Claim,
  type Place,
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
})
