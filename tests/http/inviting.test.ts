import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { makeAssociation, makeEvent, makeOrganiser, makePerson, type EventRow } from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

/* Inviting, as a browser without script does it. */

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server.close()
})

const names = ['Ahjo', 'Koti', 'Pato']

/** A published event whose organiser has three associations, and its liaison person's way to invite to it. */
async function inviting(given: Partial<EventRow> = {}) {
  const organiser = await makeOrganiser(server.db)
  const liaison = await makePerson(server.db, {}, [{ role: 'liaison', scopeId: organiser.id }])
  for (const name of names) {
    await makeAssociation(server.db, { id: `${name}-${organiser.id}`, name, municipalityId: organiser.id })
  }
  const event = await makeEvent(server.db, { organiserId: organiser.id, ...given })
  const cookie = await server.signInAs(liaison.email)
  const path = `/events/${event.id}/invitations/new`
  const keys = names.map((name) => `association:${name}-${organiser.id}`)
  return {
    event,
    keys,
    cookie,
    page: async (query: string) => (await server.get(`${path}${query}`, { cookie })).text(),
    send: (query: string, fields: [string, string][]) => server.post(`${path}${query}`, fields, { cookie }),
  }
}

const list = '?associations=on&list=1&lang=fi'
const choice = '?associations=on&lang=fi'
const ticked = (html: string) =>
  [...html.matchAll(/<input[^>]*name="recipient"[^>]*>/g)].map(([tick]) => tick.includes('checked=""'))
const sendingIn = (html: string) => /name="sending" value="(\w+)"/.exec(html)?.[1] ?? ''

test('changing the choice keeps the greeting and who had no tick', async () => {
  const { keys, send } = await inviting()
  const [first = '', , last = ''] = keys
  const greeting = 'Hei!\nTervetuloa "kaikki"'
  const typed: [string, string][] = [
    ['recipient', first],
    ['recipient', last],
    ['greeting.fi', greeting],
  ]
  const pick = await (await send(choice, [...typed, ['change', '1']])).text()
  expect(pick).toContain('<form method="post"')
  const left = [...pick.matchAll(/name="left" value="([^"]+)"/g)].map(([, key]) => key)
  expect(left).toEqual([keys[1]])
  expect(pick).toContain('Hei!\nTervetuloa &quot;kaikki&quot;')

  const carried: [string, string][] = [
    ['greeting.fi', greeting],
    ['left', left[0] ?? ''],
  ]
  const again = await (
    await send(choice, [...carried, ['associations', 'on'], ['officials', 'on'], ['list', '1']])
  ).text()
  expect(again).toMatch(/<textarea[^>]*>\n?Hei!\nTervetuloa &quot;kaikki&quot;<\/textarea>/)
  expect(ticked(again)).toEqual([true, false, true])
  // The list is sent from its own address.
  expect(/<form[^>]*action="([^"]+)"/.exec(again.slice(again.indexOf('<main')))?.[1]).toMatch(
    /\/new\?associations=on&amp;officials=on&amp;list=1$/,
  )

  const nobody = await send(choice, [...carried, ['list', '1']])
  expect(nobody.status).toBe(400)
  const refused = await nobody.text()
  expect(refused).toContain('href="#audience-pick"')
  expect(refused).toContain(`name="left" value="${left[0] ?? ''}"`)
})

test('what is wrong is told on top, with a link to its field, and the list stands as it was ticked', async () => {
  const { keys, page, send } = await inviting()
  const sending = sendingIn(await page(list))
  const tooLong = await send(list, [
    ['sending', sending],
    ['recipient', keys[0] ?? ''],
    ['greeting.fi', 'x'.repeat(3001)],
  ])
  const html = await tooLong.text()
  expect(tooLong.status).toBe(400)
  expect(html).toContain('href="#sending-greeting-fi"')
  expect(html).toContain('id="sending-greeting-fi"')
  expect(ticked(html)).toEqual([true, false, false])

  const nobody = await send(list, [['sending', sending]])
  expect(nobody.status).toBe(409)
  expect(await nobody.text()).toContain('href="#sending-recipient"')
})

test('after sending the page says how many letters go', async () => {
  const { event, keys, cookie, page, send } = await inviting()
  const sending = sendingIn(await page(list))
  const answer = await send(list, [
    ['sending', sending],
    ['recipient', keys[0] ?? ''],
    ['recipient', keys[2] ?? ''],
  ])
  const next = answer.headers.get('Location') ?? ''
  expect(next).toBe(`/events/${event.id}/invitations?part=none&sent=2`)
  expect(await (await server.get(`${next}&lang=fi`, { cookie })).text()).toContain('2 kutsua on lähdössä.')
  const { read } = server.db
  await expect.poll(() => read.$count(invitations, eq(invitations.eventId, event.id)), { timeout: 30_000 }).toBe(2)
})

test('a cancelled event is said to be cancelled, not to be unpublished', async () => {
  const { page, send } = await inviting({ state: 'cancelled', cancelReason: { fi: 'Lumimyrsky.' } })
  const html = await page('?lang=fi')
  expect(html).toContain('Tilaisuus on peruttu, joten siihen ei voi enää kutsua.')
  expect(html).not.toContain('Tilaisuutta ei ole julkaistu.')
  const sent = await send(list, [['sending', 'a'.repeat(20)]])
  expect(await sent.text()).not.toContain('Tilaisuutta ei ole julkaistu.')
})
