import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { changeEvent } from '#app/features/events/change-event.server.ts'
import { deleteEvent } from '#app/features/events/delete-event.server.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { scopeOf } from '#app/features/events/rules.ts'
import { coOrganisers, events } from '#app/features/events/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { nameCoOrganiser } from '#app/features/organising/name-co-organiser.server.ts'
import { coOrganisedEvents, shareOf, totalsOf } from '#app/features/organising/queries.server.ts'
import { removeCoOrganiser } from '#app/features/organising/remove-co-organiser.server.ts'
import { personById } from '#app/features/people/queries.server.ts'
import { allows, type Permission } from '#app/features/people/rules.ts'
import type { Database } from '#db/database.ts'
import { makeCountyForum } from '#tests/support/county-forum.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeEvent, makeInvitation, makeOrganiser, makePerson } from '#tests/support/makers.ts'

const now = Date.now()
const answered = { part: 'answered', page: 1 } as const

async function begin() {
  const db = await openTestDatabase()
  const forum = await makeCountyForum(db)
  return { db, ...forum, details: await detailsOf(db, forum.event.id) }
}

async function detailsOf(db: Database, eventId: string): Promise<EventDetails> {
  const event = await eventById(db.read, eventId)
  if (!event) throw new Error('no event')
  return event
}

test('a co-organiser sees the answers of its own people and nobody else’s name (FOR-4)', async () => {
  const { db, details, jyvaskyla, laukaa, muurame } = await begin()
  const namesOf = async (organiserId: string, part: 'answered' | 'none') =>
    (await shareOf(db.read, details, [organiserId], { part, page: 1 })).rows.map(({ name }) => name)
  expect(await namesOf(jyvaskyla.organiser.id, 'answered')).toEqual([
    'Harjun Vanhemmat ry',
    'Palokan Omakotiyhdistys ry',
  ])
  // A body of a sector belongs to the municipality.
  expect(await namesOf(jyvaskyla.organiser.id, 'none')).toEqual(['Jyväskylän nuorisovaltuusto'])
  expect(await namesOf(laukaa.organiser.id, 'answered')).toEqual(['Kunnanjohtaja, Laukaa', 'Laukaan Omaishoitajat ry'])
  expect(await namesOf(muurame.organiser.id, 'answered')).toEqual([])
})

test('a share holds no address, no message and nothing else that is for the convener', async () => {
  const { db, details, laukaa, invited } = await begin()
  const share = await shareOf(db.read, details, [laukaa.organiser.id], answered)
  const told = JSON.stringify(share)
  expect(told).toContain('Laukaan Omaishoitajat ry')
  for (const secret of [invited.laukaa.email ?? '', 'linja-autolla', 'Ilves', 'Palokan', 'Harjun']) {
    expect(told).not.toContain(secret)
  }
})

test('the totals tell how each municipality answers and add up to all', async () => {
  const { db, details, jyvaskyla, laukaa, muurame, county } = await begin()
  const totals = await totalsOf(db.read, details)
  const line = (organiserId: string) => totals.find(({ organiser }) => organiser.id === organiserId)
  expect(line(jyvaskyla.organiser.id)).toMatchObject({
    invited: 3,
    yes: 1,
    no: 1,
    none: 1,
    people: 2,
    andOthers: false,
  })
  expect(line(laukaa.organiser.id)).toMatchObject({ invited: 2, yes: 1, maybe: 1, people: 2 })
  expect(line(muurame.organiser.id)).toMatchObject({ invited: 0 })
  // The main organiser's line holds those whose municipality organises nothing.
  expect(line(county.id)).toMatchObject({ invited: 1, yes: 1, people: 2, andOthers: true })
  const sum = (count: 'invited' | 'people') => totals.reduce((all, row) => all + row[count], 0)
  expect([sum('invited'), sum('people')]).toEqual([6, 6])
  const { own } = await shareOf(db.read, details, [jyvaskyla.organiser.id], answered)
  expect(own).toEqual({ invited: 3, yes: 1, waiting: 0, maybe: 0, no: 1, none: 1, people: 2 })
})

test('a county that co-organises an event of a municipality sees the answers of its whole area', async () => {
  const { db, county, laukaa, invited } = await begin()
  const event = await makeEvent(db, { organiserId: laukaa.organiser.id })
  const actor = { kind: 'person', personId: laukaa.liaison.id } as const
  await nameCoOrganiser(db, { eventId: event.id, organiserId: county.id, baseUrl: 'https://k.example', actor, now })
  await makeInvitation(db, { eventId: event.id, recipientId: invited.comes.recipientId, name: 'Palokka', answer: 'no' })
  const share = await shareOf(db.read, await detailsOf(db, event.id), [county.id], answered)
  expect(share.rows.map(({ name }) => name)).toEqual(['Palokka'])
})

test('one who asks for the share of an organiser that is none of the event sees nobody', async () => {
  const { db, details, elsewhere } = await begin()
  expect(await shareOf(db.read, details, [elsewhere.id], answered)).toMatchObject({ organisers: [], rows: [] })
})

