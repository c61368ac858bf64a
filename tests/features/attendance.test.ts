import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { closeDoor } from '#app/features/attendance/close-door.server.ts'
import { markAttendance } from '#app/features/attendance/mark-attendance.server.ts'
import { attendanceOf, doorOf } from '#app/features/attendance/queries.server.ts'
import { partiesAt, type Tap } from '#app/features/attendance/rules.ts'
import { withdrawInvitation } from '#app/features/invitations/withdraw-invitation.server.ts'
import { newId } from '#app/lib/ids.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeAssociation, makeEvent, makeInvitation, makePerson } from '#tests/support/makers.ts'

/* Who came: taps at a noisy door, from phones that lose the network. */

const hour = 3_600_000
const startsAt = Date.UTC(2027, 3, 20, 14)
const now = startsAt + hour
const actor = { kind: 'system' } as const

async function theDoor() {
  const db = await openTestDatabase()
  const keeper = await makePerson(db)
  const event = await makeEvent(db, { startsAt, endsAt: startsAt + 3 * hour })
  const eventId = event.id
  const carers = await makeInvitation(db, { eventId, name: 'Omaishoitajat', answer: 'yes', place: 'seat', people: 3 })
  const tap = (given: Partial<Tap>, at = now) =>
    markAttendance(db, {
      eventId,
      tap: { id: newId(), partyId: carers.id, people: 3, at, walkIn: null, ...given },
      actor,
      now: at,
    })
  const door = (at = now) => doorOf(db.read, event, at)
  const present = async () => partiesAt(await door()).map(({ name, present: here }) => [name, here])
  const report = (at = now) => attendanceOf(db.read, event, at)
  const close = (closed: boolean, at = now) => closeDoor(db, { eventId, closed, personId: keeper.id, now: at })
  return { db, event, eventId, carers, tap, door, present, report, close }
}

test('a tap marks a party, another takes it back, and each is on record', async () => {
  const { db, tap, present } = await theDoor()
  expect(await tap({ people: 2 })).toEqual({ ok: true, changed: true })
  expect(await present()).toEqual([['Omaishoitajat', 2]])
  await tap({ people: 0 }, now + 1)
  expect(await present()).toEqual([['Omaishoitajat', 0]])
  const rows = await db.read.select().from(auditRows).where(eq(auditRows.verb, 'markAttendance'))
  expect(rows).toHaveLength(2)
  expect(rows.flatMap(({ changes }) => changes.filter(({ column }) => column === 'people'))).toMatchObject([
    { before: null, after: 2 },
    { before: 2, after: 0 },
  ])
})

test('the last tap by its own time wins, in whatever order taps arrive; a repeat changes nothing', async () => {
  const { db, tap, present } = await theDoor()
  const first = { id: newId(), people: 1 }
  await tap({ people: 3 }, now + 2000)
  expect(await tap(first, now + 1000)).toEqual({ ok: true, changed: false })
  expect(await present()).toEqual([['Omaishoitajat', 3]])
  const last = { id: newId(), people: 2 }
  await tap(last, now + 3000)
  expect(await tap(last, now + 3500)).toEqual({ ok: true, changed: false })
  expect(await present()).toEqual([['Omaishoitajat', 2]])
  expect(await db.read.$count(auditRows, eq(auditRows.verb, 'markAttendance'))).toBe(2)
})

test('two phones that tap at the same moment come to the same, whoever is heard first', async () => {
  const taps = [
    { id: 'a'.repeat(20), people: 1 },
    { id: 'b'.repeat(20), people: 2 },
  ]
  for (const order of [taps, [...taps].reverse()]) {
    const { tap, present } = await theDoor()
    for (const each of order) await tap(each)
    expect(await present()).toEqual([['Omaishoitajat', 2]])
  }
})

test('one who walks in counts, once, however often the phone says so', async () => {
  const { tap, door, report } = await theDoor()
  const walkIn = { name: 'Aino Salo', organisation: 'Kylätoimikunta' }
  const partyId = newId()
  // The second tap may be heard first: each says who it is.
  await tap({ partyId, people: 2, walkIn }, now + 5)
  await tap({ partyId, people: 1, walkIn })
  await tap({ partyId, people: 2, walkIn }, now + 6)
  expect((await door()).marks).toEqual([{ id: partyId, people: 2, walkIn }])
  expect(await report()).toMatchObject({ present: 2, walkIns: 2, expected: 3, walkInOthers: 1, associations: 0 })
})

test('organisations are counted by kind, each association once, also when it walks in by the name in the register', async () => {
  const { db, eventId, tap, report, close } = await theDoor()
  const made = (given: Parameters<typeof makeInvitation>[1]) => makeInvitation(db, { eventId, ...given })
  const council = await made({ recipientKind: 'body', name: 'Vanhusneuvosto', answer: 'maybe' })
  await made({ name: 'Ei tullut ry', answer: 'yes', place: 'seat', people: 2 })
  await made({ name: 'Jonossa ry', answer: 'yes', place: 'waiting', people: 2 })
  await tap({})
  await tap({ partyId: council.id, people: 1 })
  await makeAssociation(db, { name: 'Kyläyhdistys ry' })
  for (const organisation of ['kyläyhdistys RY', 'Kyläyhdistys ry', 'Omaishoitajat', 'Kahvila', null]) {
    await tap({ partyId: newId(), people: 1, walkIn: { name: 'Aino', organisation } })
  }
  expect(await report()).toMatchObject({ present: 9, expected: 5, coming: 3, others: 1, walkIns: 5, absent: 0 })
  await close(true)
  expect(await report()).toMatchObject({
    absent: 1,
    kinds: { association: { present: 1, absent: 1 }, body: { present: 1, absent: 0 } },
    walkInAssociations: 1,
    walkInOthers: 1,
    associations: 2,
  })
})

test('a closed door makes the unmarked absent; it can be opened again, and marks go on from a list on paper', async () => {
  const { db, event, tap, report, close } = await theDoor()
  expect(await close(true)).toEqual({ ok: true, changed: true })
  expect(await close(true)).toEqual({ ok: true, changed: false })
  expect((await report()).absent).toBe(1)
  await close(false)
  expect((await report()).absent).toBe(0)
  expect(await db.read.$count(auditRows, eq(auditRows.verb, 'closeDoor'))).toBe(2)
  // A day later it is closed by itself.
  const later = event.endsAt + 24 * hour
  expect((await report(later)).absent).toBe(1)
  expect(await tap({}, later)).toEqual({ ok: true, changed: true })
  expect((await report(later)).absent).toBe(0)
})

test('marks are taken from half a day before until a week after, of those who are invited to this event', async () => {
  const { db, event, carers, tap, close } = await theDoor()
  expect(await tap({}, startsAt - 13 * hour)).toEqual({ ok: false, reason: 'notYet' })
  expect(await tap({}, event.endsAt + 7 * 24 * hour + 1)).toEqual({ ok: false, reason: 'over' })
  expect(await close(true, startsAt - 13 * hour)).toEqual({ ok: false, reason: 'notYet' })
  const elsewhere = await makeInvitation(db)
  const refused = { ok: false, reason: 'unknownParty' }
  expect(await tap({ partyId: elsewhere.id })).toEqual(refused)
  // An invitation of another event is nobody's walk-in either.
  expect(await tap({ partyId: elsewhere.id, walkIn: { name: 'Aino', organisation: null } })).toEqual(refused)
  const { id: invitationId, eventId } = carers
  await withdrawInvitation(db, { invitationId, eventId, actor, now: startsAt - hour })
  expect(await tap({})).toEqual(refused)
})
