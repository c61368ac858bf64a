import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { answerWithGuests } from '#app/features/guests/answer-with-guests.server.ts'
import { eraseGuests } from '#app/features/guests/erase-guests.server.ts'
import { guestsByInvitation, guestsOf, marksOf } from '#app/features/guests/queries.server.ts'
import { keptFor, marksKept, type Guest } from '#app/features/guests/rules.ts'
import { answerMarks } from '#app/features/guests/tables.server.ts'
import { invitationById, peopleComing } from '#app/features/invitations/queries.server.ts'
import { onlineOf, seatsOf } from '#app/features/invitations/rules.ts'
import { withdrawInvitation } from '#app/features/invitations/withdraw-invitation.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeEvent, makeInvitation, type EventRow } from '#tests/support/makers.ts'

/* Who comes, how, and who said so: names are optional, the hall is for those who come to it, and nothing outlives its use. */

const now = Date.now()
const system = { kind: 'system' } as const
const inHall = (name: string): Guest => ({ name, online: false })
const online = (name = ''): Guest => ({ name, online: true })

async function world(given: Partial<EventRow> = {}) {
  const db = await openTestDatabase()
  const event = await makeEvent(db, { attendanceMode: 'hybrid', ...given })
  const invite = async () => {
    const id = newId()
    const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
    return makeInvitation(db, { id, eventId: event.id, linkId: link.id })
  }
  const { id } = await invite()
  type Said = Partial<Parameters<typeof answerWithGuests>[1]>
  const say = (said: Said = {}, invitationId = id) =>
    answerWithGuests(db, { invitationId, answer: 'yes', actor: system, now, ...said })
  const saved = async (of = id) => {
    const { answer = '', place = '', people = 0, online: far = 0 } = (await invitationById(db.read, of)) ?? {}
    return `${answer} ${place} ${String(people)}/${String(far)}`
  }
  return { db, event, id, invite, say, saved, names: () => guestsOf(db.read, id) }
}

test.each([
  ['inPerson', 3, 0],
  ['hybrid', 2, 1],
  ['online', 3, 3],
] as const)('of a party of three, one online, an event that is %s seats %i and has %i online', (mode, seats, far) => {
  const party = { people: 3, online: 1 }
  expect([seatsOf(mode, party), onlineOf(mode, party)]).toEqual([seats, far])
})

test('guests are told by name or not, some online, and only those who come to the hall take seats of it', async () => {
  const { db, event, say, saved, names } = await world({ capacity: 2 })
  expect(await say({ people: 3, guests: [inHall('Aino'), online('Pekka'), inHall('')] })).toMatchObject({ ok: true })
  expect(await saved()).toBe('yes seat 3/1')
  expect(await names()).toEqual([inHall('Aino'), online('Pekka')])
  expect(await peopleComing(db.read, event.id)).toEqual({ people: 3, online: 1, seats: 2 })
})

test('in a full hall one waits for a seat, and gets in at once by taking part online', async () => {
  const { db, event, invite, say, saved } = await world({ capacity: 1 })
  const other = await invite()
  await say({}, other.id)
  await say()
  expect(await saved()).toBe('yes waiting 1/0')
  await say({ people: 1, guests: [online()] })
  expect(await saved()).toBe('yes seat 1/1')
  // Back to the hall there is no seat; what was answered before still holds.
  expect(await say({ people: 1, guests: [inHall('')] })).toMatchObject({ ok: false, refusal: { reason: 'full' } })
  expect(await saved()).toBe('yes seat 1/1')
  expect(await peopleComing(db.read, event.id)).toEqual({ people: 2, online: 1, seats: 1 })
})

test('an event that is online counts everybody against a capacity that it was given', async () => {
  const { say, saved, invite } = await world({ attendanceMode: 'online', capacity: 2 })
  await say({ people: 2, guests: [online('Aino'), inHall('Pekka')] })
  expect(await saved()).toBe('yes seat 2/0')
  const late = await invite()
  await say({}, late.id)
  expect(await saved(late.id)).toBe('yes waiting 1/0')
})

