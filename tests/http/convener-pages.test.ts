import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  makeAssociation,
  makeEvent,
  makeInvitation,
  makeOrganiser,
  makePerson,
  makeVenue,
  type OrganiserRow,
} from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

let server: TestServer
let organiser: OrganiserRow
let cookie: string
beforeAll(async () => {
  server = await startServer()
  organiser = await makeOrganiser(server.db)
  const liaison = await makePerson(server.db, {}, [{ role: 'liaison', scopeId: organiser.id }])
  cookie = await server.signInAs(liaison.email)
})
afterAll(async () => {
  await server.close()
})

const page = async (path: string, who = cookie) => (await server.get(path, { cookie: who })).text()

test('before a change or a cancelling the convener hears what the invited are told, if anybody is invited', async () => {
  const event = await makeEvent(server.db, { organiserId: organiser.id })
  const edit = () => page(`/events/${event.id}/edit?lang=fi`)
  const cancel = () => page(`/events/${event.id}/cancel?lang=fi`)
  expect(await edit()).not.toContain('kutsutut saavat')
  expect(await cancel()).not.toContain('Kutsutut saavat')
  await makeInvitation(server.db, { eventId: event.id })
  expect(await edit()).toContain('kutsutut saavat siitä yhden viestin')
  expect(await cancel()).toContain('Kutsutut saavat heti viestin perumisesta')
})

test('after saving the convener hears who does not fit; others and later readers do not', async () => {
  const venue = await makeVenue(server.db, { municipalityId: organiser.id, seats: 30 })
  const event = await makeEvent(server.db, { organiserId: organiser.id, venueId: venue.id, capacity: 40 })
  await makeInvitation(server.db, { eventId: event.id, answer: 'yes', place: 'seat', people: 20 })
  const path = `/events/${event.id}?lang=fi`
  expect(await page(`${path}&done=changed`)).toContain('tilassa on vain 30 paikkaa')
  expect(await page(path)).not.toContain('tilassa on vain')
  expect(await page(`${path}&done=changed`, '')).not.toContain('tilassa on vain')

  const small = await makeEvent(server.db, { organiserId: organiser.id, capacity: 10 })
  await makeInvitation(server.db, { eventId: small.id, answer: 'yes', place: 'seat', people: 27 })
  expect(await page(`/events/${small.id}?lang=fi&done=moved`)).toContain('27 on jo tulossa, paikkoja on 10.')
})

test('a deleted draft is told of', async () => {
  const draft = await makeEvent(server.db, { organiserId: organiser.id, state: 'draft' })
  const answer = await server.post(`/events/${draft.id}/delete`, {}, { cookie })
  expect(await page(`${answer.headers.get('Location') ?? ''}&lang=fi`)).toContain('Luonnos on poistettu.')
})

test('an error on the planners’ page stands without the success before it', async () => {
  const event = await makeEvent(server.db, { organiserId: organiser.id })
  const association = await makeAssociation(server.db, { municipalityId: organiser.id })
  const path = `/events/${event.id}/planners`
  const fields = { associationId: association.id, name: 'Ritva Aho', email: 'ritva@yhdistys.example', language: 'fi' }
  const named = (await server.post(path, fields, { cookie })).headers.get('Location') ?? ''
  expect(await page(`${named}&lang=fi`)).toContain('Ritva Aho on nyt suunnitteluryhmässä.')
  const again = await (await server.post(`${named}&lang=fi`, fields, { cookie })).text()
  expect(again).toContain('Hän on jo suunnitteluryhmässä.')
  expect(again).not.toContain('Ritva Aho on nyt suunnitteluryhmässä.')
})

test('the calendar counts what will be held, and shows what was cancelled', async () => {
  const convening = await makeOrganiser(server.db, { kind: 'sector' })
  const organiserId = convening.id
  for (const title of ['Eka', 'Toka']) await makeEvent(server.db, { organiserId, title: { fi: title } })
  await makeEvent(server.db, {
    organiserId,
    title: { fi: 'Peruttu ilta' },
    state: 'cancelled',
    cancelReason: { fi: 'x' },
  })
  const html = await page(`/calendar?organiser=${organiserId}&lang=fi`, '')
  expect(html).toContain('2 tulevaa tilaisuutta')
  expect(html).toContain('Peruttu ilta')
})
