import { eq } from 'drizzle-orm'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { system } from '#app/features/audit/rules.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { linkPlaceholderPattern } from '#app/features/links/rules.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { issueSignIn } from '#app/features/people/issue-sign-in.server.ts'
import { personBySession } from '#app/features/people/queries.server.ts'
import { requestSignIn } from '#app/features/people/request-sign-in.server.ts'
import { signIn } from '#app/features/people/sign-in.server.ts'
import { signOutEverywhere } from '#app/features/people/sign-out-everywhere.server.ts'
import { signOut } from '#app/features/people/sign-out.server.ts'
import { people, sessions } from '#app/features/people/tables.server.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makePerson } from '#tests/support/makers.ts'

const secret = 'a secret of the tests, long enough'
const baseUrl = 'https://kutsu.laukaa.fi'
const start = Date.parse('2027-04-01T09:00:00Z')
const hour = 3_600_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})
afterEach(() => {
  vi.useRealTimers()
})
const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds)

async function somebody() {
  const db = await openTestDatabase()
  const person = await makePerson(db, { email: 'maija@laukaa.fi' }, [{ role: 'liaison', scopeId: 'laukaa' }])
  return { db, person }
}

const ask = (db: TestDatabase, email: string, next: string | null = null) =>
  requestSignIn(db, { email, language: 'fi', next, baseUrl, actor: system, now: Date.now() })

/** The token of the newest letter, as the recipient gets it. */
async function mailedToken(db: TestDatabase): Promise<string> {
  const all = await db.read.select().from(letters)
  const [id] = [...(all.at(-1)?.text ?? '').matchAll(linkPlaceholderPattern)].map((match) => match[1])
  return (await linkAddress(db.read, { secret, baseUrl, linkId: id ?? '' })).split('/').at(-1) ?? ''
}

const press = (db: TestDatabase, token: string, sessionId: string | null = null) =>
  signIn(db, { secret, token, baseUrl, sessionId, now: Date.now() })

/** Signs in by mail and gives the Cookie header that the browser then sends. */
async function signedIn(db: TestDatabase, sessionId: string | null = null) {
  await ask(db, 'maija@laukaa.fi')
  const outcome = await press(db, await mailedToken(db), sessionId)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.setCookie.split(';')[0] ?? ''
}

const whoIs = (db: TestDatabase, cookie: string) => personBySession(db, cookie, { baseUrl, now: Date.now() })

test('a mailed link signs in once, with the roles of the person', async () => {
  const { db, person } = await somebody()
  await ask(db, ' Maija@Laukaa.FI ')
  const token = await mailedToken(db)
  const outcome = await press(db, token)
  expect(outcome).toMatchObject({ ok: true, personId: person.id })
  const cookie = outcome.ok ? outcome.setCookie : ''
  expect(cookie).toMatch(/^__Host-kutsu=[\w-]{43}; HttpOnly; Max-Age=1209600; Path=\/; SameSite=Lax; Secure$/)
  expect(await whoIs(db, cookie.split(';')[0] ?? '')).toMatchObject({
    id: person.id,
    roles: [{ role: 'liaison', scopeId: 'laukaa', associationId: null }],
  })
  expect(await press(db, token)).toEqual({ ok: false, reason: 'used' })
})

test('of two presses at once one gets in', async () => {
  const { db } = await somebody()
  await ask(db, 'maija@laukaa.fi')
  const token = await mailedToken(db)
  const outcomes = await Promise.all([press(db, token), press(db, token), press(db, token)])
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  expect(await db.read.$count(sessions)).toBe(1)
})

test('a link stops working after fifteen minutes, and says so', async () => {
  const { db } = await somebody()
  await ask(db, 'maija@laukaa.fi')
  const token = await mailedToken(db)
  later(15 * 60_000)
  expect(await press(db, token)).toEqual({ ok: false, reason: 'expired' })
  expect(await press(db, token.replace(/.$/, '!'))).toEqual({ ok: false, reason: 'unknown' })
})

test('an unknown address gets the same answer, one audit row like a known one, and no letter', async () => {
  const { db } = await somebody()
  const known = await ask(db, 'maija@laukaa.fi')
  const rows = await db.read.$count(auditRows)
  expect(await ask(db, 'nobody@laukaa.fi')).toEqual(known)
  expect(await db.read.$count(auditRows)).toBe(rows * 2)
  expect(await db.read.$count(letters)).toBe(1)
})

test('an address gets at most three letters in a quarter of an hour, and the answer does not tell', async () => {
  const { db } = await somebody()
  for (let time = 0; time < 5; time++) expect(await ask(db, 'maija@laukaa.fi')).toEqual({ ok: true })
  expect(await db.read.$count(letters)).toBe(3)
  later(15 * 60_000 + 1)
  await ask(db, 'maija@laukaa.fi')
  expect(await db.read.$count(letters)).toBe(4)
})

