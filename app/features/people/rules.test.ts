import { expect, test } from 'vitest'
import { allows, samePagePath, type Person } from './rules.ts'

test.each(['/', '/events', '/events/abc?tab=1#top', '/haku?q=%2F%2Fevil.example', '/a//b'])(
  'after signing in the way leads back to %s',
  (path) => {
    expect(samePagePath(path)).toBe(path)
  },
)

test.each([
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n//evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  'events',
  ' /events',
  '',
  `/${'a'.repeat(600)}`,
  null,
  undefined,
])('signing in never leads to %j', (path) => {
  expect(samePagePath(path)).toBeNull()
})

test('letters that no header can carry are encoded', () => {
  expect(samePagePath('/events?näkymä=€')).toBe('/events?n%C3%A4kym%C3%A4=%E2%82%AC')
})

test('whatever is let through stays on our own host', () => {
  const parts = ['/', '//', '\\', '.', '..', '@', ':', '?', '#', 'evil.example', '%2f', '%5c', '\t', 'https:']
  for (const a of parts) {
    for (const b of parts) {
      for (const c of parts) {
        const path = samePagePath(`/${a}${b}${c}`)
        if (path !== null) expect(new URL(path, 'https://kutsu.laukaa.fi').host).toBe('kutsu.laukaa.fi')
      }
    }
  }
})

const laukaasEvent = { eventId: 'forum', organiserId: 'laukaa', coOrganiserIds: [], published: true }

test('an administrator runs the service and does not convene', () => {
  const administrator: Person = {
    id: 'a',
    name: 'Anna',
    email: 'anna@laukaa.fi',
    language: 'fi',
    roles: [{ role: 'administrator', scopeId: '*', associationId: null }],
    sessionId: 's',
  }
  expect(allows(administrator, 'administer')).toBe(true)
  expect(allows(administrator, 'editEvent', laukaasEvent)).toBe(false)
  expect(allows(null, 'administer')).toBe(false)
})
