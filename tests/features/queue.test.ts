import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { moveQueue } from '#app/features/invitations/move-queue.server.ts'
import { offerSeat } from '#app/features/invitations/offer-seat.server.ts'
import { claimsOf, eventsWithQueues, invitationById, queueFor } from '#app/features/invitations/queries.server.ts'
import { reorderQueue } from '#app/features/invitations/reorder-queue.server.ts'
import { withdrawInvitation } from '#app/features/invitations/withdraw-invitation.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { givenAtOnce, offerLifetime } from '#app/features/seats/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeEvent, makeInvitation, type EventRow, type InvitationRow } from '#tests/support/makers.ts'

/* Whoever answers yes when all seats are taken stands in one queue, and nobody is passed or forgotten. */

const now = Date.now()
const day = 86_400_000
const system = { kind: 'system' } as const
type Said = { answer?: 'yes' | 'maybe' | 'no'; people?: number; at?: number }

/** An event with these seats and invitees: in ten days, so that a free seat is offered first. */
async function world(capacity: number, names: string[], given: Partial<EventRow> = {}) {
  const db = await openTestDatabase()
  const event = await makeEvent(db, { capacity, startsAt: now + 10 * day, ...given })
  const guests: Record<string, InvitationRow> = {}
  for (const name of names) {
    const id = newId()
    const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
    guests[name] = await makeInvitation(db, { id, name, eventId: event.id, linkId: link.id })
  }
  const idOf = (name: string) => guests[name]?.id ?? ''
  return {
    db,
    event,
    idOf,
    answer: (name: string, { answer = 'yes', at = now, ...rest }: Said = {}) =>
      answerInvitation(db, { invitationId: idOf(name), answer, ...rest, actor: system, now: at }),
    has: async (name: string) => {
      const found = await invitationById(db.read, idOf(name))
      return `${found?.answer ?? ''} ${found?.place ?? ''} ${String(found?.people)}`
    },
    queue: async () => (await queueFor(db.read, event.id)).waiting.map(({ name }) => name),
    lettersTo: async (name: string) => kindsOf(db, idOf(name)),
  }
}

async function kindsOf(db: TestDatabase, id: string): Promise<string[]> {
  const found = await db.read.select().from(letters).where(eq(letters.subjectId, id)).orderBy(letters.revision)
  return found.map(({ kind }) => kind)
}

test('who says yes when all seats are taken gets into the queue, and the receipt tells the place', async () => {
  const { db, idOf, answer, has, queue } = await world(2, ['a', 'b', 'c'])
  await answer('a', { people: 2 })
  expect(await answer('b')).toMatchObject({ ok: true, changed: true })
  await answer('c', { people: 2 })
  expect(await has('b')).toBe('yes waiting 1')
  expect(await queue()).toEqual(['b', 'c'])
  const [receipt] = await db.read
    .select()
    .from(letters)
    .where(and(eq(letters.subjectId, idOf('c')), eq(letters.kind, 'answerReceipt')))
  expect(receipt?.text).toContain('Jonossa, sija 2')
  // Saying it again keeps the place and sends nothing.
  expect(await answer('b')).toMatchObject({ ok: true, changed: false })
  expect(await queue()).toEqual(['b', 'c'])
})

test('a freed seat is offered to the first in line for two days, and is theirs when they say yes', async () => {
  const { db, idOf, answer, has, queue, lettersTo } = await world(1, ['a', 'b', 'c'])
  for (const name of ['a', 'b', 'c']) await answer(name)
  await answer('a', { answer: 'no' })
  expect(await has('b')).toBe('yes offered 1')
  expect(await queue()).toEqual(['c'])
  expect((await invitationById(db.read, idOf('b')))?.offeredUntil).toBe(now + offerLifetime)
  expect(await lettersTo('b')).toEqual(['answerReceipt', 'seatOffered'])
  expect(await lettersTo('c')).toEqual(['answerReceipt'])
  await answer('b')
  expect(await has('b')).toBe('yes seat 1')
  expect(await has('c')).toBe('yes waiting 1')
})

