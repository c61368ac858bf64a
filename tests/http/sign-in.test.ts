import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { issueSignIn } from '#app/features/people/issue-sign-in.server.ts'
import { system } from '#app/features/audit/rules.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { makePerson, type PersonRow } from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

let server: TestServer
let person: PersonRow
beforeAll(async () => {
  server = await startServer({ env: { TRUSTED_PROXIES: '0', LOG_LEVEL: 'debug' } })
  person = await makePerson(server.db, { name: 'Maija Lehto', email: 'maija@laukaa.fi' }, [
    { role: 'administrator', scopeId: '*' },
  ])
})
afterAll(() => server.close())

/** The path of a link that signs Maija in. */
async function freshLink(): Promise<string> {
  const { db, secret, baseUrl } = server
  const { linkId } = await issueSignIn(db, { personId: person.id, actor: system, now: Date.now() })
  return new URL(await linkAddress(db.read, { secret, baseUrl, linkId })).pathname
}

/** A page's text without what differs between two requests for it. */
async function pageOf(response: Response): Promise<string> {
  return (await response.text()).replace(/nonce="[^"]*"/g, '').replace(/"nonce":"[^"]*"/g, '')
}

test('an address that is known and one that is not get the same page', async () => {
  const known = await server.post('/sign-in', { email: 'maija@laukaa.fi' })
  const unknown = await server.post('/sign-in', { email: 'saija@laukaa.fi' })
  expect([known.status, unknown.status]).toEqual([200, 200])
  const [one, other] = [await pageOf(known), await pageOf(unknown)]
  expect(one).toContain('Jos osoite on tiedossamme')
  expect(one.replaceAll('maija', 'saija')).toBe(other)
  expect(await server.db.read.$count(letters)).toBe(1)
})

test('an address that is none is asked for again, with what was typed', async () => {
  const answer = await server.post('/sign-in', { email: 'maija(at)laukaa.fi', next: '/events' })
  expect(answer.status).toBe(400)
  const page = await answer.text()
  expect(page).toContain('value="maija(at)laukaa.fi"')
  expect(page).toContain('aria-invalid="true"')
})

test('opening a link signs nobody in, shows no address, runs no script and is kept nowhere', async () => {
  const link = await freshLink()
  for (let time = 0; time < 3; time++) {
    const answer = await server.get(link)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'")
    const page = await answer.text()
    expect(page).toContain('Maija Lehto')
    expect(page).not.toContain('maija@laukaa.fi')
    expect(page).not.toMatch(/<script|modulepreload/)
  }
  const pressed = await server.post(link, {})
  expect(pressed.status).toBe(302)
  expect(pressed.headers.get('set-cookie')).toMatch(/^kutsu=[\w-]{43}; HttpOnly; .*SameSite=Lax/)
})

test('a used link and an unknown one say so, with a way to a new one', async () => {
  const link = await freshLink()
  await server.post(link, {})
  for (const [address, status, words] of [
    [link, 410, 'Linkki on jo käytetty'],
    [`/sign-in/${'a'.repeat(52)}`, 404, 'Tätä linkkiä ei ole'],
  ] as const) {
    for (const answer of [await server.get(address), await server.post(address, {})]) {
      expect(answer.status).toBe(status)
      expect(answer.headers.get('set-cookie')).toBeNull()
      const page = await answer.text()
      expect(page).toContain(words)
      expect(page).toContain('href="/sign-in"')
    }
  }
})

test('a form from another site, or from nowhere, signs nobody in and does not use the link up', async () => {
  const link = await freshLink()
  const foreign: Record<string, string>[] = [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example' },
  ]
  for (const headers of foreign) {
    const answer = await server.post(link, {}, { headers })
    expect(answer.status).toBe(403)
  }
  expect((await server.post(link, {})).status).toBe(302)
})

test('signing in leads back to a page of ours, never to another site', async () => {
  for (const [next, place] of [
    ['/admin/outbox?state=sent', '/admin/outbox?state=sent'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/\t/evil.example', '/'],
  ] as const) {
    const answer = await server.post(`${await freshLink()}?next=${encodeURIComponent(next)}`, {})
    expect(answer.headers.get('location')).toBe(place)
  }
})

test('a page behind sign-in leads there and back; signing out ends the session on the server', async () => {
  const away = await server.get('/admin/outbox?state=sent')
  expect(away.status).toBe(302)
  expect(away.headers.get('location')).toBe('/sign-in?next=%2Fadmin%2Foutbox%3Fstate%3Dsent')
  const cookie = await server.signInAs('maija@laukaa.fi')
  const outbox = await server.get('/admin/outbox', { cookie })
  expect(outbox.status).toBe(200)
  expect(outbox.headers.get('cache-control')).toBe('no-store')
  const out = await server.post('/sign-out', {}, { cookie })
  expect(out.headers.get('set-cookie')).toMatch(/^kutsu=; .*Max-Age=0/)
  expect((await server.get('/admin/outbox', { cookie })).status).toBe(302)
})

test('an administrator reads a letter without the live link in it', async () => {
  await server.post('/sign-in', { email: 'maija@laukaa.fi' })
  const cookie = await server.signInAs('maija@laukaa.fi')
  const [letter] = await server.db.read.select().from(letters)
  const page = await (await server.get(`/admin/outbox/${letter?.id ?? ''}`, { cookie })).text()
  expect(page).toContain('«henkilökohtainen linkki»')
  expect(page).not.toMatch(/sign-in\/[0-9a-z]{20}/)
  expect(page).not.toContain('kutsu-link:')
})

test('one sender asks for ten links at most, whatever the forwarded headers say; what was typed is kept', async () => {
  const statuses: number[] = []
  let last = ''
  for (let time = 0; time < 14; time++) {
    const headers = { 'X-Forwarded-For': `10.0.0.${String(time)}`, Forwarded: `for=10.0.1.${String(time)}` }
    const answer = await server.post('/sign-in', { email: `n${String(time)}@laukaa.fi` }, { headers })
    statuses.push(answer.status)
    last = await answer.text()
  }
  expect(statuses.at(-1)).toBe(429)
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(10)
  expect(last).toContain('value="n13@laukaa.fi"')
  expect(last).toContain('Odota hetki')
})

test('no token is in the data folder or the log of the server', async () => {
  const link = await freshLink()
  await server.get(link)
  const pressed = await server.post(link, {})
  const held = /kutsu=([\w-]+)/.exec(pressed.headers.get('set-cookie') ?? '')?.[1] ?? ''
  const cookie = `kutsu=${held}`
  await server.get('/admin/outbox', { cookie })
  await server.get(`${link}/nothing`)
  const files = await readdir(server.dataDir)
  const bytes = Buffer.concat(await Promise.all(files.map((file) => readFile(path.join(server.dataDir, file)))))
  const everything = Buffer.concat([bytes, Buffer.from(server.output())])
  expect(everything.includes('maija@laukaa.fi')).toBe(true)
  const token = link.split('/').at(-1) ?? ''
  expect(everything.includes(token.slice(0, 20))).toBe(true)
  for (const never of [held, token.slice(20)]) {
    expect(never.length).toBeGreaterThan(30)
    expect(everything.includes(never)).toBe(false)
  }
})
