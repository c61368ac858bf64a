import { afterAll, beforeAll, expect, test } from 'vitest'
import { setSeatRules } from '#app/features/draws/set-seat-rules.server.ts'
import { invitationOf } from '#app/features/invitations/queries.server.ts'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { makeAnswerLink, makeEvent, makeInvitation, makeOrganiser, makePerson } from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server.close()
})
const t = words('fi')

/** An event where one organisation brings three at most, one who has answered for two, and the cookie of its convener. */
async function limited() {
  const { db } = server
  const organiser = await makeOrganiser(db)
  const liaison = await makePerson(db, {}, [{ role: 'liaison', scopeId: organiser.id }])
  const event = await makeEvent(db, { organiserId: organiser.id, convenerId: liaison.id })
  const rules = { way: 'firstCome' as const, organisationLimit: 3, quotas: {} }
  await setSeatRules(db, { eventId: event.id, rules, actor: { kind: 'system' }, now: Date.now() })
  const saidYes = { answer: 'yes', place: 'seat', people: 2 } as const
  const invitation = await makeInvitation(db, { eventId: event.id, ...saidYes })
  const path = `${new URL(await makeAnswerLink(db, invitation, server)).pathname}?lang=fi`
  const people = async () => (await invitationOf(db.read, event.id, invitation.id))?.people
  return { event, invitation, path, people, cookie: await server.signInAs(liaison.email) }
}

test('a party above the limit of an organisation is refused at its field with how many fit, and the answer before holds', async () => {
  const { path, people } = await limited()
  const form = { part: 'details', answer: 'yes', people: '4', message: 'Tulemme junalla.' }
  const refused = await server.post(path, form)
  expect(refused.status).toBe(409)
  const html = await refused.text()
  expect(html).toContain(t('seats:refusals.overLimit', { count: 3, wanted: 4 }))
  expect(html).toContain(t('invitations:voice.group.stillHolds'))
  expect(html).toMatch(/aria-invalid="true"[^>]*aria-describedby="people-hint people-error"/)
  expect(html).toContain(t('seats:refusals.overLimitField', { count: 3 }))
  expect(html).toContain('Tulemme junalla.')
  expect(await people()).toBe(2)
})

test('the convener who records more than the limit is asked first, and passes it with a tick', async () => {
  const { event, invitation, people, cookie } = await limited()
  const path = `/events/${event.id}/invitations/${invitation.id}?lang=fi`
  const form = { answer: 'yes', people: '4', message: '' }
  const asked = await server.post(path, form, { cookie })
  expect(asked.status).toBe(409)
  expect(await asked.text()).toContain('name="overLimit"')
  expect(await people()).toBe(2)
  expect((await server.post(path, { ...form, overLimit: 'on' }, { cookie })).status).toBe(303)
  expect(await people()).toBe(4)
})

test('numbers that are none are told at their fields and keep what was typed; a draw after the first yes is refused in words', async () => {
  const { event, cookie } = await limited()
  const path = `/events/${event.id}/seats?lang=fi`
  const wrong = await server.post(path, { way: 'firstCome', organisationLimit: 'kolme', official: '0' }, { cookie })
  expect(wrong.status).toBe(400)
  const html = await wrong.text()
  expect(html).toContain(t('draws:troubles.limitRange', { most: 20 }))
  expect(html).toContain(t('draws:troubles.quotaRange', { most: 10_000 }))
  expect(html).toContain('value="kolme"')
  const draw = await server.post(path, { way: 'draw', organisationLimit: '', official: '' }, { cookie })
  expect(draw.status).toBe(409)
  expect(await draw.text()).toContain(t('draws:refusals.asked'))
  const kept = await server.post(path, { way: 'firstCome', organisationLimit: '5', official: '1 000' }, { cookie })
  expect(kept.status).toBe(303)
  expect(await seatRulesOf(server.db.read, event.id)).toMatchObject({
    organisationLimit: 5,
    quotas: { official: 1000 },
  })
})
