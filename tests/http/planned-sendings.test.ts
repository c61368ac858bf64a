import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invitations, sendings } from '#app/features/invitations/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { isoDay } from '#app/lib/dates.ts'
import {
  makeAssociation,
  makeEvent,
  makeInvitation,
  makeLetter,
  makeOrganiser,
  makePerson,
} from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

/* A sending that waits for its time, and a letter that did not arrive, as a browser without script meets them. */

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server.close()
})

const tomorrow = isoDay(Date.now() + 86_400_000, 'Europe/Helsinki')

/** A convener who is about to press "Send" for one association. */
async function ready() {
  const organiser = await makeOrganiser(server.db)
  const liaison = await makePerson(server.db, {}, [{ role: 'liaison', scopeId: organiser.id }])
  await makeAssociation(server.db, { municipalityId: organiser.id })
  const event = await makeEvent(server.db, { organiserId: organiser.id })
  const cookie = await server.signInAs(liaison.email)
  const base = `/events/${event.id}/invitations`
  const post = (rest: string, fields: Record<string, string>) => server.post(`${base}${rest}`, fields, { cookie })
  const page = async (rest: string, query = '') =>
    (await server.get(`${base}${rest}?lang=fi${query}`, { cookie })).text()
  await post('/new', { intent: 'rule', municipality: organiser.id })
  await post('/new/letter', { 'fi.subject': 'Kutsu', 'fi.body': 'Tervetuloa.', 'fi.summary': 'Tule.', go: 'check' })
  const sending = /name="sending" value="(\w+)"/.exec(await page('/new/send'))?.[1] ?? ''
  const plan = (day: string, time: string) => post('/new/send', { intent: 'send', sending, when: 'later', day, time })
  return { event, sending, post, page, plan }
}

test('a time that is none, or has passed, is told at its field and kept', async () => {
  const { plan, sending } = await ready()
  for (const [day, time, field] of [
    ['banana', '9.00', 'day'],
    [tomorrow, '25', 'time'],
    ['1.1.2020', '9.00', 'day'],
  ] as const) {
    const refused = await plan(day, time)
    expect(refused.status).toBe(409)
    const html = await refused.text()
    expect(html).toContain(`id="send-${field}-error"`)
    expect(html).toMatch(/value="later"[^>]*checked|checked=""[^>]*value="later"/)
  }
  expect(await server.db.read.$count(sendings, eq(sendings.id, sending))).toBe(0)
})

test('a planned sending is shown, moved and called off', async () => {
  const { event, plan, page, post, sending } = await ready()
  expect((await plan(tomorrow, '9.00')).status).toBe(303)
  const shown = await page('')
  expect(shown).toContain('klo 09.00')
  expect(shown).toContain(`/invitations/planned/${sending}`)
  const moved = await post(`/planned/${sending}`, { intent: 'move', day: tomorrow, time: '10.30' })
  expect(moved.status).toBe(303)
  expect(await page('')).toContain('klo 10.30')
  expect((await post(`/planned/${sending}`, { intent: 'cancel' })).status).toBe(303)
  expect(await page('')).not.toContain('klo 10.30')
  expect(await page(`/planned/${sending}`)).toContain('Lähetys on jo alkanut tai se on peruttu.')
  expect(await server.db.read.$count(invitations, eq(invitations.eventId, event.id))).toBe(0)
})

test('a planned sending goes back to its list, or out at once', async () => {
  const back = await ready()
  await back.plan(tomorrow, '9.00')
  const reopened = await back.post(`/planned/${back.sending}`, { intent: 'reopen' })
  expect(reopened.headers.get('Location')).toMatch(/\/new\/list$/)
  expect(await back.page('/new/letter')).toContain('Tervetuloa.')

  const { event, plan, post, sending } = await ready()
  await plan(tomorrow, '9.00')
  expect((await post(`/planned/${sending}`, { intent: 'now' })).status).toBe(303)
  const made = () => server.db.read.$count(invitations, eq(invitations.eventId, event.id))
  await expect.poll(made, { timeout: 30_000 }).toBe(1)
})

test('a letter that failed is sent again by its convener, from the list of those not reached', async () => {
  const { event, page, post } = await ready()
  const guest = await makeInvitation(server.db, { eventId: event.id, name: 'Kylän Seura ry' })
  const letter = await makeLetter(server.db, { subjectId: guest.id, queuedAt: guest.queuedAt ?? 0 })
  expect(await page('', '&part=notReached')).toContain(`/invitations/${guest.id}/letter`)
  const told = await page(`/${guest.id}/letter`)
  expect(told).toContain('550 no such mailbox')
  expect((await post(`/${guest.id}/letter`, {})).status).toBe(303)
  const [row] = await server.db.read.select().from(letters).where(eq(letters.id, letter.id))
  expect(row).toMatchObject({ state: 'waiting', attempts: 0 })
})