test('a co-organiser’s liaison person plans and sees their share, and neither invites nor decides', async () => {
  const { db, details, laukaa } = await begin()
  const draft = { ...scopeOf(details), published: false }
  const liaison = await personById(db.read, laukaa.liaison.id)
  const may = (permission: Permission) => allows(liaison, permission, draft)
  const yes: Permission[] = ['readEvent', 'seeAgendaDraft', 'planAgenda', 'runEvent', 'seeProposals', 'seeShare']
  expect(yes.filter((permission) => !may(permission))).toEqual([])
  const no: Permission[] = [
    'editEvent',
    'publishAgenda',
    'lockAgenda',
    'nameCoPlanners',
    'nameOrganisers',
    'decideProposals',
    'seeAnswers',
    'invite',
  ]
  expect(no.filter(may)).toEqual([])
  expect((await coOrganisedEvents(db.read, [laukaa.organiser.id])).map(({ id }) => id)).toEqual([details.id])
})

test('a co-organiser that was taken away sees nothing more', async () => {
  const { db, event, actor, laukaa } = await begin()
  await removeCoOrganiser(db, { eventId: event.id, organiserId: laukaa.organiser.id, actor, now })
  const after = await detailsOf(db, event.id)
  const liaison = await personById(db.read, laukaa.liaison.id)
  for (const permission of ['seeShare', 'seeAgendaDraft', 'planAgenda'] as const) {
    expect(allows(liaison, permission, scopeOf(after))).toBe(false)
  }
  expect(await shareOf(db.read, after, [laukaa.organiser.id], answered)).toMatchObject({
    rows: [],
    own: { invited: 0 },
  })
  expect(await coOrganisedEvents(db.read, [laukaa.organiser.id])).toEqual([])
  const again = { eventId: event.id, organiserId: laukaa.organiser.id, actor, now }
  expect(await removeCoOrganiser(db, again)).toEqual({ ok: false, reason: 'notNamed' })
})

test('its liaison persons are told once, by the mail of the main organiser', async () => {
  const { db, event, actor, elsewhere, coordinator } = await begin()
  const liaison = await makePerson(db, {}, [{ role: 'liaison', scopeId: elsewhere.id }])
  const naming = { eventId: event.id, organiserId: elsewhere.id, baseUrl: 'https://k.example', actor, now }
  expect(await nameCoOrganiser(db, naming)).toEqual({ ok: true })
  expect(await nameCoOrganiser(db, naming)).toEqual({ ok: false, reason: 'organiserNamed' })
  const told = await db.read
    .select()
    .from(letters)
    .where(and(eq(letters.kind, 'coOrganiserNamed'), eq(letters.recipient, liaison.email)))
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({ fromName: 'Keski-Suomen hyvinvointialue', replyTo: coordinator.email })
  expect(told[0]?.text).toContain('Yhteisjärjestäjät: Jyväskylä')
  const verbs = await db.read.select().from(auditRows).where(eq(auditRows.verb, 'nameCoOrganiser'))
  expect(verbs.map(({ actor: who }) => who)).toEqual([coordinator.id])
})

test('the main organiser, an unknown one, and any for an event that is over are refused in words', async () => {
  const { db, event, actor, county, elsewhere } = await begin()
  const naming = { eventId: event.id, baseUrl: 'https://k.example', actor, now }
  const refused = async (organiserId: string, eventId = event.id) => {
    const outcome = await nameCoOrganiser(db, { ...naming, eventId, organiserId })
    return outcome.ok ? null : outcome.reason
  }
  expect(await refused(county.id)).toBe('isOrganiser')
  expect(await refused('nowhere')).toBe('organiserUnknown')
  expect(await refused(elsewhere.id, 'nothing')).toBe('noSuchEvent')
  const held = await makeEvent(db, { organiserId: county.id, state: 'held' })
  expect(await refused(elsewhere.id, held.id)).toBe('over')
})

test('a draft that becomes the event of a co-organiser names it once, and a deleted one leaves nothing', async () => {
  const { db, county, laukaa, actor } = await begin()
  const draft = await makeEvent(db, { organiserId: county.id, state: 'draft' })
  const organiserId = laukaa.organiser.id
  await nameCoOrganiser(db, { eventId: draft.id, organiserId, baseUrl: 'https://k.example', actor, now })
  const changed = await changeEvent(db, { eventId: draft.id, event: { ...draft, organiserId }, actor, now })
  expect(changed).toMatchObject({ ok: true })
  expect(await detailsOf(db, draft.id)).toMatchObject({ organiserId, coOrganisers: [] })
  expect(await deleteEvent(db, { eventId: draft.id, actor, now })).toEqual({ ok: true })
  expect(await db.read.$count(coOrganisers, eq(coOrganisers.eventId, draft.id))).toBe(0)
  expect(await db.read.$count(events, eq(events.id, draft.id))).toBe(0)
})

test('one who convenes for two co-organisers sees both shares', async () => {
  const { db, details, jyvaskyla, laukaa } = await begin()
  const both = [jyvaskyla.organiser.id, laukaa.organiser.id, (await makeOrganiser(db)).id]
  const share = await shareOf(db.read, details, both, answered)
  expect(share.own).toMatchObject({ invited: 5, yes: 2, people: 4 })
  expect(share.rows).toHaveLength(4)
})
