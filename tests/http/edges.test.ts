import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAnswerLink, makeInvitation, makePerson } from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server.close()
})

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

/** A request as it is written, without a browser's mending of the path. */
function raw(path: string, options: { method?: string; headers?: Record<string, string>; body?: Buffer[] } = {}) {
  const { port } = new URL(server.baseUrl)
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const { method = 'GET', headers = {} } = options
    const asked = httpRequest({
      host: '127.0.0.1',
      port,
      path,
      method,
      headers: { Origin: server.baseUrl, ...headers },
    })
    asked.on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() })
      })
    })
    asked.on('error', reject)
    for (const part of options.body ?? []) asked.write(part)
    asked.end()
  })
}

test('a field that names the sixty millionth place of a list is no field', async () => {
  const answer = await server.post('/sign-in?lang=fi', { 'email[60000000]': 'x', 'next[3]': 'x' })
  const text = await answer.text()
  expect(answer.status).toBe(400)
  expect(text.length).toBeLessThan(50_000)
  expect(text).toContain('Kirjoita sähköpostiosoitteesi.')
})

test('a form that is too large is refused while it comes, whether it says its length or not', async () => {
  const body = Array.from({ length: 6 }, () => Buffer.alloc(100_000, 'a'))
  const told = await raw('/sign-in?lang=fi', { method: 'POST', headers: { ...form, 'Content-Length': '600000' }, body })
  expect(told.status).toBe(413)
  expect(told.text).toContain('Lähetys on liian suuri')
  const chunked = { ...form, 'Transfer-Encoding': 'chunked' }
  expect((await raw('/sign-in?lang=fi', { method: 'POST', headers: chunked, body })).status).toBe(413)
  expect((await server.get('/livez')).status).toBe(200)
})

test('what is no form is refused in words', async () => {
  const headers = { 'Content-Type': 'application/json' }
  const answer = await raw('/sign-in?lang=sv', { method: 'POST', headers, body: [Buffer.from('{}')] })
  expect(answer.status).toBe(415)
  expect(answer.text).toContain('togs inte emot')
  expect(server.output()).not.toContain('unexpected')
})

test('a form from elsewhere is refused in the language of its sender', async () => {
  const headers = { Origin: 'https://evil.example', 'Accept-Language': 'en', ...form }
  const answer = await raw('/sign-in', { method: 'POST', headers, body: [Buffer.from('email=a@b.fi')] })
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('What you sent was not accepted')
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
})

test('a personal address stays one however it is written: no script, no store, and no log has it', async () => {
  const invitation = await makeInvitation(server.db)
  const token = new URL(await makeAnswerLink(server.db, invitation, server)).pathname.split('/').at(-1) ?? ''
  for (const path of [`/rsvp/${token}`, `/RSVP/${token}`, `/%72svp/${token}`, `/rsvp/${token}%`, `/rsvp/${token}/%`]) {
    const answer = await raw(`${path}?lang=fi`)
    expect([200, 404]).toContain(answer.status)
    expect(answer.headers['content-security-policy']).toContain("script-src 'none'")
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.text).toContain('<html lang="fi"')
  }
  expect(server.output()).not.toContain(token)
})

test.each(['//', '/events/%E0', '/%', '/events/%00', '/calendar.ics?lang=%E0%A4%A', '//evil.example/calendar'])(
  '%s is answered in words, and is no trouble of ours',
  async (path) => {
    const { status } = await raw(path)
    expect(status).toBeLessThan(500)
    expect(server.output()).not.toContain('unexpected')
  },
)

test('signing in leads to a page with letters that no header can carry', async () => {
  const person = await makePerson(server.db)
  const asked = await server.post('/sign-in', { email: person.email, next: '/events?haku=€' })
  expect(asked.status).toBe(200)
  const page = await server.get('/sign-in?next=/events?haku=€')
  expect(await page.text()).toContain('/events?haku=%E2%82%AC')
})

test('files are served with the headers of pages', async () => {
  const { headers } = await server.get('/favicon.svg')
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
})
