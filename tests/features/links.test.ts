import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createLink } from '#app/features/links/create-link.server.ts'
import { linkAddress, linkByToken, tokenOf } from '#app/features/links/queries.server.ts'
import { links } from '#app/features/links/tables.server.ts'
import { openTestDatabase } from '#tests/support/database.ts'

const secret = 'a secret of the tests, long enough'
const now = Date.parse('2027-04-01T09:00:00Z')
const baseUrl = 'https://kutsu.laukaa.fi'

async function answerLink(expiresAt?: number) {
  const db = await openTestDatabase()
  const subjectId = 'invitation0000000001'
  const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId, ...(expiresAt && { expiresAt }) }))
  const address = await linkAddress(db.read, { secret, baseUrl, linkId: link.id })
  return { db, link, subjectId, address, token: address.split('/').at(-1) ?? '' }
}

test('the address in a letter opens what it was made for, and a reminder can carry the same address', async () => {
  const { db, link, subjectId, address, token } = await answerLink()
  expect(address).toMatch(/^https:\/\/kutsu\.laukaa\.fi\/rsvp\/[\w-]{52}$/)
  expect(await linkAddress(db.read, { secret, baseUrl, linkId: link.id })).toBe(address)
  expect(await linkByToken(db.read, { secret, token, purpose: 'answer', now })).toEqual({
    ok: true,
    linkId: link.id,
    subjectId,
  })
})

test('a token with any one character changed, cut, or lengthened opens nothing', async () => {
  const { db, token } = await answerLink()
  const changed = Array.from(
    token,
    (sign, place) => token.slice(0, place) + (sign === 'a' ? 'b' : 'a') + token.slice(place + 1),
  )
  for (const wrong of [...changed, token.slice(0, -1), `${token}a`, token.slice(0, 20), '', 'å', token.toUpperCase()]) {
    expect(await linkByToken(db.read, { secret, token: wrong, purpose: 'answer', now })).toEqual({
      ok: false,
      reason: 'unknown',
    })
  }
})

test('a link works for its own purpose only, and only with the secret of the service', async () => {
  const { db, token } = await answerLink()
  expect(await linkByToken(db.read, { secret, token, purpose: 'signIn', now })).toMatchObject({ reason: 'unknown' })
  const other = 'another secret of another service'
  expect(await linkByToken(db.read, { secret: other, token, purpose: 'answer', now })).toMatchObject({
    reason: 'unknown',
  })
})

test('a forger who reads the database cannot make a token of another purpose for a known link', async () => {
  const { db, link, token } = await answerLink()
  const asSignIn = tokenOf(secret, { id: link.id, purpose: 'signIn', generation: 1 })
  expect(asSignIn).not.toBe(token)
  expect(await linkByToken(db.read, { secret, token: asSignIn, purpose: 'answer', now })).toMatchObject({ ok: false })
  expect(await linkByToken(db.read, { secret, token: asSignIn, purpose: 'signIn', now })).toMatchObject({ ok: false })
})

test('a link closes at its last moment', async () => {
  const { db, token } = await answerLink(now + 1000)
  const asked = { secret, token, purpose: 'answer' as const }
  expect(await linkByToken(db.read, { ...asked, now: now + 999 })).toMatchObject({ ok: true })
  expect(await linkByToken(db.read, { ...asked, now: now + 1000 })).toMatchObject({ ok: false, reason: 'expired' })
})

test('a renewed link makes the old address useless', async () => {
  const { db, link, token } = await answerLink()
  await db.write((tx) =>
    tx
      .update(links)
      .set({ generation: 2 })
      .where(eq(links.id, link.id))
      .then(() => undefined),
  )
  expect(await linkByToken(db.read, { secret, token, purpose: 'answer', now })).toMatchObject({ reason: 'unknown' })
})
