import { expect, test } from 'vitest'
import { seal, unseal } from './sealed.server.ts'

const place = { secret: 'a secret of thirty-two letters, ok', purpose: 'needs', row: 'row-1' }

test('what is sealed is read again in its place only', () => {
  const sealed = seal(place, 'Pyörätuolipaikka 👩‍🦽')
  expect(unseal(place, sealed)).toBe('Pyörätuolipaikka 👩‍🦽')
  expect(unseal({ ...place, row: 'row-2' }, sealed)).toBeNull()
  expect(unseal({ ...place, purpose: 'other' }, sealed)).toBeNull()
  expect(unseal({ ...place, secret: `${place.secret}!` }, sealed)).toBeNull()
})

test('the same text is sealed differently each time, and nothing of it shows', () => {
  const [one, other] = [seal(place, 'gluteeniton'), seal(place, 'gluteeniton')]
  expect(one.equals(other)).toBe(false)
  expect(one.includes('gluteeniton')).toBe(false)
})

test('a byte that was changed anywhere is noticed', () => {
  const sealed = seal(place, 'vegaaninen')
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(unseal(place, changed)).toBeNull()
  }
  expect(unseal(place, Buffer.alloc(0))).toBeNull()
})
