import { expect, test } from 'vitest'
import { emptyItem, endOf, overrun, timed, totalMinutes, waysOut, type AgendaItem } from './rules.ts'

const zone = 'Europe/Helsinki'
/** Tuesday 20 April 2027, 17.00 in Helsinki. */
const startsAt = Date.UTC(2027, 3, 20, 14)
const at = (clock: string) => {
  const [hour = 0, minute = 0] = clock.split('.').map(Number)
  return startsAt + ((hour - 17) * 60 + minute) * 60_000
}
const item = (id: string, given: Partial<AgendaItem> = {}): AgendaItem => ({ ...emptyItem, id, ...given })
const starts = (items: AgendaItem[]) => timed(items, startsAt, zone).map(({ startsAt: start }) => start)

test('times follow from the lengths; what is before the start ends at it and does not count', () => {
  const items = [item('kahvi', { before: true, minutes: 30 }), item('a', { minutes: 10 }), item('b', { minutes: 15 })]
  expect(starts(items)).toEqual([at('16.30'), at('17.00'), at('17.10')])
  expect(totalMinutes(items)).toBe(25)
})

test('a pinned item starts at its wall clock, later ones follow it, and the gap or the overlap is known', () => {
  const items = [
    item('a', { minutes: 20 }),
    item('b', { pinned: '17:30', minutes: 10 }),
    item('c', { pinned: '17:35' }),
  ]
  const [, late, early] = timed(items, startsAt, zone)
  expect(late).toMatchObject({ startsAt: at('17.30'), gap: 10 })
  expect(early).toMatchObject({ startsAt: at('17.35'), gap: -5 })
  expect(starts([item('x', { pinned: '00:30' })])).toEqual([at('24.30')])
})

test('tables run side by side in the time of their item, with letters, and count once', () => {
  const items = [
    item('a', { minutes: 10 }),
    item('tables', { minutes: 50, kind: 'tableWork' }),
    item('t1', { within: 'tables', minutes: 5 }),
    item('t2', { within: 'tables', capacity: 20 }),
    item('b', { minutes: 5 }),
  ]
  const rows = timed(items, startsAt, zone)
  expect(rows.map(({ letter }) => letter)).toEqual([null, null, 'A', 'B', null])
  expect(rows[3]).toMatchObject({ startsAt: at('17.10'), endsAt: at('18.00') })
  expect(rows[4]).toMatchObject({ startsAt: at('18.00') })
  expect(totalMinutes(items)).toBe(65)
})

test('an overrun is told in minutes, also one that a pinned time causes, and its ways out shorten no table', () => {
  const items = [
    item('a', { minutes: 60 }),
    item('b', { minutes: 60, kind: 'plenary', pinned: '19:10' }),
    item('t', { within: 'b', minutes: 60 }),
  ]
  const rows = timed(items, startsAt, zone)
  expect(endOf(rows, startsAt)).toBe(at('20.10'))
  expect(overrun(rows, startsAt, at('20.00'))).toBe(10)
  expect(waysOut(rows, 10).map(({ item: { id } }) => id)).toEqual(['b', 'a'])
})
