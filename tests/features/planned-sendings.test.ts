import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { recipientsOf } from '#app/features/audiences/queries.server.ts'
import { cancelEventWithInvitations } from '#app/features/invitations/cancel-event-with-invitations.server.ts'
import { cancelSending } from '#app/features/invitations/cancel-sending.server.ts'
import { createSending } from '#app/features/invitations/create-sending.server.ts'
import { sendTimeOf } from '#app/features/invitations/forms.ts'
import { moveSending } from '#app/features/invitations/move-sending.server.ts'
import { apartFrom, draftOf, plannedSendings } from '#app/features/invitations/queries.server.ts'
import { reopenSending } from '#app/features/invitations/reopen-sending.server.ts'
import { sendAtRefusalOf } from '#app/features/invitations/rules.ts'
import { sendInvitationChunk } from '#app/features/invitations/send-invitation-chunk.server.ts'
import { invitations, sendingChunks, sendings } from '#app/features/invitations/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeAssociation, makeEvent, makeOrganiser } from '#tests/support/makers.ts'
import { everybodyOf, letterSaying } from '#tests/support/sending-words.ts'

const now = Date.now()
const hour = 3_600_000
const actor = { kind: 'person', personId: 'maija' } as const

/** A sending to two associations, planned for an hour from now. */
async function planned() {
  const db = await openTestDatabase()
  const organiser = await makeOrganiser(db)
  const event = await makeEvent(db, { organiserId: organiser.id })
  for (const name of ['Ahjo', 'Pato']) await makeAssociation(db, { municipalityId: organiser.id, name })
  const audience = everybodyOf(organiser.id)
  const letter = letterSaying({ fi: 'Tervetuloa.' })
  const id = newId()
  const about = { eventId: event.id, actor, now }
  const made = await createSending(db, { id, ...about, audience, letter, sendAt: now + hour })
  expect(made).toMatchObject({ ok: true, total: 2 })
  return { db, event, organiser, audience, letter, about: { ...about, sendingId: id } }
}

async function sendAll(db: TestDatabase, at: number) {
  while ((await sendInvitationChunk(db, { now: at })).more);
}

const stateOf = async (db: TestDatabase) => (await db.read.select({ state: sendings.state }).from(sendings))[0]?.state

test('a planned sending starts when its time has come, and not before', async () => {
  const { db } = await planned()
  await sendAll(db, now + hour - 1)
  expect([await stateOf(db), await db.read.$count(letters)]).toEqual(['planned', 0])
  await sendAll(db, now + hour)
  expect([await stateOf(db), await db.read.$count(letters)]).toEqual(['sent', 2])
})

test('who waits in a planned sending is not invited by another one meanwhile', async () => {
  const { db, event, organiser, audience } = await planned()
  const apart = await apartFrom(db.read, event.id)
  expect(await recipientsOf(db.read, organiser.id, audience, apart)).toEqual([])
})

test('its time is changed until it starts; a time that has passed or comes too late is refused', async () => {
  const { db, event, about } = await planned()
  expect(await moveSending(db, { ...about, sendAt: now })).toEqual({ ok: false, reason: 'past' })
  expect(await moveSending(db, { ...about, sendAt: event.startsAt })).toEqual({ ok: false, reason: 'afterStart' })
  expect(await moveSending(db, { ...about, sendAt: now + 2 * hour })).toEqual({ ok: true })
  await sendAll(db, now + hour)
  expect(await stateOf(db)).toBe('planned')
  expect(await moveSending(db, { ...about, sendAt: null })).toEqual({ ok: true })
  await sendAll(db, now)
  expect(await stateOf(db)).toBe('sent')
  expect(await moveSending(db, { ...about, sendAt: now + hour })).toEqual({ ok: false, reason: 'notPlanned' })
})

test('called off, nobody of it is invited, and they can be invited anew', async () => {
  const { db, event, organiser, audience, about } = await planned()
  // The right is that of one event: another one does not reach it.
  const other = await makeEvent(db, { organiserId: organiser.id })
  expect(await cancelSending(db, { ...about, eventId: other.id })).toMatchObject({ ok: false })
  expect(await cancelSending(db, about)).toEqual({ ok: true })
  expect(await cancelSending(db, about)).toEqual({ ok: false, reason: 'notPlanned' })
  await sendAll(db, now + 2 * hour)
  expect(await db.read.$count(invitations)).toBe(0)
  expect(await db.read.$count(sendingChunks)).toBe(0)
  expect(await recipientsOf(db.read, organiser.id, audience, await apartFrom(db.read, event.id))).toHaveLength(2)
})

test('taken back into preparation, its letter and its rule are the draft again', async () => {
  const { db, event, audience, letter, about } = await planned()
  expect(await reopenSending(db, about)).toEqual({ ok: true })
  expect(await draftOf(db.read, event.id, actor.personId)).toMatchObject({ audience, letter })
  expect(await stateOf(db)).toBe('stopped')
})

test('cancelling the event calls it off at once; an event that is over stops it when its time comes', async () => {
  const { db, event, about } = await planned()
  await cancelEventWithInvitations(db, { ...about, reason: { fi: 'Sali on suljettu.' } })
  expect([await stateOf(db), await plannedSendings(db.read, event.id)]).toEqual(['stopped', []])

  const late = await planned()
  await late.db.write(async (tx) =>
    tx.update(sendings).set({ sendAt: late.event.endsAt }).where(eq(sendings.id, late.about.sendingId)),
  )
  await sendAll(late.db, late.event.endsAt)
  expect([await stateOf(late.db), await late.db.read.$count(letters)]).toEqual(['stopped', 0])
})

test('an invitation that could not be answered is not planned', () => {
  const event = { startsAt: 10 * hour, answerBy: 5 * hour }
  expect(sendAtRefusalOf(event, 5 * hour, 0)).toBe('afterAnswerBy')
  expect(sendAtRefusalOf(event, 5 * hour - 1, 0)).toBeNull()
  expect(sendAtRefusalOf({ ...event, answerBy: null }, 6 * hour, 0)).toBeNull()
})

test.each([
  // In summer three hours, in winter two hours ahead of UTC; the clocks change on 28 March and 31 October 2027.
  ['2027-03-27', '9:00', '2027-03-27T07:00:00Z'],
  ['28.3.2027', '9.00', '2027-03-28T06:00:00Z'],
  // The hour that is skipped: the later moment. The hour that comes twice: the earlier one.
  ['2027-03-28', '03:30', '2027-03-28T01:30:00Z'],
  ['2027-10-31', '03:30', '2027-10-31T00:30:00Z'],
])('%s at %s by Finnish clocks is %s (REL-14)', (day, time, moment) => {
  const at = Date.parse(moment)
  expect(sendTimeOf({ when: 'later', day, time }, 'Europe/Helsinki')).toEqual({ ok: true, at })
})

test('no day and no time are told apart, and "now" needs neither', () => {
  const typed = { when: 'later', day: '31.2.2027', time: '9.00' }
  expect(sendTimeOf(typed, 'Europe/Helsinki')).toEqual({ ok: false, reason: 'dayWrong' })
  expect(sendTimeOf({ ...typed, day: '1.2.2027', time: '25' }, 'Europe/Helsinki')).toEqual({
    ok: false,
    reason: 'timeWrong',
  })
  expect(sendTimeOf({ ...typed, when: 'now' }, 'Europe/Helsinki')).toEqual({ ok: true, at: null })
})
