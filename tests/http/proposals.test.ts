import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { commentsOf, proposalOf, proposalsOf } from '#app/features/proposals/queries.server.ts'
import {
  makeAssociation,
  makeEvent,
  makeOrganiser,
  makePerson,
  type AssociationRow,
  type OrganiserRow,
  type PersonRow,
} from '#tests/support/makers.ts'
import { makeProposal } from '#tests/support/make-proposal.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

/* Proposals without script: plain forms, answered by the server. */

let server: TestServer
let organiser: OrganiserRow
let youth: AssociationRow
let member: PersonRow
let convener: string
let proposer: string
beforeAll(async () => {
  server = await startServer()
  const { db } = server
  organiser = await makeOrganiser(db)
  youth = await makeAssociation(db, { municipalityId: organiser.id, name: 'Pihapiirin Nuoret ry' })
  const liaison = await makePerson(db, {}, [{ role: 'liaison', scopeId: organiser.id }])
  member = await makePerson(db, { name: 'Aada Nieminen' }, [{ role: 'member', scopeId: youth.id }])
  convener = await server.signInAs(liaison.email)
  proposer = await server.signInAs(member.email)
})
afterAll(async () => {
  await server.close()
})

const event = () => makeEvent(server.db, { organiserId: organiser.id })
const text = async (path: string, cookie: string) =>
  (await (await server.get(`${path}${path.includes('?') ? '&' : '?'}lang=fi`, { cookie })).text()).replaceAll(
    '\u00AD',
    '',
  )
const valid = { title: 'Nuorille paikka iltaan', why: 'Ovet ovat kiinni.', minutes: '15', speaker: '', lang: 'fi' }

async function proposed() {
  const { id } = await event()
  const proposal = await makeProposal(server.db, { eventId: id, proposerId: member.id, associationId: youth.id })
  return { eventId: id, proposalId: proposal.id, page: `/events/${id}/proposals/${proposal.id}` }
}

test('a member finds the way on the public event page; a stranger and one who only convenes elsewhere do not', async () => {
  const { id } = await event()
  const path = `/events/${id}`
  expect(await text(path, proposer)).toContain(`href="/events/${id}/proposals/new"`)
  expect(await text(path, '')).not.toContain('/proposals')
  const other = await makePerson(server.db, {}, [{ role: 'liaison', scopeId: (await makeOrganiser(server.db)).id }])
  expect(await text(path, await server.signInAs(other.email))).not.toContain('/proposals')
})

test('a topic with faults comes back with what was typed and each fault beside its field', async () => {
  const { id } = await event()
  const sent = { ...valid, title: ' ', minutes: '500', speaker: 'Aada' }
  const answer = await server.post(`/events/${id}/proposals/new?lang=fi`, sent, { cookie: proposer })
  const html = await answer.text()
  expect(answer.status).toBe(400)
  expect(html).toMatch(/id="proposal-title-error"[^>]*>.*Kirjoita aihe\./)
  expect(html).toMatch(/id="proposal-minutes-error"[^>]*>.*Kirjoita kesto minuutteina, 1–240\./)
  expect(html).toContain('value="500"')
  expect(html).toContain('value="Aada"')
  expect(html).toContain('Ovet ovat kiinni.')
  expect(html).toContain('href="#proposal-title"')
  expect(await proposalsOf(server.db.read, id)).toEqual([])
})

test('a topic for an association that is not theirs is refused beside the question for whom', async () => {
  const { id } = await event()
  const other = await makeAssociation(server.db, { municipalityId: organiser.id })
  const second = await makeAssociation(server.db, { municipalityId: organiser.id, name: 'Toinen ry' })
  const both = [youth, second].map(({ id: scopeId }) => ({ role: 'member' as const, scopeId }))
  const cookie = await server.signInAs((await makePerson(server.db, {}, both)).email)
  const form = await text(`/events/${id}/proposals/new`, cookie)
  expect(form).toContain('Toinen ry')
  const sent = { ...valid, associationId: other.id }
  const answer = await server.post(`/events/${id}/proposals/new?lang=fi`, sent, { cookie })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toMatch(/id="proposal-associationId-error"[^>]*>.*Valitse järjestö/)
})

test('a topic is proposed, changed, withdrawn after a question, and then gone from the list', async () => {
  const { id } = await event()
  const list = `/events/${id}/proposals`
  const sent = { ...valid, associationId: youth.id }
  const made = await server.post(`${list}/new`, sent, { cookie: proposer })
  const page = new URL(made.headers.get('Location') ?? '', server.baseUrl).pathname
  expect(await text(list, proposer)).toContain(valid.title)
  await server.post(`${page}/edit`, { ...valid, minutes: '20' }, { cookie: proposer })
  expect(await text(page, proposer)).toContain('20\u00A0min')
  expect(await text(`${page}?withdraw=yes`, proposer)).toContain('Perutaanko ehdotus')
  await server.post(page, { intent: 'withdraw' }, { cookie: proposer })
  expect(await text(list, proposer)).not.toContain(valid.title)
  expect(await text(page, proposer)).toContain('Ehdottaja on perunut ehdotuksen.')
})

