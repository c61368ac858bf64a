import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { events } from '#app/features/events/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import {
  makeAnswerLink,
  makeAssociation,
  makeEvent,
  makeInvitation,
  makeLetter,
  makeOrganiser,
  makePerson,
} from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server.close()
})
const t = words('fi')

/** An event of an organiser, and the cookie of its liaison person. */
async function convened() {
  const { db } = server
  const organiser = await makeOrganiser(db)
  const liaison = await makePerson(db, {}, [{ role: 'liaison', scopeId: organiser.id }])
  const event = await makeEvent(db, { organiserId: organiser.id, convenerId: liaison.id })
  return { organiser, event, cookie: await server.signInAs(liaison.email) }
}

test('one who holds seats is not told that all are taken, whatever the capacity was lowered to', async () => {
  const { db } = server
  const event = await makeEvent(db, { capacity: 80 })
  const seat = { eventId: event.id, answer: 'yes', place: 'seat' } as const
  await makeInvitation(db, { ...seat, people: 77 })
  const holder = await makeInvitation(db, { ...seat, people: 3 })
  const path = `${new URL(await makeAnswerLink(db, holder, server)).pathname}?lang=fi`
  await db.write(async (tx) => tx.update(events).set({ capacity: 50 }).where(eq(events.id, event.id)))

  const html = await (await server.get(path)).text()
  expect(html).not.toContain(t('invitations:rsvp.full'))
  expect(html).not.toContain('pääsette jonoon')
  const save = (people: string, message: string) =>
    server.post(path, { part: 'details', answer: 'yes', people, message })
  expect((await save('3', 'Tulemme junalla.')).status).toBe(303)
  expect((await save('2', 'Tulemme junalla.')).status).toBe(303)
  const more = await save('3', '')
  expect(more.status).toBe(409)
  const refusal = await more.text()
  expect(refusal).toContain('paikkoja on jäljellä 2, tulijoita oli 3')
  expect(refusal).not.toContain(t('invitations:refusals.full'))
})

test('cancelling an event in the browser stops its letters that wait', async () => {
  const { event, cookie } = await convened()
  const guest = await makeInvitation(server.db, { eventId: event.id })
  const letter = await makeLetter(server.db, { subjectId: guest.id, state: 'waiting' })
  const other = await makeLetter(server.db, { state: 'waiting' })
  const cancelled = await server.post(`/events/${event.id}/cancel`, { reasonFi: 'Sali on suljettu.' }, { cookie })
  expect(cancelled.status).toBe(302)
  const stateOf = async (id: string) =>
    (await server.db.read.select({ state: letters.state }).from(letters).where(eq(letters.id, id)))[0]?.state
  expect([await stateOf(letter.id), await stateOf(other.id)]).toEqual(['stopped', 'waiting'])
})

test('the list before sending has the withdrawn as new, and says that they were withdrawn', async () => {
  const { organiser, event, cookie } = await convened()
  const association = await makeAssociation(server.db, { municipalityId: organiser.id, name: 'Kylän Seura ry' })
  const guest = await makeInvitation(server.db, { eventId: event.id, recipientId: association.id })
  const inviting = `/events/${event.id}/invitations/new`
  const read = async () => (await server.get(`${inviting}/list?lang=fi`, { cookie })).text()
  const add = { intent: 'single', add: `association:${association.id}` }
  expect((await server.post(`${inviting}/list`, add, { cookie })).status).toBe(303)
  expect(await read()).toContain(t('audiences:list.nobodyLeft'))

  const withdrawn = await server.post(`/events/${event.id}/invitations`, { invitationId: guest.id }, { cookie })
  expect(withdrawn.status).toBe(303)
  expect(await read()).toContain(t('audiences:list.withdrawn'))
  const letter = { 'fi.subject': 'Kutsu', 'fi.body': 'Tervetuloa.', 'fi.summary': 'Tule mukaan.', go: 'check' }
  expect((await server.post(`${inviting}/letter`, letter, { cookie })).status).toBe(303)
  const page = await (await server.get(`${inviting}/send`, { cookie })).text()
  const sending = /name="sending" value="([0-9a-z]{20})"/.exec(page)?.[1] ?? ''
  const sent = await server.post(`${inviting}/send`, { intent: 'send', sending }, { cookie })
  expect(sent.status).toBe(303)
  const standing = async () =>
    (await server.db.read.select().from(invitations).where(eq(invitations.id, guest.id)))[0]?.withdrawnAt
  await expect.poll(standing, { timeout: 20_000 }).toBeNull()
})

test('the answers come as a table without needs, in which nothing that a guest typed is a formula (SEC-15)', async () => {
  const { event, cookie } = await convened()
  const evil = '=HYPERLINK("https://evil.example";"Paina")'
  const coming = { answer: 'yes', place: 'seat', people: 2, answeredAt: Date.now() } as const
  await makeInvitation(server.db, { eventId: event.id, name: 'Äänekosken Kylät ry', message: evil, ...coming })
  await makeInvitation(server.db, { eventId: event.id, name: 'Peruttu ry', withdrawnAt: Date.now() })
  const answer = await server.get(`/events/${event.id}/answers.csv?lang=fi`, { cookie })
  expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  const bytes = Buffer.from(await answer.arrayBuffer())
  // The byte order mark, without which Excel reads ä as two letters.
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const table = bytes.toString()
  expect(table).toContain('Äänekosken Kylät ry;järjestö;')
  expect(table).toContain(`;tulee;2;0;;"'=HYPERLINK(""https`)
  expect(table).not.toContain('Peruttu ry')
})