test('an offer that nobody answers moves on by itself, and its letter says so', async () => {
  const { db, event, answer, has, lettersTo } = await world(1, ['a', 'b', 'c'])
  for (const name of ['a', 'b', 'c']) await answer(name)
  await answer('a', { answer: 'no' })
  const move = (at: number) => moveQueue(db, { eventId: event.id, actor: system, now: at })
  expect(await move(now + offerLifetime - 1)).toEqual({ moved: 0 })
  expect(await move(now + offerLifetime)).toEqual({ moved: 2 })
  expect(await has('b')).toBe('none none 0')
  expect(await lettersTo('b')).toEqual(['answerReceipt', 'seatOffered', 'offerLapsed'])
  expect(await has('c')).toBe('yes offered 1')
  // Again at the same moment: nothing moves twice.
  expect(await move(now + offerLifetime)).toEqual({ moved: 0 })
  expect(await lettersTo('c')).toEqual(['answerReceipt', 'seatOffered'])
})

test('in the last three days the seat is given at once, and can be given back with one press, deadline or not', async () => {
  const answerBy = now + 5 * day
  const { event, answer, has, lettersTo } = await world(1, ['a', 'b', 'c'], { answerBy })
  for (const name of ['a', 'b', 'c']) await answer(name)
  const late = event.startsAt - givenAtOnce + 1
  expect(await answer('a', { answer: 'no', at: late })).toMatchObject({ refusal: { reason: 'tooLate' } })
  await answer('a', { answer: 'no', at: answerBy })
  await answer('b', { answer: 'no', at: answerBy })
  expect(await has('c')).toBe('yes offered 1')
  await answer('c', { at: answerBy + 1 })
  expect(await has('c')).toBe('yes seat 1')
  expect(await answer('c', { answer: 'no', at: late })).toMatchObject({ ok: true })
  expect(await lettersTo('c')).toEqual(['answerReceipt', 'seatOffered', 'answerReceipt', 'answerReceipt'])
})

test('a seat that becomes free in the last days is given with a letter that asks for nothing', async () => {
  const { db, event, idOf, answer, has, lettersTo } = await world(1, ['a', 'b'], { startsAt: now + day })
  await answer('a')
  await answer('b')
  await withdrawInvitation(db, { invitationId: idOf('a'), eventId: event.id, actor: system, now })
  expect(await has('b')).toBe('yes seat 1')
  expect(await lettersTo('b')).toEqual(['answerReceipt', 'seatGiven'])
})

test('whoever waits can leave after the deadline, and those behind move up without a gap', async () => {
  const answerBy = now + day
  const { answer, queue } = await world(1, ['a', 'b', 'c', 'd'], { answerBy })
  for (const name of ['a', 'b', 'c', 'd']) await answer(name)
  expect(await answer('c', { answer: 'no', at: answerBy + 1 })).toMatchObject({ ok: true })
  expect(await queue()).toEqual(['b', 'd'])
  // Too late to join for who was asked, and for who has just left.
  expect(await answer('c', { at: answerBy + 2 })).toMatchObject({ refusal: { reason: 'tooLate' } })
})

test('a party in the queue may become smaller and keeps its place; one that can never fit is refused', async () => {
  const { answer, has, queue } = await world(3, ['a', 'b', 'c'])
  await answer('a', { people: 3 })
  await answer('b', { people: 3 })
  await answer('c')
  await answer('b', { people: 2 })
  expect(await queue()).toEqual(['b', 'c'])
  expect(await answer('b', { people: 4 })).toEqual({
    ok: false,
    refusal: { reason: 'full', seatsLeft: 3, wanted: 4 },
  })
  expect(await has('b')).toBe('yes waiting 2')
})

test('a newcomer passes nobody: seats that wait for a larger party are not taken from under it', async () => {
  const { db, event, answer, has } = await world(3, ['a', 'b', 'c', 'd'])
  await answer('a', { people: 2 })
  await answer('d')
  await answer('b', { people: 2 })
  await answer('d', { answer: 'no' })
  // One seat is free, b needs two.
  await answer('c')
  expect(await has('c')).toBe('yes waiting 1')
  await db.write(async (tx) => tx.update(events).set({ capacity: 6 }).where(eq(events.id, event.id)))
  expect(await eventsWithQueues(db.read)).toEqual([event.id])
  await moveQueue(db, { eventId: event.id, actor: system, now })
  expect([await has('b'), await has('c')]).toEqual(['yes offered 2', 'yes offered 1'])
})

