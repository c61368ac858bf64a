import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { deleteDraftEvent } from '#app/features/agenda/delete-draft-event.server.ts'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { agendaItems } from '#app/features/agenda/tables.server.ts'
import type { Change } from '#app/features/audit/rules.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { cancelEvent } from '#app/features/events/cancel-event.server.ts'
import { changeEvent } from '#app/features/events/change-event.server.ts'
import { createEvent } from '#app/features/events/create-event.server.ts'
import { deleteEvent } from '#app/features/events/delete-event.server.ts'
import { holdEvents } from '#app/features/events/hold-events.server.ts'
import { publishEvent } from '#app/features/events/publish-event.server.ts'
import { comingEvents, eventById, type EventRow } from '#app/features/events/queries.server.ts'
import { type EventInput } from '#app/features/events/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import { type TestDatabase } from '#tests/support/database.ts'
import { at, begin, create, now, type World } from '#tests/support/event-world.ts'
import { makeOrganiser, makePerson, makeVenue } from '#tests/support/makers.ts'

const hour = 3_600_000

async function published(world: World): Promise<string> {
  const eventId = await create(world)
  expect(await publishEvent(world.db, { eventId, actor: world.actor, now })).toEqual({ ok: true })
  return eventId
}

async function rowOf(db: TestDatabase, id: string): Promise<EventRow> {
  const [row] = await db.read.select().from(events).where(eq(events.id, id))
  if (!row) throw new Error('No such event')
  return row
}

test('who creates an event is its convener, and nobody else sees the draft on the public pages', async () => {
  const world = await begin()
  const eventId = await create(world)
  const event = await eventById(world.db.read, eventId)
  expect(event?.convener?.name).toBe('Maija Lehto')
  expect(event?.venue?.municipalityName).toEqual(world.organiser.name)
  expect(await comingEvents(world.db.read, { from: now })).toEqual([])
})

test('the calendar identifier says nothing of the person or the place', async () => {
  const world = await begin()
  const { uid } = await rowOf(world.db, await create(world))
  expect(uid).toMatch(/^[0-9a-z]{20}@kutsu$/)
})

test.each<[string, Partial<EventInput>]>([
  ['past', { startsAt: at('2027-03-31', '17:00'), endsAt: at('2027-03-31', '20:00'), answerBy: null }],
  ['endsBeforeStart', { endsAt: at('2027-04-20', '16:00') }],
  ['answerByAfterStart', { answerBy: at('2027-04-21', '12:00') }],
  ['titleMissing', { title: { en: 'Forum' } }],
  ['venueUnknown', { venueId: 'nowhere' }],
  ['organiserUnknown', { organiserId: 'nobody' }],
])('an event is refused as %s and leaves no row', async (reason, given) => {
  const { db, input, actor } = await begin()
  const event = { ...input, ...given }
  expect(await createEvent(db, { event, convenerId: null, actor, now })).toEqual({ ok: false, reason })
  expect(await db.read.$count(events)).toBe(0)
  expect(await db.read.$count(auditRows)).toBe(0)
})

test('publishing names everything that is missing at once', async () => {
  const world = await begin()
  const eventId = await create(world, { attendanceMode: 'hybrid', venueId: null })
  const { db, actor } = world
  const missing = { ok: false, reason: 'missing', missing: ['venueMissing', 'linkMissing'] }
  expect(await publishEvent(db, { eventId, actor, now })).toEqual(missing)
  const late = await publishEvent(db, { eventId, actor, now: at('2027-05-01', '12:00') })
  expect(late).toMatchObject({ missing: ['past', 'answerByPast', 'venueMissing', 'linkMissing'] })
  expect((await rowOf(db, eventId)).state).toBe('draft')
})

