import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { recipientKinds, type RecipientKind } from '#app/features/directory/rules.ts'
import { holdDraw } from '#app/features/draws/hold-draw.server.ts'
import { drawOf, eventsToDraw } from '#app/features/draws/queries.server.ts'
import { sendDrawChunk } from '#app/features/draws/send-draw-chunk.server.ts'
import { setSeatRules } from '#app/features/draws/set-seat-rules.server.ts'
import { draws } from '#app/features/draws/tables.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { moveQueue } from '#app/features/invitations/move-queue.server.ts'
import { offerSeat } from '#app/features/invitations/offer-seat.server.ts'
import { claimsOf, invitationById, queueFor } from '#app/features/invitations/queries.server.ts'
import { reorderQueue } from '#app/features/invitations/reorder-queue.server.ts'
import { queuePlace, seatTerms } from '#app/features/invitations/rules.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { deleteDraftEventWithProposals } from '#app/features/proposals/delete-draft-event-with-proposals.server.ts'
import type { SeatRules } from '#app/features/seats/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { holdDraws } from '#server/jobs/hold-draws.ts'
import type { Services } from '#server/services.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeEvent, makeInvitation, type EventRow, type InvitationRow } from '#tests/support/makers.ts'

/* Seats have limits of one organisation and of a group, and where all have the same right to them, they are drawn by lot. */

const now = Date.now()
const day = 86_400_000
const answerBy = now + 3 * day
const system = { kind: 'system' } as const
type Said = { answer?: 'yes' | 'maybe' | 'no'; people?: number; at?: number; recordedBy?: string; overLimit?: boolean }
type Given = { capacity: number | null; event?: Partial<EventRow>; rules?: Partial<SeatRules>; kinds?: RecipientKind[] }

async function world(names: string[], { capacity, event: more, rules, kinds }: Given) {
  const db = await openTestDatabase()
  const event = await makeEvent(db, { capacity, answerBy, startsAt: now + 10 * day, ...more })
  const by = { eventId: event.id, actor: system }
  const set = (given: Partial<SeatRules>, at = now) => {
    const { way = 'firstCome', organisationLimit = null, quotas = {} } = given
    return setSeatRules(db, { ...by, rules: { way, organisationLimit, quotas }, now: at })
  }
  if (rules) expect(await set(rules)).toEqual({ ok: true })
  const guests: Record<string, InvitationRow> = {}
  // One transaction for all: hundreds of them would only take time.
  await db.write(async (tx) => {
    for (const [index, name] of names.entries()) {
      const id = newId()
      const link = await createLink(tx, { purpose: 'answer', subjectId: id })
      const recipientKind = kinds?.[index % kinds.length] ?? 'association'
      const own = { id, name, eventId: event.id, linkId: link.id, recipientKind, sendingId: `sending${event.id}` }
      guests[name] = await makeInvitation(tx, own)
    }
  })
  const idOf = (name: string) => guests[name]?.id ?? ''
  return {
    db,
    event,
    by,
    set,
    idOf,
    answer: (name: string, { answer = 'yes', at = now, ...rest }: Said = {}) =>
      answerInvitation(db, { invitationId: idOf(name), answer, ...rest, actor: system, now: at }),
    has: async (name: string) => {
      const found = await invitationById(db.read, idOf(name))
      return `${found?.place ?? ''} ${String(found?.people)}`
    },
    queue: async () => (await queueFor(db.read, event.id)).waiting.map(({ name }) => name),
    draw: (seed = 'seed', at = answerBy + 1) => holdDraw(db, { ...by, seed, now: at }),
    tellAll: async (at = answerBy + 1) => {
      while ((await sendDrawChunk(db, { actor: system, now: at })).more);
    },
    lettersOf: async (kind: string) => db.read.select().from(letters).where(eq(letters.kind, kind)),
  }
}