test('when there are seats for all who wait, a newcomer gets one at once and stands in no queue', async () => {
  const { db, event, answer, has } = await world(1, ['a', 'b', 'c'])
  await answer('a')
  await answer('b')
  await db.write(async (tx) => tx.update(events).set({ capacity: 9 }).where(eq(events.id, event.id)))
  await answer('c')
  expect([await has('b'), await has('c')]).toEqual(['yes offered 1', 'yes seat 1'])
})

test('the convener moves one in the queue, or offers free seats out of turn, never more than are free', async () => {
  const { db, event, idOf, answer, queue, has } = await world(2, ['a', 'b', 'c', 'd'])
  await answer('a')
  await answer('d')
  await answer('b', { people: 2 })
  await answer('c')
  const at = { eventId: event.id, actor: system, now }
  expect(await reorderQueue(db, { ...at, invitationId: idOf('c'), step: 'up' })).toEqual({ ok: true, place: 1 })
  expect(await queue()).toEqual(['c', 'b'])
  await reorderQueue(db, { ...at, invitationId: idOf('c'), step: 'last' })
  expect(await offerSeat(db, { ...at, invitationId: idOf('c') })).toEqual({
    ok: false,
    refusal: { reason: 'noSeats', free: 0, wanted: 1 },
  })
  await answer('d', { answer: 'no' })
  expect(await queue()).toEqual(['b', 'c'])
  expect(await offerSeat(db, { ...at, invitationId: idOf('c') })).toEqual({ ok: true })
  expect(await has('c')).toBe('yes offered 1')
  expect(await offerSeat(db, { ...at, invitationId: idOf('c') })).toMatchObject({ refusal: { reason: 'notWaiting' } })
  expect(await reorderQueue(db, { ...at, invitationId: idOf('a'), step: 'up' })).toMatchObject({ ok: false })
  const verbs = (await db.read.select().from(auditRows)).map(({ verb }) => verb)
  expect(verbs).toEqual(expect.arrayContaining(['reorderQueue', 'moveQueue', 'answerInvitation']))
})

test('500 people in parties of one to three answer at once, some of them no again: never oversold, one queue, nobody lost', async () => {
  const names = Array.from({ length: 500 }, (_, index) => `guest-${String(index)}`)
  const { db, event, answer, queue } = await world(50, names)
  const said = names.flatMap((name, index) => [
    answer(name, { people: (index % 3) + 1 }),
    ...(index % 5 === 0 ? [answer(name, { answer: 'no' })] : []),
  ])
  await Promise.all(said)
  const claims = await claimsOf(db.read, event.id)
  const held = claims.filter(({ place }) => place !== 'waiting').reduce((sum, { people }) => sum + people, 0)
  expect(held).toBeLessThanOrEqual(50)
  expect(held).toBeGreaterThan(47)
  expect(claims).toHaveLength(400)
  const waiting = claims.filter(({ place }) => place === 'waiting')
  expect(new Set(waiting.map(({ position }) => position)).size).toBe(waiting.length)
  expect(await queue()).toHaveLength(waiting.length)
}, 60_000)

test('an event that is cancelled, a draft or has begun moves no queue', async () => {
  const { db, event, answer } = await world(1, ['a', 'b'])
  await answer('a')
  await answer('b')
  for (const [given, at] of [
    [{ state: 'cancelled', capacity: 9 }, now],
    [{ state: 'draft', capacity: 9 }, now],
    [{ state: 'published', capacity: 9 }, event.startsAt],
  ] as const) {
    await db.write(async (tx) => tx.update(events).set(given).where(eq(events.id, event.id)))
    expect(await moveQueue(db, { eventId: event.id, actor: system, now: at })).toEqual({ moved: 0 })
    // The clock does not ask about it for ever.
    expect(await eventsWithQueues(db.read)).toEqual(given.state === 'published' ? [event.id] : [])
  }
})