test('parties that save at the same moment never take more of the hall than there is', async () => {
  const { db, event, invite, say } = await world({ capacity: 5 })
  const parties = await Promise.all(Array.from({ length: 8 }, invite))
  const party = [inHall('a'), online('b')]
  await Promise.all(parties.map(({ id }) => say({ people: 2, guests: party }, id)))
  const full = await peopleComing(db.read, event.id)
  expect(full).toEqual({ people: 10, online: 5, seats: 5 })
  await Promise.all(parties.map(({ id }) => say({ people: 3, guests: [...party, inHall('c')] }, id)))
  expect((await peopleComing(db.read, event.id)).seats).toBeLessThanOrEqual(5)
})

test('more names than people are given back, and nothing is changed', async () => {
  const { say, saved, names } = await world()
  await say({ people: 2, guests: [inHall('Aino'), inHall('Pekka')] })
  const moreNames = { names: 2, people: 1 }
  expect(await say({ people: 1, guests: [inHall('Aino'), inHall('Ritva')] })).toEqual({
    ok: false,
    refusal: null,
    moreNames,
  })
  expect([await saved(), await names()]).toEqual(['yes seat 2/0', [inHall('Aino'), inHall('Pekka')]])
})

test('a number that is lowered without names keeps the first of them', async () => {
  const { say, saved, names } = await world()
  await say({ people: 3, guests: [inHall('Aino'), online('Pekka'), online('Ritva')] })
  await say({ people: 2, recordedBy: newId() })
  expect([await saved(), await names()]).toEqual(['yes seat 2/1', [inHall('Aino'), online('Pekka')]])
})

test('an answer that turns to no leaves no names behind, and no letter or audit row ever held them', async () => {
  const { db, say, names } = await world()
  await say({ people: 1, guests: [inHall('Vilhelmiina Niskavuori')], answeredBy: 'Loviisa Niskavuori' })
  await say({ answer: 'no' })
  expect(await names()).toEqual([])
  const told = JSON.stringify([await db.read.select().from(auditRows), await db.read.select().from(letters)])
  expect(told).not.toContain('Niskavuori')
})

test('those who share a link see who answered and when, and the last few changes', async () => {
  const { db, id, say } = await world()
  await say()
  await say({ people: 2, answeredBy: 'Aino Virtanen', now: now + 1 })
  await say({ people: 2, now: now + 2 })
  await say({ answer: 'maybe', recordedBy: newId(), now: now + 3 })
  const marks = await marksOf(db.read, id)
  expect(marks.map(({ name, answer, people, recorded }) => [name, answer, people, recorded])).toEqual([
    [null, 'maybe', 0, true],
    ['Aino Virtanen', 'yes', 2, false],
    [null, 'yes', 1, false],
  ])
  for (let step = 0; step < marksKept + 2; step += 1) await say({ people: 3 + step, now: now + 10 + step })
  expect(await marksOf(db.read, id)).toHaveLength(marksKept)
})

test('names go when an invitation is withdrawn, and all that parties told some months after the event', async () => {
  const { db, event, id, invite, say } = await world()
  const other = await invite()
  await say({ people: 1, guests: [inHall('Aino')] })
  await say({ people: 1, guests: [inHall('Pekka')], answeredBy: 'Pekka' }, other.id)
  await withdrawInvitation(db, { invitationId: id, eventId: event.id, actor: system, now })
  // Shown to nobody any more, also before they are gone.
  expect([...(await guestsByInvitation(db.read, event.id)).keys()]).toEqual([other.id])
  const erase = (at: number) => eraseGuests(db, { actor: system, now: at })
  expect(await erase(now)).toEqual({ erased: 1, more: false })
  expect(await erase(event.endsAt + keptFor - 1)).toEqual({ erased: 0, more: false })
  expect(await erase(event.endsAt + keptFor)).toEqual({ erased: 3, more: false })
  expect(await db.read.$count(answerMarks, eq(answerMarks.eventId, event.id))).toBe(0)
})