test('an organisation brings as many as its limit and not one more; the answer before still holds', async () => {
  const { answer, has } = await world(['a'], { capacity: null, rules: { organisationLimit: 3 } })
  await answer('a', { people: 2 })
  expect(await answer('a', { people: 4 })).toEqual({
    ok: false,
    refusal: { reason: 'overLimit', most: 3, wanted: 4 },
  })
  expect(await has('a')).toBe('seat 2')
  expect(await answer('a', { people: 3 })).toMatchObject({ ok: true })
})

test('the convener passes the limit knowingly, a guest never, and seats that are given stay when it is lowered', async () => {
  const { answer, has, set } = await world(['a', 'b'], { capacity: 9, rules: { organisationLimit: 3 } })
  const over = { people: 5, recordedBy: 'person' }
  expect(await answer('a', over)).toMatchObject({ refusal: { reason: 'overLimit' } })
  expect(await answer('a', { people: 5, overLimit: true })).toMatchObject({ refusal: { reason: 'overLimit' } })
  expect(await answer('a', { ...over, overLimit: true })).toMatchObject({ ok: true })
  await set({ organisationLimit: 1 })
  expect(await answer('a', { people: 5 })).toMatchObject({ ok: true })
  expect(await answer('a', { people: 4 })).toMatchObject({ ok: true })
  expect(await answer('a', { people: 5 })).toMatchObject({ refusal: { reason: 'overLimit', most: 4 } })
  expect(await has('a')).toBe('seat 4')
})

test('a full quota lets its group wait while others get seats, and a raised one frees seats for those who wait', async () => {
  const kinds: RecipientKind[] = ['official', 'official', 'association']
  const given = { capacity: 10, rules: { quotas: { official: 1 } }, kinds }
  const { db, by, idOf, answer, has, set } = await world(['o1', 'o2', 'a1'], given)
  for (const name of ['o1', 'o2', 'a1']) await answer(name)
  expect([await has('o1'), await has('o2'), await has('a1')]).toEqual(['seat 1', 'waiting 1', 'seat 1'])
  // Out of turn neither: nine seats are free, none of them for an official.
  expect(await offerSeat(db, { ...by, invitationId: idOf('o2'), now })).toMatchObject({
    refusal: { reason: 'noSeats', free: 0 },
  })
  expect(await answer('o2', { people: 2 })).toMatchObject({ refusal: { reason: 'full', seatsLeft: 1 } })
  await set({ quotas: { official: 2 } })
  expect(await has('o2')).toBe('offered 1')
})

test('300 answer at once within quotas: never oversold, no quota passed, no seat of another group left empty', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `guest-${String(index)}`)
  const quotas = { official: 12, elected: 8 }
  const { db, event, answer } = await world(names, { capacity: 60, rules: { quotas }, kinds: [...recipientKinds] })
  await Promise.all(names.map((name, index) => answer(name, { people: (index % 3) + 1 })))
  const claims = await claimsOf(db.read, event.id)
  const held = (group?: RecipientKind) =>
    claims
      .filter((claim) => claim.place !== 'waiting' && (!group || claim.group === group))
      .reduce((sum, { people }) => sum + people, 0)
  expect(held()).toBeLessThanOrEqual(60)
  expect(held()).toBeGreaterThan(57)
  expect(held('official')).toBeLessThanOrEqual(12)
  expect(held('elected')).toBeLessThanOrEqual(8)
  const before = claims.map(({ id, place }) => `${id} ${place}`).sort()
  await moveQueue(db, { eventId: event.id, actor: system, now })
  expect((await claimsOf(db.read, event.id)).map(({ id, place }) => `${id} ${place}`).sort()).toEqual(before)
}, 60_000)

