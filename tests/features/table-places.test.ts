import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { publishedAgendas } from '#app/features/agenda/tables.server.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { invitationById } from '#app/features/invitations/queries.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { givenAtOnce, offerLifetime } from '#app/features/seats/rules.ts'
import { chooseTables } from '#app/features/table-places/choose-tables.server.ts'
import { eventsWithTablePlaces, placesOf, tableChoices } from '#app/features/table-places/queries.server.ts'
import { withdrawInvitationWithTables } from '#app/features/table-places/withdraw-invitation-with-tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { makeInvitation, type EventRow } from '#tests/support/makers.ts'
import { programme, tableWorld } from '#tests/support/table-world.ts'

/* Each table of the published agenda has seats and a queue of its own, and nobody is passed or forgotten. */

const now = Date.now()
const day = 86_400_000
const system = { kind: 'system' } as const
const world = (tilat: number, parties: Record<string, number>, given: Partial<EventRow> = {}) =>
  tableWorld(tilat, parties, now, given)

test('one at a table of each time; the place in the queue is told before choosing', async () => {
  const { db, idOf, choose, has, queue } = await world(1, { a: 1, b: 1, c: 1 })
  expect(await choose('a', { tilat0: 1, taide0: 1 })).toMatchObject({ ok: true, changed: true })
  expect(await has('a')).toBe('taide0 seat 1, tilat0 seat 1')
  const guest = await invitationById(db.read, idOf('b'))
  const [tables, workshops] = guest ? await tableChoices(db.read, guest) : []
  expect(tables?.tables.map(({ letter, seatsLeft, queuePlace }) => [letter, seatsLeft, queuePlace])).toEqual([
    ['A', 0, 1],
    ['B', 20, null],
  ])
  expect(workshops?.tables).toMatchObject([{ seatsLeft: null, queuePlace: null }])
  await choose('b', { tilat0: 1 })
  await choose('c', { tilat0: 1 })
  expect(await queue()).toEqual(['b', 'c'])
  // Saying it again changes nothing and keeps the place.
  expect(await choose('b', { tilat0: 1 })).toMatchObject({ ok: true, changed: false })
  expect(await queue()).toEqual(['b', 'c'])
})

test('two tables at the same time are refused, all of it, and a change of table frees the seat for the next in line', async () => {
  const { choose, has } = await world(1, { a: 1, b: 1 })
  await choose('a', { tilat0: 1 })
  expect(await choose('a', { avust0: 1 })).toEqual({
    ok: false,
    refusal: { reason: 'moreThanCome', itemId: 'poydat', party: 1 },
  })
  expect(await has('a')).toBe('tilat0 seat 1')
  await choose('b', { tilat0: 1 })
  await choose('a', { tilat0: 0, avust0: 1 })
  expect(await has('a')).toBe('avust0 seat 1')
  expect(await has('b')).toBe('tilat0 offered 1')
})

test('a party is split over tables, never more than come; one that can never fit at a table is refused', async () => {
  const { choose, has } = await world(2, { a: 3 })
  expect(await choose('a', { tilat0: 1, avust0: 2 })).toMatchObject({ ok: true })
  expect(await has('a')).toBe('avust0 seat 2, tilat0 seat 1')
  expect(await choose('a', { tilat0: 2 })).toMatchObject({ refusal: { reason: 'moreThanCome', party: 3 } })
  expect(await choose('a', { tilat0: 3, avust0: 0 })).toEqual({
    ok: false,
    refusal: { reason: 'full', seatsLeft: 2, wanted: 3, itemId: 'tilat0' },
  })
})

test('who does not come, or waits for a seat at the event, chooses no table', async () => {
  const { db, event, choose, idOf } = await world(5, { a: 1 })
  await answerInvitation(db, { invitationId: idOf('a'), answer: 'maybe', actor: system, now })
  expect(await choose('a', { tilat0: 1 })).toMatchObject({ refusal: { reason: 'notComing' } })
  const id = newId()
  await makeInvitation(db, { id, eventId: event.id, answer: 'yes', place: 'waiting', people: 1, position: 1 })
  const wishes = new Map([['tilat0', 1]])
  expect(await chooseTables(db, { invitationId: id, wishes, actor: system, now })).toMatchObject({ ok: false })
  expect(await choose('a', { muuta0: 1 })).toMatchObject({ refusal: { reason: 'unknownTable' } })
})

test('a freed seat is offered for two days, with a letter; nobody who waits is passed meanwhile', async () => {
  const { choose, has, lettersTo, move } = await world(1, { a: 1, b: 1, c: 1, d: 1 })
  for (const name of ['a', 'b', 'c']) await choose(name, { tilat0: 1 })
  await choose('a', { tilat0: 0 })
  expect(await has('b')).toBe('tilat0 offered 1')
  await choose('d', { tilat0: 1 })
  expect(await has('d')).toBe('tilat0 waiting 1')
  expect(await lettersTo('b')).toEqual(['tableOffered'])
  expect(await move(now + offerLifetime - 1)).toEqual({ moved: 0 })
  expect(await move(now + offerLifetime)).toEqual({ moved: 2 })
  expect(await has('b')).toBe('')
  expect(await lettersTo('b')).toEqual(['tableOffered', 'tableLapsed'])
  expect(await has('c')).toBe('tilat0 offered 1')
  await choose('c', { tilat0: 1 }, now + offerLifetime)
  expect(await has('c')).toBe('tilat0 seat 1')
})

