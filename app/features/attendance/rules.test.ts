import { expect, test } from 'vitest'
import { matches, withTaps, type Tap } from './rules.ts'

test('a party is found by words of its name in any order, by its organisation or guests, or by the code of its confirmation', () => {
  const party = {
    id: 'k7m2xdabcdefghij0123',
    name: 'Äänekosken Omaishoitajat ry',
    organisation: null,
    guests: 'Aino Mäki, Veikko Salo',
  }
  for (const typed of ['omais', 'ry ään', 'OMAISHOITAJAT', 'k7m2xd', 'K7M 2XD', 'veikko', '  ']) {
    expect([typed, matches(party, typed)]).toEqual([typed, true])
  }
  for (const typed of ['aanekosken', 'kylä', 'k7m2x9']) expect([typed, matches(party, typed)]).toEqual([typed, false])
  expect(matches({ ...party, name: 'Aino', organisation: 'Kylätoimikunta' }, 'kylä')).toBe(true)
})

test('taps that wait lie over the marks in the order they were made, and a walk-in keeps its name', () => {
  const walkIn = { name: 'Aino', organisation: null }
  const tap = (id: string, people: number, at: number): Tap => ({ id, partyId: 'aino', people, at, walkIn })
  const marks = [{ id: 'carers', people: 3, walkIn: null }]
  expect(withTaps(marks, [tap('b', 0, 2), tap('a', 2, 1)])).toEqual([...marks, { id: 'aino', people: 0, walkIn }])
  expect(marks).toHaveLength(1)
})
