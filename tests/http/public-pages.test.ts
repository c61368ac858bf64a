import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { publishedAgendas } from '#app/features/agenda/tables.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { makeEvent, makeOrganiser, makePerson } from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server.close()
})

const get = (path: string, headers: Record<string, string> = {}) => server.get(path, { headers })

test('the second reader gets the bytes of the first, or hears that nothing has changed', async () => {
  const event = await makeEvent(server.db, { title: { fi: 'Kevään järjestöfoorumi' } })
  const first = await get(`/events/${event.id}`)
  const html = await first.text()
  const second = await get(`/events/${event.id}`)
  expect(await second.text()).toBe(html)
  expect(second.headers.get('ETag')).toBe(first.headers.get('ETag'))
  const etag = first.headers.get('ETag') ?? ''
  // Without a word of its own on caches, fetch asks for a fresh copy.
  const again = await get(`/events/${event.id}`, { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' })
  expect(again.status).toBe(304)
  const policies = [first, second].map((answer) => answer.headers.get('Content-Security-Policy'))
  expect(policies[0]).toContain("script-src 'self' 'nonce-")
  expect(policies[0]).not.toBe(policies[1])
  expect(html).not.toContain('nonce')
})

test('a change is there at the next request', async () => {
  const event = await makeEvent(server.db, { title: { fi: 'Vanha nimi' } })
  expect(await (await get('/calendar')).text()).toContain('Vanha nimi')
  expect(await (await get(`/events/${event.id}`)).text()).toContain('Vanha nimi')
  await server.db.write(async (tx) =>
    tx
      .update(events)
      .set({ title: { fi: 'Uusi nimi' } })
      .where(eq(events.id, event.id)),
  )
  expect(await (await get('/calendar')).text()).toContain('Uusi nimi')
  expect(await (await get(`/events/${event.id}`)).text()).toContain('Uusi nimi')
  await server.db.write(async (tx) => tx.update(events).set({ state: 'draft' }).where(eq(events.id, event.id)))
  expect((await get(`/events/${event.id}`)).status).toBe(404)
  expect(await (await get('/calendar')).text()).not.toContain('Uusi nimi')
})

test('each language has its page, whether the address, the cookie or the browser asks for it', async () => {
  const event = await makeEvent(server.db, { title: { fi: 'Foorumi', sv: 'Föreningsforum' } })
  const path = `/events/${event.id}`
  const lang = async (answer: Response) => /<html lang="(\w+)"/.exec(await answer.text())?.[1]
  expect(await lang(await get(path))).toBe('fi')
  expect(await lang(await get(path, { Cookie: 'lang=sv' }))).toBe('sv')
  expect(await lang(await get(path, { 'Accept-Language': 'en' }))).toBe('en')
  for (let time = 0; time < 2; time += 1) {
    const asked = await get(`${path}?lang=sv`)
    expect(asked.headers.getSetCookie().join()).toMatch(/^lang=sv;/)
    expect(asked.headers.get('Vary')).toContain('Accept-Language')
    expect(await lang(asked)).toBe('sv')
  }
})

test('who is signed in gets a page of their own, and nobody else gets it', async () => {
  const organiser = await makeOrganiser(server.db)
  const person = await makePerson(server.db, { name: 'Maija Lehto' }, [{ role: 'liaison', scopeId: organiser.id }])
  const event = await makeEvent(server.db, { organiserId: organiser.id })
  const cookie = await server.signInAs(person.email)
  const path = `/events/${event.id}`
  for (let time = 0; time < 2; time += 1) {
    const own = await server.get(path, { cookie })
    expect(own.headers.get('Cache-Control')).toBe('no-store')
    expect(await own.text()).toContain(`${path}/invitations`)
    const guest = await get(path)
    expect(guest.headers.get('Cache-Control')).toBeNull()
    expect(await guest.text()).not.toContain(`${path}/invitations`)
  }
})

test('every letter arrives whole, wherever it falls in what is sent', async () => {
  const event = await makeEvent(server.db)
  // Short texts of letters of two, three and four bytes: some of them stand across the ends of React's buffers.
  const items = Array.from({ length: 200 }, (_, place) => ({
    ...emptyItem,
    id: String(place),
    title: `${'a'.repeat(place % 7)}${'ä…\u{1F469}'.repeat(8)}`,
    minutes: 1,
    presenter: 'Mäkelä',
  }))
  const agenda = { eventId: event.id, version: 1, publishedAt: Date.now(), publishedBy: null, items }
  await server.db.write(async (tx) => tx.insert(publishedAgendas).values(agenda))
  const html = await (await get(`/events/${event.id}`)).text()
  expect(items.filter(({ title }) => !html.includes(`>${title}<`))).toEqual([])
  expect(html.includes('\0')).toBe(false)
})
