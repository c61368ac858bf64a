import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { nameCoPlanner } from '#app/features/events/name-co-planner.server.ts'
import { coPlannersOf } from '#app/features/events/queries.server.ts'
import { removeCoPlanner } from '#app/features/events/remove-co-planner.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { people, roles } from '#app/features/people/tables.server.ts'
import { begin, create, now } from '#tests/support/event-world.ts'
import { makeAssociation, makeEvent, makePerson } from '#tests/support/makers.ts'

test('a co-planner is told once where the agenda is, however often they are named', async () => {
  const world = await begin()
  const { db, actor, organiser } = world
  const eventId = await create(world)
  const association = await makeAssociation(db, { municipalityId: organiser.id, name: 'Laukaan Seniorikipinä ry' })
  const naming = {
    eventId,
    associationId: association.id,
    name: 'Ritva Salo',
    email: 'Ritva.Salo@posti.example',
    language: 'sv' as const,
    baseUrl: 'https://kutsu.example',
    actor,
    now,
  }
  expect(await nameCoPlanner(db, naming)).toMatchObject({ ok: true })
  expect(await nameCoPlanner(db, naming)).toEqual({ ok: false, reason: 'alreadyNamed' })
  const sent = await db.read.select().from(letters).where(eq(letters.kind, 'coPlannerNamed'))
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ recipient: 'ritva.salo@posti.example', language: 'sv' })
  expect(sent[0]?.text).toContain(`https://kutsu.example/events/${eventId}/agenda`)
  expect(sent[0]?.text).toContain('Laukaan Seniorikipinä ry')
  const [planner] = await coPlannersOf(db.read, eventId)
  expect(planner).toMatchObject({ name: 'Ritva Salo', association: { name: 'Laukaan Seniorikipinä ry' } })
  const member = and(eq(roles.role, 'member'), eq(roles.scopeId, association.id))
  expect(await db.read.$count(roles, member)).toBe(1)
})

test('one who was removed from the planning group is told again when named again', async () => {
  const world = await begin()
  const { db, actor } = world
  const eventId = await create(world)
  const association = await makeAssociation(db)
  const person = await makePerson(db, { email: 'pekka@posti.example', name: 'Pekka Korhonen' })
  const { email, language } = person
  const naming = {
    eventId,
    associationId: association.id,
    name: 'Toinen Nimi',
    email,
    language,
    baseUrl: 'https://k.example',
    actor,
    now,
  }
  await nameCoPlanner(db, naming)
  const removed = await removeCoPlanner(db, { eventId, personId: person.id, actor, now })
  expect(removed).toEqual({ ok: true, name: 'Pekka Korhonen' })
  expect(await coPlannersOf(db.read, eventId)).toEqual([])
  await nameCoPlanner(db, naming)
  expect(await db.read.$count(letters, eq(letters.recipient, email))).toBe(2)
  expect(await db.read.$count(people, eq(people.email, email)), 'the account they have is used').toBe(1)
})

test('nobody is named for an association that is not in the register, or to an event that is over', async () => {
  const world = await begin()
  const { db, actor } = world
  const over = await makeEvent(db, { state: 'held' })
  const association = await makeAssociation(db)
  const someone = { name: 'A B', email: 'a@posti.example', language: 'fi' as const, baseUrl: 'https://k.example' }
  const eventId = await create(world)
  const unknown = await nameCoPlanner(db, { ...someone, eventId, associationId: 'none', actor, now })
  expect(unknown).toEqual({ ok: false, reason: 'associationUnknown' })
  const late = await nameCoPlanner(db, { ...someone, eventId: over.id, associationId: association.id, actor, now })
  expect(late).toEqual({ ok: false, reason: 'over' })
  expect(await db.read.$count(people, eq(people.email, 'a@posti.example'))).toBe(0)
  expect(await db.read.$count(letters)).toBe(0)
})