test('before a draw a yes is a ticket: no seat, no place in a queue, and everybody is told what lies ahead', async () => {
  const { db, by, idOf, answer, has, lettersOf } = await world(['a', 'b'], { capacity: 5, rules: { way: 'draw' } })
  await answer('a', { people: 2 })
  expect(await has('a')).toBe('waiting 2')
  await moveQueue(db, { ...by, now })
  expect(await has('a')).toBe('waiting 2')
  const other = await invitationById(db.read, idOf('b'))
  if (!other) throw new Error('no invitation')
  expect(queuePlace(other)).toBeNull()
  expect(seatTerms(other)).toEqual({ drawAt: answerBy, asked: 2, seats: 5, quota: null, limit: null })
  expect((await lettersOf('answerReceipt'))[0]?.text).toContain('Arvonnassa')
  const pressed = { ...by, invitationId: idOf('a'), now }
  expect(await reorderQueue(db, { ...pressed, step: 1 })).toEqual({ ok: false, reason: 'beforeDraw' })
  expect(await offerSeat(db, pressed)).toEqual({ ok: false, refusal: { reason: 'beforeDraw' } })
  expect(await answer('a', { people: 6 })).toMatchObject({ refusal: { reason: 'full', seatsLeft: 5 } })
})

test('the draw gives seats in the drawn order, the queue to the rest, and each one letter that says which', async () => {
  const names = Array.from({ length: 25 }, (_, index) => `guest ${String(index)}`)
  const { db, event, answer, has, queue, draw, tellAll, lettersOf } = await world(names, {
    capacity: 10,
    rules: { way: 'draw' },
  })
  for (const name of names) await answer(name)
  expect(await draw('seed', answerBy)).toEqual({ held: false })
  expect(await eventsToDraw(db.read, answerBy + 1)).toEqual([event.id])
  expect(await draw()).toEqual({ held: true })
  const record = await drawOf(db.read, event.id)
  expect(record?.repeated).toBe(true)
  const order = record?.drawn.map(({ name }) => name) ?? []
  expect(await Promise.all(order.slice(0, 10).map((name) => has(name ?? '')))).toEqual(Array(10).fill('seat 1'))
  expect(await queue()).toEqual(order.slice(10))
  await tellAll()
  await tellAll()
  expect(await lettersOf('drawnSeat')).toHaveLength(10)
  const waiting = await lettersOf('drawnQueue')
  expect(waiting).toHaveLength(15)
  const [first] = await db.read
    .select()
    .from(letters)
    .where(and(eq(letters.kind, 'drawnQueue'), eq(letters.subjectId, record?.drawn[10]?.id ?? '')))
  expect(first?.text).toContain('olette jonossa sijalla 1')
  const verbs = (await db.read.select().from(auditRows)).map(({ verb }) => verb)
  expect(verbs.filter((verb) => verb === 'holdDraw')).toHaveLength(1)
  expect(verbs.filter((verb) => verb === 'sendDrawChunk')).toHaveLength(3)
})

test('two jobs at the same moment draw once, and a deadline moved later draws no second time', async () => {
  const names = ['a', 'b', 'c', 'd']
  const { db, event, answer, draw, queue } = await world(names, { capacity: 2, rules: { way: 'draw' } })
  for (const name of names) await answer(name)
  const both = await Promise.all([draw('one'), draw('two')])
  expect(both.filter(({ held }) => held)).toHaveLength(1)
  const drawn = await queue()
  await db.write(async (tx) =>
    tx
      .update(events)
      .set({ answerBy: answerBy + day })
      .where(eq(events.id, event.id)),
  )
  expect(await draw('three', answerBy + day + 1)).toEqual({ held: false })
  expect(await eventsToDraw(db.read, answerBy + day + 1)).toEqual([])
  expect(await queue()).toEqual(drawn)
  const [record] = await db.read.select().from(draws)
  expect(record?.seed).toBe('one')
})

test('the clock draws, tells all, and says so to open pages; run again it has nothing to do', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `guest ${String(index)}`)
  const { db, event, answer, lettersOf } = await world(names, { capacity: 3, rules: { way: 'draw' } })
  for (const name of names) await answer(name)
  const heard: string[] = []
  const context = { now: () => answerBy + 1, announce: (topic: string) => heard.push(topic), wake: () => undefined }
  const job = holdDraws({ db, context } as unknown as Services)
  for (let turn = 0; turn < 2; turn += 1) await job.run(new AbortController().signal)
  expect(heard).toEqual([eventChanged(event.id)])
  expect([(await lettersOf('drawnSeat')).length, (await lettersOf('drawnQueue')).length]).toEqual([3, 9])
  expect((await db.read.select().from(draws))[0]?.seed).toMatch(/^[0-9a-f]{64}$/)
})

