import { afterEach, expect, test, vi } from 'vitest'
import { openUnsentTaps } from './unsent-taps.ts'

/* Taps outlive their page, and are their person's only. */

const tap = (id: string, at: number) => ({ id, partyId: 'party', people: 1, at, walkIn: null })
const day = 86_400_000

function storage(setItem?: () => void) {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: setItem ?? ((key: string, value: string) => kept.set(key, value)),
  })
  return kept
}
afterEach(() => vi.unstubAllGlobals())

test('a later page of the same person finds what was not sent, in the order of the taps; others find nothing', () => {
  storage()
  const first = openUnsentTaps('forum', 'maija', 0)
  first.add(tap('b', 2))
  first.add(tap('a', 1))
  const later = openUnsentTaps('forum', 'maija', 3)
  expect(later.all().map(({ id }) => id)).toEqual(['a', 'b'])
  expect(openUnsentTaps('forum', 'pekka', 3).all()).toEqual([])
  expect(openUnsentTaps('workshop', 'maija', 3).all()).toEqual([])
  later.remove(['a'])
  expect(first.all().map(({ id }) => id)).toEqual(['b'])
  expect(openUnsentTaps('forum', 'maija', 9 * day).all()).toEqual([])
})

test('a full storage, and one that holds nonsense, lose no tap of the open page', () => {
  storage(() => {
    throw new Error('QuotaExceededError')
  })
  const full = openUnsentTaps('forum', 'maija', 0)
  full.add(tap('a', 1))
  full.add(tap('b', 2))
  full.remove(['a'])
  expect(full.all().map(({ id }) => id)).toEqual(['b'])
  const kept = storage()
  kept.set('kutsu-door-maija-forum', '{"id":"x"}')
  const odd = openUnsentTaps('forum', 'maija', 0)
  expect(odd.all()).toEqual([])
  odd.add(tap('a', 1))
  expect(odd.all()).toHaveLength(1)
})