test('in the last three days the seat is given at once, and the letter tells the table', async () => {
  const { db, event, choose, has, lettersTo, idOf } = await world(1, { a: 1, b: 2 })
  const late = event.startsAt - givenAtOnce
  await choose('a', { tilat0: 1 })
  await choose('b', { tilat0: 1 })
  await choose('a', { tilat0: 0 }, late)
  expect(await has('b')).toBe('tilat0 seat 1')
  expect(await lettersTo('b')).toEqual(['tableGiven'])
  const [letter] = await db.read.select().from(letters).where(eq(letters.kind, 'tableGiven'))
  expect(letter?.subject).toContain('A Tilat')
  expect(letter?.text).toContain('/tables')
  expect(idOf('b')).not.toBe('')
})

test('after the deadline one leaves or takes an offer, and chooses nothing new', async () => {
  const answerBy = now + day
  const { choose, has } = await world(1, { a: 2, b: 1 }, { answerBy })
  await choose('a', { tilat0: 1, avust0: 1 })
  await choose('b', { tilat0: 1 })
  const after = answerBy + 1
  expect(await choose('a', { avust0: 2, tilat0: 0 }, after)).toMatchObject({ refusal: { reason: 'tooLate' } })
  expect(await choose('a', { tilat0: 0 }, after)).toMatchObject({ ok: true, changed: true })
  expect(await has('a')).toBe('avust0 seat 1')
  expect(await has('b')).toBe('tilat0 offered 1')
  expect(await choose('b', { tilat0: 1 }, after)).toMatchObject({ ok: true })
  expect(await has('b')).toBe('tilat0 seat 1')
})

test('who says no, comes with fewer or is withdrawn leaves the seats to the next in line, at once', async () => {
  const { db, by, choose, answer, has, idOf } = await world(2, { a: 2, b: 1, c: 1, d: 1 })
  await choose('a', { tilat0: 2, taide0: 1 })
  for (const name of ['b', 'c', 'd']) await choose(name, { tilat0: 1 })
  await answer('a', { answer: 'yes', people: 1 })
  expect(await has('a')).toBe('taide0 seat 1, tilat0 seat 1')
  expect(await has('b')).toBe('tilat0 offered 1')
  await answer('a', { answer: 'no' })
  expect(await has('a')).toBe('')
  expect(await has('c')).toBe('tilat0 offered 1')
  await withdrawInvitationWithTables(db, { ...by, invitationId: idOf('b') })
  expect(await has('d')).toBe('tilat0 offered 1')
})

test('what a verb that knows no tables leaves behind is not counted, and taken away by the clock', async () => {
  const { db, event, idOf, choose, has, move } = await world(1, { a: 1, b: 1 })
  await choose('a', { tilat0: 1 })
  await choose('b', { tilat0: 1 })
  await answerInvitation(db, { invitationId: idOf('a'), answer: 'no', actor: system, now })
  expect(await has('a')).toBe('')
  expect(await eventsWithTablePlaces(db.read, now)).toEqual([event.id])
  expect(await move(now)).toEqual({ moved: 2 })
  expect(await has('b')).toBe('tilat0 offered 1')
  expect(await move(now)).toEqual({ moved: 0 })
  expect(await eventsWithTablePlaces(db.read, event.startsAt)).toEqual([])
})

test('200 choose 20 seats at once: never oversold, one queue without a gap, nobody lost', async () => {
  const names = Array.from({ length: 200 }, (_, index) => `guest-${String(index)}`)
  const { db, event, choose, queue } = await world(20, Object.fromEntries(names.map((name) => [name, 1])))
  await Promise.all(names.map((name) => choose(name, { tilat0: 1 })))
  const places = await placesOf(db.read, event.id)
  expect(places.filter(({ place }) => place === 'seat')).toHaveLength(20)
  const waiting = places.filter(({ place }) => place === 'waiting')
  expect(waiting.map(({ position }) => position ?? 0).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 180 }, (_, index) => index + 1),
  )
  expect(await queue()).toHaveLength(180)
}, 60_000)

test('an event that is cancelled or has begun moves no queue', async () => {
  const { db, event, choose, has, move } = await world(1, { a: 1, b: 1 })
  await choose('a', { tilat0: 1 })
  await choose('b', { tilat0: 1 })
  await db.write(async (tx) =>
    tx
      .update(publishedAgendas)
      .set({ items: programme(9) })
      .where(eq(publishedAgendas.eventId, event.id)),
  )
  expect(await move(event.startsAt)).toEqual({ moved: 0 })
  expect(await has('b')).toBe('tilat0 waiting 1')
  expect(await move(event.startsAt - 1)).toEqual({ moved: 1 })
})
