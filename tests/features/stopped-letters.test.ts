import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { system } from '#app/features/audit/rules.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { cancelEventWithInvitations } from '#app/features/invitations/cancel-event-with-invitations.server.ts'
import { createSending } from '#app/features/invitations/create-sending.server.ts'
import { invitationsOf, invitationSummary } from '#app/features/participants/queries.server.ts'
import { sendInvitationChunk } from '#app/features/invitations/send-invitation-chunk.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { withdrawInvitation } from '#app/features/invitations/withdraw-invitation.server.ts'
import { claimLetters } from '#app/features/mail/claim-letters.server.ts'
import { resendLetter } from '#app/features/mail/resend-letter.server.ts'
import { settleLetter } from '#app/features/mail/settle-letter.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { requestSignIn } from '#app/features/people/request-sign-in.server.ts'
import { signInLifetime } from '#app/features/people/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { deliverMail } from '#server/jobs/deliver-mail.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { openMailbox, type Mailbox } from '#tests/support/mailbox.ts'
import { makeAssociation, makeEvent, makeOrganiser, makePerson } from '#tests/support/makers.ts'
import { everybodyOf, letterSaying } from '#tests/support/sending-words.ts'

const now = Date.now()
const actor = { kind: 'person', personId: 'maija' } as const
const baseUrl = 'https://kutsu.laukaa.fi'
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** An event with this many invitations, whose letters wait. */
async function invitedTo(db: TestDatabase, count: number) {
  const organiser = await makeOrganiser(db)
  const event = await makeEvent(db, { organiserId: organiser.id })
  for (let place = 0; place < count; place += 1) await makeAssociation(db, { municipalityId: organiser.id })
  const letter = letterSaying({ fi: 'Tervetuloa.' })
  await createSending(db, { id: newId(), eventId: event.id, audience: everybodyOf(organiser.id), letter, actor, now })
  while ((await sendInvitationChunk(db, { now })).more);
  return { event, invited: await db.read.select().from(invitations).where(eq(invitations.eventId, event.id)) }
}

async function mailbox(trouble?: Parameters<typeof openMailbox>[0]): Promise<Mailbox> {
  const made = await openMailbox(trouble)
  closing.push(() => made.close())
  return made
}

/** Runs a sender once, at a moment. */
async function deliver(db: TestDatabase, smtpUrl: string | null, at = now) {
  const report = (error: unknown) => {
    throw error
  }
  const env = { smtpUrl, mailFrom: 'kutsu@laukaa.fi', baseUrl, secret: 'a secret of the tests, long enough' }
  const job = deliverMail({ db, log: pino({ level: 'silent' }), env, context: { now: () => at, report } })
  closing.push(() => job.close())
  await job.run(new AbortController().signal)
}

const recipients = (box: Mailbox) => box.messages.flatMap((message) => message.to).sort()
const letterOf = async (db: TestDatabase, invitationId: string) => {
  const [found] = await db.read.select().from(letters).where(eq(letters.subjectId, invitationId))
  if (!found) throw new Error(`No letter about ${invitationId}`)
  return found
}

test('a withdrawn invitation that waits does not go out, and the others do', async () => {
  const db = await openTestDatabase()
  const box = await mailbox()
  const { event, invited } = await invitedTo(db, 3)
  const [gone, ...kept] = invited
  if (!gone) throw new Error('nobody was invited')
  await withdrawInvitation(db, { invitationId: gone.id, eventId: event.id, actor, now })
  await deliver(db, box.url)
  expect(recipients(box)).toEqual(kept.map(({ email }) => email).sort())
  const letter = await letterOf(db, gone.id)
  expect(letter.state).toBe('stopped')
  const [row] = await db.read.select().from(auditRows).where(eq(auditRows.verb, 'stopLetters'))
  expect(row).toMatchObject({
    actor: 'maija',
    subjectId: gone.id,
    eventId: event.id,
    changes: [{ table: 'letters', id: letter.id, column: 'state', before: 'waiting', after: 'stopped' }],
  })
})

test('what was sent stays sent; what a sender has in hand or could not deliver is not tried again', async () => {
  const db = await openTestDatabase()
  const { event, invited } = await invitedTo(db, 3)
  const claimed = await claimLetters(db, { limit: 3, now })
  const putOff = { ok: false, responseCode: 451, refusedLetter: true, handedOver: false, trouble: 'later' } as const
  const refused = { ...putOff, responseCode: 550 } as const
  const [sent, failed, held] = claimed
  if (!sent || !failed || !held) throw new Error('three letters')
  await settleLetter(db, { letter: sent, outcome: { ok: true }, actor: system, now })
  await settleLetter(db, { letter: failed, outcome: refused, actor: system, now })
  for (const { id } of invited) await withdrawInvitation(db, { invitationId: id, eventId: event.id, actor, now })
  // The sender that has the third one is told to come again later, after the withdrawal.
  await settleLetter(db, { letter: held, outcome: putOff, actor: system, now })

  const box = await mailbox()
  await deliver(db, box.url, now + 3_600_000)
  expect(box.messages).toEqual([])
  expect(await resendLetter(db, { id: failed.id, actor, now })).toEqual({ ok: false, reason: 'notNeeded' })
  expect(await letterOf(db, sent.subjectId)).toMatchObject({ state: 'sent' })
  expect(await letterOf(db, failed.subjectId)).toMatchObject({ state: 'failed' })
  expect(await letterOf(db, held.subjectId)).toMatchObject({ state: 'stopped' })
})

