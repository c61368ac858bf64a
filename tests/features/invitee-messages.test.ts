import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { letters } from '#app/features/mail/tables.server.ts'
import { messagesByInvitation } from '#app/features/invitee-messages/queries.server.ts'
import { writableFor } from '#app/features/invitee-messages/rules.ts'
import { sendMessage } from '#app/features/invitee-messages/send-message.server.ts'
import { newId } from '#app/lib/ids.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeEvent, makeInvitation, makeOrganiser, makePerson } from '#tests/support/makers.ts'

/* Who comes too late to answer is not sent away without a word: the convener hears it. */

const now = Date.now()
const day = 86_400_000

async function begin(given: Parameters<typeof makeEvent>[1] = {}) {
  const db = await openTestDatabase()
  const organiser = await makeOrganiser(db)
  const maija = await makePerson(db, { language: 'sv' }, [{ role: 'liaison', scopeId: organiser.id }])
  const startsAt = now + 3 * day
  const event = await makeEvent(db, { organiserId: organiser.id, convenerId: maija.id, startsAt, ...given })
  const invitation = await makeInvitation(db, { eventId: event.id })
  const write = (args: { id?: string; now?: number; invitationId?: string } = {}) =>
    sendMessage(db, {
      invitationId: invitation.id,
      text: 'Pääsemme sittenkin.',
      baseUrl: 'https://kutsu.example',
      actor: { kind: 'system' },
      now,
      ...args,
    })
  const sent = () => db.read.select().from(letters).where(eq(letters.kind, 'inviteeMessage'))
  return { db, maija, event, invitation, write, sent }
}

test('after the last day a message goes to the convener, answerable to the invitee, and stands beside the invitation', async () => {
  const { db, maija, event, invitation, write, sent } = await begin({ answerBy: now - day })
  const id = newId()
  expect(await Promise.all([write({ id }), write({ id })])).toEqual([
    { ok: true, eventId: event.id },
    { ok: true, eventId: event.id },
  ])
  expect(await sent()).toMatchObject([{ recipient: maija.email, language: 'sv', replyTo: invitation.email }])
  expect((await sent())[0]?.text).toContain('Pääsemme sittenkin.')
  const kept = await messagesByInvitation(db.read, event.id)
  expect(kept[invitation.id]).toEqual([{ id, text: 'Pääsemme sittenkin.', sentAt: now }])
})

test('a full event takes messages; one that can be answered asks for an answer instead', async () => {
  const full = await begin({ capacity: 1 })
  await makeInvitation(full.db, { eventId: full.event.id, answer: 'yes', place: 'seat', people: 1 })
  expect(await full.write()).toMatchObject({ ok: true })
  const open = await begin()
  expect(await open.write()).toEqual({ ok: false, reason: 'answerInstead' })
  expect(await open.sent()).toEqual([])
})

test('until a week after the event, and not by a withdrawn invitation', async () => {
  const { db, event, write } = await begin()
  expect(await write({ now: event.endsAt + writableFor })).toMatchObject({ ok: true })
  expect(await write({ now: event.endsAt + writableFor + 1 })).toEqual({ ok: false, reason: 'tooOld' })
  const withdrawn = await makeInvitation(db, { eventId: event.id, withdrawnAt: now })
  expect(await write({ invitationId: withdrawn.id, now: event.endsAt })).toEqual({ ok: false, reason: 'withdrawn' })
})