test('the sequence rises with each change of time, place or state after publishing, and with nothing else', async () => {
  const world = await begin()
  const { db, actor, input, venue, organiser } = world
  const eventId = await create(world)
  const other = await makeVenue(db, { municipalityId: organiser.id })
  let wish = input
  const change = async (given: Partial<EventInput>) => {
    wish = { ...wish, ...given }
    expect(await changeEvent(db, { eventId, event: wish, actor, now })).toMatchObject({ ok: true })
    return (await rowOf(db, eventId)).sequence
  }
  const later = { startsAt: input.startsAt + hour, endsAt: input.endsAt + hour }
  expect(await change(later), 'a draft may move: nobody has it yet').toBe(0)
  await publishEvent(db, { eventId, actor, now })
  expect((await rowOf(db, eventId)).sequence).toBe(0)
  expect(await change({ title: { fi: 'Uusi nimi' }, description: { fi: 'Kahvit' }, capacity: 80 })).toBe(0)
  expect(await change({})).toBe(0)
  expect(await change({ startsAt: input.startsAt })).toBe(1)
  expect(await change({ endsAt: input.endsAt })).toBe(2)
  expect(await change({ venueId: other.id })).toBe(3)
  expect(await change({ attendanceMode: 'hybrid', onlineUrl: 'https://etana.example/foorumi' })).toBe(4)
  expect(await change({ venueId: venue.id, startsAt: input.startsAt + hour })).toBe(5)
  await cancelEvent(db, { eventId, reason: { fi: 'Tila ei ole käytössä' }, actor, now })
  expect((await rowOf(db, eventId)).sequence).toBe(6)
})

test('a moved event remembers where it was, and a new title does not make it forget', async () => {
  const world = await begin()
  const { db, actor, input } = world
  const eventId = await published(world)
  const moved = { ...input, startsAt: input.startsAt + 24 * hour, endsAt: input.endsAt + 24 * hour }
  expect(await changeEvent(db, { eventId, event: moved, actor, now })).toEqual({ ok: true, moved: true })
  const renamed = { ...moved, title: { fi: 'Foorumi' } }
  expect(await changeEvent(db, { eventId, event: renamed, actor, now })).toEqual({ ok: true, moved: false })
  expect((await rowOf(db, eventId)).movedFrom).toBe(input.startsAt)
})

test('an event that is moved back to where it was has not moved', async () => {
  const world = await begin()
  const { db, actor, input } = world
  const eventId = await published(world)
  const moveTo = (startsAt: number) =>
    changeEvent(db, { eventId, event: { ...input, startsAt, endsAt: startsAt + hour }, actor, now })
  await moveTo(input.startsAt + hour)
  expect(await moveTo(input.startsAt)).toEqual({ ok: true, moved: true })
  expect(await rowOf(db, eventId)).toMatchObject({ movedFrom: null, sequence: 2 })
})

test('a published event keeps its place and its organiser', async () => {
  const world = await begin()
  const { db, actor, input } = world
  const eventId = await published(world)
  const neighbour = await makeOrganiser(db)
  const refused = async (given: Partial<EventInput>) =>
    changeEvent(db, { eventId, event: { ...input, ...given }, actor, now })
  expect(await refused({ venueId: null })).toEqual({ ok: false, reason: 'venueMissing' })
  expect(await refused({ attendanceMode: 'online' })).toEqual({ ok: false, reason: 'linkMissing' })
  expect(await refused({ organiserId: neighbour.id })).toEqual({ ok: false, reason: 'organiserFixed' })
})

test('what is cancelled or held stays so', async () => {
  const world = await begin()
  const { db, actor, input } = world
  const eventId = await published(world)
  await cancelEvent(db, { eventId, reason: { fi: 'Sairastapaus' }, actor, now })
  const again = await cancelEvent(db, { eventId, reason: { fi: 'Toinen syy' }, actor, now })
  expect(again).toEqual({ ok: false, reason: 'notPublished' })
  expect(await changeEvent(db, { eventId, event: input, actor, now })).toEqual({ ok: false, reason: 'over' })
  const after = await rowOf(db, eventId)
  expect(after).toMatchObject({ state: 'cancelled', cancelReason: { fi: 'Sairastapaus' }, sequence: 1 })
  expect((await comingEvents(db.read, { from: now })).map(({ id }) => id)).toEqual([eventId])
})