test('support is a plain form before script, and leads back to where it was pressed', async () => {
  const { page, eventId, proposalId } = await proposed()
  const village = await makeAssociation(server.db, { municipalityId: organiser.id, name: 'Kyläseura ry' })
  const villager = await makePerson(server.db, {}, [{ role: 'member', scopeId: village.id }])
  const cookie = await server.signInAs(villager.email)
  const list = await text(`/events/${eventId}/proposals`, cookie)
  expect(list).toMatch(/<button[^>]*value="support"[^>]*aria-pressed="false"/)
  const press = (intent: string, more = {}) =>
    server.post(`${page}/press`, { intent, associationId: village.id, ...more }, { cookie })
  expect((await press('support')).headers.get('Location')).toBe(page)
  expect(await text(`/events/${eventId}/proposals`, cookie)).toMatch(
    /<button[^>]*value="unsupport"[^>]*aria-pressed="true"/,
  )
  const names = async () => (await proposalOf(server.db.read, eventId, proposalId))?.supporters.map(({ name }) => name)
  expect(await names()).toEqual(['Kyläseura ry'])
  const back = await press('unsupport', { back: 'agenda' })
  expect(back.headers.get('Location')).toBe(`/events/${eventId}/agenda#proposals`)
  expect(await names()).toEqual([])
})

test('an empty comment comes back with its fault; a written one is marked with its language and can be deleted', async () => {
  const { page, proposalId } = await proposed()
  const empty = await server.post(
    `${page}?lang=fi`,
    { intent: 'comment', associationId: youth.id, text: '', lang: 'sv' },
    { cookie: proposer },
  )
  expect(empty.status).toBe(400)
  expect(await empty.text()).toMatch(/id="comment-text-error"[^>]*>.*Kirjoita kommentti\./)
  const words = { intent: 'comment', associationId: youth.id, text: 'Vi kommer gärna.', lang: 'sv' }
  await server.post(page, words, { cookie: proposer })
  expect(await text(page, proposer)).toMatch(/lang="sv">Vi kommer gärna\./)
  const [comment] = await commentsOf(server.db.read, proposalId)
  await server.post(page, { intent: 'deleteComment', commentId: comment?.id ?? '' }, { cookie: proposer })
  expect(await commentsOf(server.db.read, proposalId)).toEqual([])
})

test('"not now" without a reason comes back beside the field; with one it stands on the page', async () => {
  const { page } = await proposed()
  const empty = await server.post(
    `${page}?lang=fi`,
    { intent: 'decline', reason: '  ', lang: 'fi' },
    { cookie: convener },
  )
  expect(empty.status).toBe(400)
  expect(await empty.text()).toMatch(/id="decline-reason-error"[^>]*>.*Kirjoita perustelu\./)
  await server.post(page, { intent: 'decline', reason: 'Syksyllä.', lang: 'fi' }, { cookie: convener })
  expect(await text(page, proposer)).toContain('Syksyllä.')
  const again = await server.post(
    `${page}?lang=fi`,
    { intent: 'decline', reason: 'Ei.', lang: 'fi' },
    { cookie: convener },
  )
  expect(again.status).toBe(409)
  expect(await again.text()).toContain('Ehdotukseen on jo vastattu.')
})

test('a topic that the convener takes in stands in the agenda at once, and pressing again adds nothing', async () => {
  const { page, eventId, proposalId } = await proposed()
  for (let press = 0; press < 2; press += 1) {
    expect((await server.post(`${page}/press`, { intent: 'take' }, { cookie: convener })).status).toBe(302)
  }
  const items = await agendaFor(server.db.read, eventId)
  expect(items).toMatchObject([{ title: valid.title, proposalId, associationId: youth.id, state: 'proposed' }])
  expect(await text(page, proposer)).toContain('Aihe on otettu ohjelmaan.')
  expect(await server.db.read.$count(letters, eq(letters.subjectId, proposalId))).toBe(1)
})

test('a press by script is answered in words, and one by a plain form on the page of the proposal', async () => {
  const { page, eventId } = await proposed()
  const asking = { intent: 'support', associationId: 'none' }
  const json = { cookie: proposer, headers: { Accept: 'application/json' } }
  const answer = await server.post(`${page}/press?lang=fi`, asking, json)
  expect([answer.status, await answer.json()]).toEqual([
    409,
    { ok: false, trouble: 'Valitse järjestö, jonka puolesta toimit.' },
  ])
  const village = await makeAssociation(server.db, { municipalityId: organiser.id })
  const villager = await makePerson(server.db, {}, [{ role: 'member', scopeId: village.id }])
  const cookie = await server.signInAs(villager.email)
  const support = { intent: 'support', associationId: village.id }
  const done = await server.post(`${page}/press`, support, { ...json, cookie })
  expect([done.status, await done.json()]).toEqual([200, { ok: true, trouble: null }])
  const plain = await server.post(`${page}/press`, asking, { cookie: proposer })
  const back = new URL(plain.headers.get('Location') ?? '', server.baseUrl)
  expect(back.pathname).toBe(page)
  expect(await text(back.pathname + back.search, proposer)).toContain('Valitse järjestö, jonka puolesta toimit.')
  expect((await proposalsOf(server.db.read, eventId))[0]?.supporters).toHaveLength(1)
})

test('the convener is asked for an answer at home, until there is one', async () => {
  const { page, eventId } = await proposed()
  const task = `href="/events/${eventId}/proposals"`
  expect(await text('/', convener)).toContain(task)
  await server.post(page, { intent: 'decline', reason: 'Syksyllä.', lang: 'fi' }, { cookie: convener })
  expect(await text('/', convener)).not.toContain(task)
})

test('before a draft is deleted, what was proposed to it is named among what goes', async () => {
  const draft = await makeEvent(server.db, { organiserId: organiser.id, state: 'draft' })
  await makeProposal(server.db, { eventId: draft.id, proposerId: member.id })
  const path = `/events/${draft.id}/delete`
  expect(await text(path, convener)).toContain('yksi aihe-ehdotus kannatuksineen ja kommentteineen')
  expect((await server.post(path, {}, { cookie: convener })).status).toBe(302)
  expect(await proposalsOf(server.db.read, draft.id)).toEqual([])
})
