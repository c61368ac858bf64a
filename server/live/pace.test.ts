import { expect, test } from 'vitest'
import { openPace, openTurns } from './pace.ts'

test('single letters go at once; a busy document is told of every 25 milliseconds; after a pause at once again', () => {
  const pace = openPace()
  const waits: number[] = []
  const edit = (now: number) => {
    const wait = pace.wait(now)
    waits.push(wait)
    pace.flushed(now + wait)
  }
  // Five people who type five letters a second each.
  for (let now = 1000; now < 2000; now += 40) edit(now)
  expect(new Set(waits)).toEqual(new Set([0]))
  waits.length = 0
  for (let now = 3000; waits.length < 8; now += 2) edit(now)
  expect(waits).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  expect(pace.wait(3016)).toBe(23)
  pace.flushed(3039)
  expect(pace.wait(3040)).toBe(24)
  expect(pace.wait(3200)).toBe(0)
})

test('all rooms that wait in one turn of the event loop are let go in the same one', async () => {
  const turn = openTurns()
  const one = turn()
  expect(turn()).toBe(one)
  await one
  expect(turn()).not.toBe(one)
})
