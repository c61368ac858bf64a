import { expect, test } from 'vitest'
import { isTokenPath, maskPath } from './token-path.ts'

test.each(['/rsvp/abc', '/RSVP/abc', '/%72svp/abc', '/sign-in/abc', '/Sign-In/abc%', '/rsvp/abc/more', '/topics/abc'])(
  '%s carries a key, and no log gets it',
  (path) => {
    expect(isTokenPath(path)).toBe(true)
    expect(maskPath(`${path}?answer=yes`)).not.toContain('abc')
  },
)

test.each(['/', '/sign-in', '/sign-in/', '/rsvp', '/events/abc', '/%/abc'])('%s carries none', (path) => {
  expect(isTokenPath(path)).toBe(false)
  expect(maskPath(`${path}?next=%2Fevents`)).toBe(path)
})
