import { expect, test } from 'vitest'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { staleOf, standingOf, tableGroups, type HeldPlace } from './rules.ts'

const event = { startsAt: Date.UTC(2027, 3, 20, 14), timeZone: 'Europe/Helsinki' }
const groups = tableGroups(
  [
    { ...emptyItem, id: 'avaus', title: 'Avaus', minutes: 15 },
    { ...emptyItem, id: 'poydat', title: 'Pöydät', minutes: 30 },
    { ...emptyItem, id: 'tilat', title: 'Tilat', within: 'poydat', capacity: 4 },
    { ...emptyItem, id: 'raha', title: 'Raha', within: 'poydat', closed: true },
    { ...emptyItem, id: 'pajat', title: 'Pajat', minutes: 20 },
    { ...emptyItem, id: 'taide', title: 'Taide', within: 'pajat' },
  ],
  event,
  new Set(['raha', 'taide']),
)

const place = (invitationId: string, itemId: string, held: HeldPlace, people: number, chosenAt = 0) => ({
  invitationId,
  itemId,
  place: held,
  people,
  position: held === 'waiting' ? chosenAt : null,
  offeredUntil: null,
  waitingSince: null,
  name: invitationId,
  chosenAt,
  party: 3,
})

test('what runs side by side is a group with its time; the agenda closes a table, or the convener', () => {
  expect(groups.map(({ id, startsAt }) => [id, (startsAt - event.startsAt) / 60_000])).toEqual([
    ['poydat', 15],
    ['pajat', 45],
  ])
  expect(groups.flatMap(({ tables }) => tables.map(({ id, letter, closed }) => [id, letter, closed]))).toEqual([
    ['tilat', 'A', null],
    ['raha', 'B', 'agenda'],
    ['taide', 'A', 'convener'],
  ])
})

test('a smaller party keeps its seats before its places in queues, at each time apart', () => {
  const places = [
    place('a', 'raha', 'waiting', 2, 1),
    place('a', 'tilat', 'seat', 1, 2),
    place('a', 'taide', 'seat', 3, 3),
    place('b', 'tilat', 'seat', 3, 4),
  ]
  expect(staleOf(places, groups)).toEqual([])
  const two = places.map((one) => (one.invitationId === 'a' ? { ...one, party: 2 } : one))
  expect(staleOf(two, groups).map(({ place: { itemId }, people }) => [itemId, people])).toEqual([
    ['taide', 2],
    ['raha', 1],
  ])
  const nobody = places.map((one) => (one.invitationId === 'b' ? { ...one, party: 0 } : one))
  expect(staleOf(nobody, groups)).toMatchObject([{ place: { invitationId: 'b' }, people: 0 }])
})

test('the convener sees who sits, who waits in order, what is free and how many chose nothing', () => {
  const places = [
    place('c', 'tilat', 'waiting', 1, 2),
    place('b', 'tilat', 'waiting', 1, 1),
    place('a', 'tilat', 'seat', 3),
    place('d', 'raha', 'offered', 1),
  ]
  const [tables, workshops] = standingOf(groups, places, 10)
  const [first, second] = tables?.tables ?? []
  expect(first).toMatchObject({ taken: 3, free: 1, seated: [{ id: 'a' }], waiting: [{ id: 'b' }, { id: 'c' }] })
  expect(second).toMatchObject({ taken: 0, free: null, offered: [{ id: 'd' }] })
  expect([tables?.unchosen, workshops?.unchosen]).toEqual([4, 10])
})
