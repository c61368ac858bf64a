import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PresenceChange } from '#app/live/contract.ts'
import { openPresence } from './presence.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function hall() {
  const told: PresenceChange[] = []
  const presence = openPresence((change) => told.push(change))
  return { told, presence, come: (name: string) => presence.arrive({ id: name, name }) }
}

test('all that happens within a fifth of a second is told at once, and only the last place of each', () => {
  const { told, presence, come } = hall()
  const { you } = come('Ritva')
  vi.advanceTimersByTime(1)
  expect(told).toEqual([{ here: [you], gone: [], more: 0 }])
  for (let place = 0; place < 50; place += 1) presence.move(you.id, String(place))
  vi.advanceTimersByTime(190)
  expect(told).toHaveLength(1)
  vi.advanceTimersByTime(10)
  expect(told[1]).toEqual({ here: [{ ...you, place: '49' }], gone: [], more: 0 })
  vi.advanceTimersByTime(60_000)
  expect(told).toHaveLength(2)
})

test('in a full hall the first are named, the others counted, and whoever types is named at once', () => {
  const { told, presence, come } = hall()
  const people = Array.from({ length: 200 }, (_, index) => come(`p${String(index)}`))
  expect(people.at(-1)?.everybody).toHaveLength(8)
  expect(people.at(-1)?.more).toBe(192)
  vi.advanceTimersByTime(1)
  expect(told.map(({ here, more }) => [here.length, more])).toEqual([[8, 192]])
  const last = people.at(-1)?.you
  const first = people[0]?.you
  if (!last || !first) throw new Error('nobody')
  vi.advanceTimersByTime(500)
  come('one more')
  vi.advanceTimersByTime(250)
  // Nothing but the count: that waits until a second is over.
  expect(told).toHaveLength(1)
  presence.move(last.id, 'title')
  vi.advanceTimersByTime(1)
  expect(told[1]).toEqual({ here: [{ ...last, place: 'title' }], gone: [], more: 192 })
  presence.depart(first.id)
  vi.advanceTimersByTime(200)
  // The next one takes the place of the one who went.
  expect(told[2]).toMatchObject({ gone: [first.id], here: [{ name: 'p8' }], more: 191 })
})
