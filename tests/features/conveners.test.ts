import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { scopeOf } from '#app/features/events/rules.ts'
import { letterhead } from '#app/features/invitations/letters.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { changeNeedReader } from '#app/features/needs/change-need-reader.server.ts'
import { maySeeNeeds } from '#app/features/needs/queries.server.ts'
import { handOverEvent } from '#app/features/organising/hand-over-event.server.ts'
import { nameCoConvener } from '#app/features/organising/name-co-convener.server.ts'
import { coConvenedEvents, coConvenersOf, lastHandover } from '#app/features/organising/queries.server.ts'
import { removeCoConvener } from '#app/features/organising/remove-co-convener.server.ts'
import { personByEmail, personById } from '#app/features/people/queries.server.ts'
import { allows, type Permission } from '#app/features/people/rules.ts'
import { roles } from '#app/features/people/tables.server.ts'
import { makeCountyForum } from '#tests/support/county-forum.ts'
import { begin as beginEvent, create, now } from '#tests/support/event-world.ts'
import { makeAssociation, makePerson } from '#tests/support/makers.ts'

const baseUrl = 'https://kutsu.example'

/** A forum of Laukaa that Maija Lehto convenes, with a colleague, and how Pekka of an association is named beside her. */
async function begin() {
  const world = await beginEvent()
  const { db, organiser, liaison, actor } = world
  const eventId = await create(world)
  const association = await makeAssociation(db, { municipalityId: organiser.id, name: 'Kyläyhdistys ry' })
  const colleague = await makePerson(db, { name: 'Sari Salo' }, [{ role: 'liaison', scopeId: organiser.id }])
  const pekka = { name: 'Pekka Korhonen', email: 'Pekka@posti.example', language: 'fi' as const }
  const doing = { eventId, actor, baseUrl, now }
  return {
    ...world,
    eventId,
    association,
    colleague,
    doing,
    maija: liaison,
    name: () => nameCoConvener(db, { ...doing, ...pekka, associationId: association.id }),
    async event() {
      const event = await eventById(db.read, eventId)
      if (!event) throw new Error('no event')
      return event
    },
    async pekka() {
      const person = await personByEmail(db.read, pekka.email)
      if (!person) throw new Error('nobody')
      return person
    },
  }
}

/** All rights there are, and whether they are about one event: the compiler asks for each new one. */
const ofEvent: Record<Permission, boolean> = {
  readPublic: true,
  answerByLink: true,
  signOut: true,
  seeHome: true,
  readEvent: true,
  createEvent: false,
  editEvent: true,
  seeAgendaDraft: true,
  planAgenda: true,
  publishAgenda: true,
  lockAgenda: true,
  runEvent: true,
  nameCoPlanners: true,
  keepDoor: true,
  nameOrganisers: true,
  seeProposals: true,
  proposeTopic: true,
  commentOnTopic: true,
  supportTopic: true,
  decideProposals: true,
  seeAnswers: true,
  seeShare: true,
  invite: true,
  administer: false,
}

test('a co-convener may do with the event all that its convener may, and nothing with another', async () => {
  const world = await begin()
  const { db, maija } = world
  await world.name()
  const [pair, convener] = [await world.pekka(), await personById(db.read, maija.id)]
  const scope = scopeOf(await world.event())
  for (const [permission, about] of Object.entries(ofEvent) as [Permission, boolean][]) {
    if (about)
      expect([permission, allows(pair, permission, scope)]).toEqual([permission, allows(convener, permission, scope)])
  }
  expect(allows(pair, 'createEvent')).toBe(false)
  const another = { ...scope, eventId: await create(world) }
  for (const permission of ['seeAnswers', 'invite', 'editEvent', 'nameOrganisers', 'seeAgendaDraft'] as const) {
    expect(allows(pair, permission, another)).toBe(false)
  }
})

test('a co-convener gets an account and a letter, once, and the guests go on asking the convener', async () => {
  const world = await begin()
  const { db, eventId, maija, association } = world
  expect(await world.name()).toMatchObject({ ok: true })
  expect(await world.name()).toEqual({ ok: false, reason: 'alreadyConvenes' })
  const told = await db.read.select().from(letters).where(eq(letters.kind, 'coConvenerNamed'))
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({ recipient: 'pekka@posti.example', replyTo: maija.email })
  expect(told[0]?.text).toContain(`${baseUrl}/events/${eventId}`)
  const { id, roles: held } = await world.pekka()
  expect(await coConvenersOf(db.read, eventId)).toMatchObject([{ id, association: 'Kyläyhdistys ry' }])
  expect(held).toContainEqual({ role: 'member', scopeId: association.id, associationId: null })
  expect((await coConvenedEvents(db.read, held)).map((event) => event.id)).toEqual([eventId])
  expect(letterhead(await world.event(), 'fi').replyTo).toBe(maija.email)
})