test('published events that have ended become held by the clock, and calendars see no change', async () => {
  const world = await begin()
  const { db, input } = world
  const eventId = await published(world)
  const draft = await create(world)
  const clock = { kind: 'system' } as const
  expect(await holdEvents(db, { actor: clock, now: input.endsAt - 1 })).toEqual({ held: [] })
  expect(await holdEvents(db, { actor: clock, now: input.endsAt })).toEqual({ held: [eventId] })
  expect(await rowOf(db, eventId)).toMatchObject({ state: 'held', sequence: 0, changedAt: now })
  expect((await rowOf(db, draft)).state).toBe('draft')
})

test('a draft is deleted with its agenda and its planning group; a published event is not', async () => {
  const world = await begin()
  const { db, actor } = world
  const eventId = await create(world)
  const planner = await makePerson(db, {}, [{ role: 'coPlanner', scopeId: eventId }])
  const item = { ...emptyItem, id: `${eventId}/1`, eventId, position: 0, title: 'Avaus' }
  await db.write(async (tx) => tx.insert(agendaItems).values(item))
  await expect(deleteEvent(db, { eventId, actor, now })).rejects.toThrow(/FOREIGN KEY/)
  expect((await rowOf(db, eventId)).id, 'half a deletion is none').toBe(eventId)
  expect(await deleteDraftEvent(db, { eventId, actor, now })).toEqual({ ok: true })
  expect(await db.read.$count(events)).toBe(0)
  expect(await db.read.$count(agendaItems)).toBe(0)
  expect(await db.read.$count(roles, eq(roles.personId, planner.id))).toBe(0)
  const known = await published(world)
  expect(await deleteDraftEvent(db, { eventId: known, actor, now })).toEqual({ ok: false, reason: 'notDraft' })
  expect((await rowOf(db, known)).state).toBe('published')
})

test('from the audit rows the event can be rebuilt as it was at each moment', async () => {
  const world = await begin()
  const { db, actor, input, liaison } = world
  const eventId = await create(world)
  const states = [await rowOf(db, eventId)]
  const keep = async () => states.push(await rowOf(db, eventId))
  await publishEvent(db, { eventId, actor, now: now + 1 })
  await keep()
  const moved = { ...input, startsAt: input.startsAt + hour, title: { fi: 'Foorumi', sv: 'Forum' } }
  await changeEvent(db, { eventId, event: moved, actor, now: now + 2 })
  await keep()
  await cancelEvent(db, { eventId, reason: { fi: 'Lumimyräkkä' }, actor, now: now + 3 })
  await keep()
  const rows = await db.read.select().from(auditRows).where(eq(auditRows.subjectId, eventId)).orderBy(asc(auditRows.at))
  expect(rows.map(({ verb }) => verb)).toEqual(['createEvent', 'publishEvent', 'changeEvent', 'cancelEvent'])
  expect(new Set(rows.map((row) => row.actor))).toEqual(new Set([liaison.id]))
  const put = (state: Record<string, unknown>, changes: Change[], side: 'before' | 'after') =>
    changes.reduce((built, change) => ({ ...built, [change.column]: change[side] }), state)
  let forward: Record<string, unknown> = Object.fromEntries(
    Object.keys(states[0] ?? {}).map((column) => [column, null]),
  )
  for (const [index, row] of rows.entries()) {
    forward = put(forward, row.changes, 'after')
    expect(forward).toEqual(states[index])
  }
  let back: Record<string, unknown> = { ...states[3] }
  for (const [index, row] of rows.slice(1).reverse().entries()) {
    back = put(back, row.changes, 'before')
    expect(back).toEqual(states[2 - index])
  }
})