test('a closed account gets no letter, its waiting link does not work, and its session ends', async () => {
  const { db, person } = await somebody()
  const cookie = await signedIn(db)
  await ask(db, 'maija@laukaa.fi')
  const token = await mailedToken(db)
  await db.write((tx) =>
    tx
      .update(people)
      .set({ active: false })
      .where(eq(people.id, person.id))
      .then(() => undefined),
  )
  expect(await press(db, token)).toEqual({ ok: false, reason: 'unknown' })
  expect(await whoIs(db, cookie)).toBeNull()
  const before = await db.read.$count(letters)
  await ask(db, 'maija@laukaa.fi')
  expect(await db.read.$count(letters)).toBe(before)
})

test('the way back stands in the letter behind the link', async () => {
  const { db } = await somebody()
  await ask(db, 'maija@laukaa.fi', '/events/abc?tab=1')
  const [letter] = await db.read.select().from(letters)
  expect(letter?.text).toMatch(/kutsu-link:[0-9a-z]{20}\?next=%2Fevents%2Fabc%3Ftab%3D1\n/)
})

test('a session idles out after 12 hours, and is renewed by use after half of them', async () => {
  const { db } = await somebody()
  const cookie = await signedIn(db)
  later(11 * hour)
  expect(await whoIs(db, cookie)).not.toBeNull()
  later(11 * hour)
  expect(await whoIs(db, cookie)).not.toBeNull()
  later(12 * hour)
  expect(await whoIs(db, cookie)).toBeNull()
  expect(await db.read.$count(sessions)).toBe(0)
})

test('a session ends after 14 days, however busy', async () => {
  const { db } = await somebody()
  const cookie = await signedIn(db)
  for (let use = 1; use < (14 * 24) / 8; use++) {
    later(8 * hour)
    expect(await whoIs(db, cookie)).not.toBeNull()
  }
  later(8 * hour)
  expect(await whoIs(db, cookie)).toBeNull()
})

test('signing in again gives a new id and ends the session that the browser had', async () => {
  const { db } = await somebody()
  const first = await signedIn(db)
  const before = await whoIs(db, first)
  const second = await signedIn(db, before?.sessionId ?? null)
  expect(second).not.toBe(first)
  expect(await whoIs(db, first)).toBeNull()
  expect(await whoIs(db, second)).not.toBeNull()
})

test('signing out ends this session and takes the cookie away; everywhere ends them all', async () => {
  const { db } = await somebody()
  const cookies = [await signedIn(db), await signedIn(db), await signedIn(db)]
  const here = await whoIs(db, cookies[0] ?? '')
  if (!here) throw new Error('not signed in')
  const out = await signOut(db, { person: here, baseUrl, now: Date.now() })
  expect(out.setCookie).toMatch(/^__Host-kutsu=; .*Max-Age=0/)
  expect(await Promise.all(cookies.map((cookie) => whoIs(db, cookie)))).toMatchObject([null, {}, {}])
  const other = await whoIs(db, cookies[1] ?? '')
  if (!other) throw new Error('not signed in')
  await signOutEverywhere(db, { person: other, baseUrl, now: Date.now() })
  expect(await Promise.all(cookies.map((cookie) => whoIs(db, cookie)))).toEqual([null, null, null])
})

test('a cookie without the __Host- prefix, which a neighbour could set, is not looked at under HTTPS', async () => {
  const { db } = await somebody()
  const cookie = await signedIn(db)
  expect(await whoIs(db, cookie.replace('__Host-kutsu', 'kutsu'))).toBeNull()
  expect(await whoIs(db, 'kutsu=%E0%A4%A; __Host-kutsu=%')).toBeNull()
})

test('no token stands in the database file or its log: not of a session, not of a mail link', async () => {
  const { db, person } = await somebody()
  const cookie = await signedIn(db)
  const held = cookie.split('=')[1] ?? ''
  await ask(db, 'maija@laukaa.fi')
  const mailed = await mailedToken(db)
  const { linkId } = await issueSignIn(db, { personId: person.id, actor: system, now: Date.now() })
  const printed = (await linkAddress(db.read, { secret, baseUrl, linkId })).split('/').at(-1) ?? ''
  const bytes = Buffer.concat([await readFile(db.file), await readFile(`${db.file}-wal`)])
  // The search itself works: what should be there is found.
  expect(bytes.includes('maija@laukaa.fi')).toBe(true)
  expect(bytes.includes(linkId)).toBe(true)
  // The first 20 characters of a link's token are its id, which is no secret.
  for (const token of [held, mailed.slice(20), printed.slice(20)]) {
    expect(token.length).toBeGreaterThan(30)
    expect(bytes.includes(token)).toBe(false)
    expect(bytes.includes(Buffer.from(token, 'base64url'))).toBe(false)
  }
})