test('the convener is not named beside themselves, nor one whose account is closed', async () => {
  const world = await begin()
  const { db, doing, maija } = world
  const named = async (email: string) => nameCoConvener(db, { ...doing, name: 'Joku', email, language: 'fi' })
  expect(await named(maija.email)).toEqual({ ok: false, reason: 'alreadyConvenes' })
  const closed = await makePerson(db, { active: false })
  expect(await named(closed.email)).toEqual({ ok: false, reason: 'accountClosed' })
})

test('a co-convener sees needs by name only when the convener names them for it', async () => {
  const world = await begin()
  const { db, eventId, maija } = world
  await world.name()
  const { id } = await world.pekka()
  expect(await maySeeNeeds(db.read, await world.event(), id)).toBe(false)
  await changeNeedReader(db, { eventId, personId: id, named: true, byPersonId: maija.id, now })
  expect(await maySeeNeeds(db.read, await world.event(), id)).toBe(true)
})

test('an event never loses its last convener: who has it hands it over before they go', async () => {
  const world = await begin()
  const { db, doing, eventId } = world
  await world.name()
  const { id } = await world.pekka()
  await handOverEvent(db, { ...doing, personId: id })
  const removing = { eventId, personId: id, actor: doing.actor, now }
  expect(await removeCoConvener(db, removing)).toEqual({ ok: false, reason: 'isConvener' })
  await handOverEvent(db, { ...doing, personId: world.colleague.id })
  expect(await removeCoConvener(db, removing)).toEqual({ ok: true })
  expect(await removeCoConvener(db, removing)).toEqual({ ok: false, reason: 'notNamed' })
  expect(allows(await world.pekka(), 'seeAnswers', scopeOf(await world.event()))).toBe(false)
})

test('handing over takes one step: guests ask the new convener, who sees the needs, and both are told (LIA-4)', async () => {
  const world = await begin()
  const { db, doing, eventId, maija, colleague } = world
  expect(await maySeeNeeds(db.read, await world.event(), maija.id)).toBe(true)
  expect(await handOverEvent(db, { ...doing, personId: colleague.id, note: 'Tarjoilu on tilaamatta.' })).toEqual({
    ok: true,
  })
  const event = await world.event()
  expect(letterhead(event, 'fi').replyTo).toBe(colleague.email)
  expect(await maySeeNeeds(db.read, event, colleague.id)).toBe(true)
  expect(await maySeeNeeds(db.read, event, maija.id)).toBe(false)
  // The earlier one keeps what a liaison person of the organiser may do.
  expect(allows(await personById(db.read, maija.id), 'editEvent', scopeOf(event))).toBe(true)
  expect(await lastHandover(db.read, eventId)).toEqual({ from: 'Maija Lehto', to: 'Sari Salo', at: now })
  const sent = async (kind: string) => db.read.select().from(letters).where(eq(letters.kind, kind))
  const [got, gave] = [await sent('eventHandedOver'), await sent('eventGiven')]
  expect(got).toMatchObject([{ recipient: colleague.email, replyTo: maija.email }])
  expect(gave).toMatchObject([{ recipient: maija.email, replyTo: colleague.email }])
  for (const letter of [...got, ...gave]) expect(letter.text).toContain('Tarjoilu on tilaamatta.')
  const [row] = await db.read
    .select()
    .from(auditRows)
    .where(and(eq(auditRows.verb, 'handOverEvent'), eq(auditRows.eventId, eventId)))
  expect(row?.changes).toContainEqual(
    expect.objectContaining({ column: 'convenerId', before: maija.id, after: colleague.id }),
  )
})

test('an event goes only to one who convenes for its organisers, or beside its convener, and can sign in', async () => {
  const world = await begin()
  const { db, doing, organiser, maija } = world
  const to = async (personId: string) => {
    const outcome = await handOverEvent(db, { ...doing, personId })
    return outcome.ok ? null : outcome.reason
  }
  const stranger = await makePerson(db)
  const closed = await makePerson(db, { active: false }, [{ role: 'liaison', scopeId: organiser.id }])
  const planner = await makePerson(db, {}, [{ role: 'coPlanner', scopeId: doing.eventId }])
  expect(await to(maija.id)).toBe('alreadyConvenes')
  for (const { id } of [stranger, closed, planner]) expect(await to(id)).toBe('cannotConvene')
  expect((await world.event()).convenerId).toBe(maija.id)
})

test('who convenes for a co-organiser only, and is given the event, gets the rights of a convener with it', async () => {
  const { db } = await beginEvent()
  const { event, laukaa, actor } = await makeCountyForum(db)
  const { id } = laukaa.liaison
  expect(await handOverEvent(db, { eventId: event.id, personId: id, actor, baseUrl, now })).toEqual({ ok: true })
  const after = await eventById(db.read, event.id)
  if (!after) throw new Error('no event')
  expect(allows(await personById(db.read, id), 'seeAnswers', scopeOf(after))).toBe(true)
  expect(await db.read.$count(roles, and(eq(roles.role, 'coConvener'), eq(roles.scopeId, event.id)))).toBe(1)
})