test('a draw that fails in the middle has drawn nothing, and the next try draws', async () => {
  const { db, by, answer, has, draw } = await world(['a', 'b'], { capacity: 1, rules: { way: 'draw' } })
  for (const name of ['a', 'b']) await answer(name)
  const killed = db.write(async (tx) => {
    await holdDraw(tx, { ...by, seed: 'seed', now: answerBy + 1 })
    throw new Error('killed')
  })
  await expect(killed).rejects.toThrow('killed')
  expect([await has('a'), await has('b')]).toEqual(['waiting 1', 'waiting 1'])
  expect(await db.read.$count(draws)).toBe(0)
  expect(await draw()).toEqual({ held: true })
})

test('after the draw a seat that is given back goes to the first in the drawn queue, and its letter is not doubled', async () => {
  const names = ['a', 'b', 'c']
  const { db, event, answer, has, draw, tellAll, lettersOf } = await world(names, {
    capacity: 1,
    rules: { way: 'draw' },
  })
  for (const name of names) await answer(name)
  await draw()
  const order = (await drawOf(db.read, event.id))?.drawn.map(({ name }) => name ?? '') ?? []
  const [winner = '', second = '', third = ''] = order
  // Before its letter is written: who gives up gets none, who is offered a seat has the letter of that.
  expect(await answer(winner, { answer: 'no', at: answerBy + 2 })).toMatchObject({ ok: true })
  expect([await has(winner), await has(second), await has(third)]).toEqual(['none 0', 'offered 1', 'waiting 1'])
  await tellAll(answerBy + 2)
  expect(await lettersOf('drawnSeat')).toEqual([])
  expect((await lettersOf('seatOffered')).length).toBe(1)
  expect((await lettersOf('drawnQueue'))[0]?.text).toContain('olette jonossa sijalla 1')
})

test('the way stands from the first yes on; an event that loses its deadline gives seats as they were asked for', async () => {
  const { db, event, by, answer, has, set } = await world(['a', 'b'], { capacity: 1, rules: { way: 'draw' } })
  await answer('b')
  await answer('a')
  expect(await set({ way: 'firstCome' })).toEqual({ ok: false, reason: 'asked' })
  expect(await set({ way: 'draw', organisationLimit: 2 })).toEqual({ ok: true })
  await db.write(async (tx) => tx.update(events).set({ answerBy: null }).where(eq(events.id, event.id)))
  await moveQueue(db, { ...by, now })
  expect([await has('b'), await has('a')]).toEqual(['offered 1', 'waiting 1'])
})

test('a draft that says how it would give its seats is deleted with that', async () => {
  const { db, by } = await world([], { capacity: 5, rules: { way: 'draw' }, event: { state: 'draft' } })
  expect(await deleteDraftEventWithProposals(db, { ...by, now })).toEqual({ ok: true })
})

test('500 take part in a draw: seats to the last, one queue without gaps for the rest', async () => {
  const { db, event, draw, queue } = await world([], { capacity: 120, rules: { way: 'draw' } })
  await db.write(async (tx) => {
    for (let guest = 0; guest < 500; guest += 1) {
      const ticket = { answer: 'yes' as const, place: 'waiting' as const, position: guest + 1, people: (guest % 3) + 1 }
      await makeInvitation(tx, { eventId: event.id, sendingId: `sending${event.id}`, ...ticket })
    }
  })
  await draw()
  const seated = (await drawOf(db.read, event.id))?.drawn.filter((each) => each.seated) ?? []
  expect(seated.reduce((sum, { people }) => sum + people, 0)).toBeGreaterThan(117)
  expect(await queue()).toHaveLength(500 - seated.length)
  const waiting = (await claimsOf(db.read, event.id)).filter(({ place }) => place === 'waiting')
  const positions = waiting.map(({ position }) => position).sort((a, b) => a - b)
  expect(positions).toEqual(waiting.map((_, index) => index + 1))
})