test('nobody is invited to a cancelled event by a letter that waited, and other events are left alone', async () => {
  const db = await openTestDatabase()
  const box = await mailbox()
  const { event } = await invitedTo(db, 4)
  const other = await invitedTo(db, 2)
  await cancelEventWithInvitations(db, { eventId: event.id, reason: { fi: 'Sali on suljettu.' }, actor, now })
  await deliver(db, box.url)
  expect(recipients(box)).toEqual(other.invited.map(({ email }) => email).sort())
  const states = await db.read.select({ state: letters.state }).from(letters)
  expect(states.filter(({ state }) => state === 'stopped')).toHaveLength(4)
})

test('an event that cannot be cancelled keeps its letters', async () => {
  const db = await openTestDatabase()
  const { event } = await invitedTo(db, 1)
  const late = { eventId: event.id, reason: { fi: 'Liian myöhään' }, actor, now: event.endsAt }
  expect(await cancelEventWithInvitations(db, late)).toEqual({ ok: false, reason: 'over' })
  expect(await db.read.$count(letters, eq(letters.state, 'waiting'))).toBe(1)
})

test.each([
  ['with a mail server', true],
  ['without one', false],
])('an invitation waits until its event ends, and no longer, %s', async (_how, served) => {
  const db = await openTestDatabase()
  const box = await mailbox()
  const { event, invited } = await invitedTo(db, 2)
  await deliver(db, null, event.endsAt - 1)
  expect(await db.read.$count(letters, eq(letters.state, 'waiting'))).toBe(2)
  expect(await claimLetters(db, { limit: 10, now: event.endsAt })).toEqual([])
  await deliver(db, served ? box.url : null, event.endsAt)
  expect(box.messages).toEqual([])
  expect(await db.read.$count(letters, eq(letters.state, 'stopped'))).toBe(2)
  expect(await db.read.$count(auditRows, eq(auditRows.verb, 'stopLateLetters'))).toBe(2)
  expect(await resendLetter(db, { id: (await letterOf(db, invited[0]?.id ?? '')).id, actor, now })).toEqual({
    ok: false,
    reason: 'notNeeded',
  })
})

test('a sign-in letter goes out as long as its link opens something', async () => {
  const db = await openTestDatabase()
  const box = await mailbox()
  const email = 'maija@laukaa.fi'
  await makePerson(db, { email })
  const ask = () => requestSignIn(db, { email, language: 'fi', next: null, baseUrl, actor: system, now })
  await ask()
  await deliver(db, box.url, now + signInLifetime - 1)
  expect(recipients(box)).toEqual([email])
  await ask()
  await deliver(db, box.url, now + signInLifetime)
  expect(box.messages).toHaveLength(1)
  expect(await db.read.$count(letters, eq(letters.state, 'stopped'))).toBe(1)
})

test('who was not written to because the letter was stopped is not counted as reached', async () => {
  const db = await openTestDatabase()
  const { event } = await invitedTo(db, 2)
  await deliver(db, null, event.endsAt)
  expect(await invitationSummary(db.read, event.id)).toMatchObject({ invited: 2, none: 2, notReached: 2 })
  expect(await invitationsOf(db.read, event.id, 'none')).toEqual([])
  const unreached = await invitationsOf(db.read, event.id, 'notReached')
  expect(unreached.map(({ letter }) => letter)).toEqual(['stopped', 'stopped'])
})

test('an invitation that is withdrawn while the mail server takes its time does not go out', async () => {
  const db = await openTestDatabase()
  const { event, invited } = await invitedTo(db, 1)
  const [one] = invited
  // After the envelope, before the text: the last moment at which it can be kept back.
  const box = await mailbox((step) => {
    if (step === 'rcpt' && one) {
      void withdrawInvitation(db, { invitationId: one.id, eventId: event.id, actor, now })
    }
    return null
  })
  await deliver(db, box.url, now)
  expect(box.messages).toEqual([])
  expect(await letterOf(db, one?.id ?? '')).toMatchObject({ state: 'stopped', handedOverAt: null })
})
