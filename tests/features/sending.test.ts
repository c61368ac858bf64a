import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { nobody } from '#app/features/audiences/rules.ts'
import { createSending } from '#app/features/invitations/create-sending.server.ts'
import { sendingProgress } from '#app/features/invitations/queries.server.ts'
import { invitationSummary } from '#app/features/participants/queries.server.ts'
import { letterChunk } from '#app/features/invitations/rules.ts'
import { sendInvitationChunk } from '#app/features/invitations/send-invitation-chunk.server.ts'
import { invitations, sendings } from '#app/features/invitations/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { openDatabase } from '#db/database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeAssociation, makeBody, makeContact, makeEvent, makeOrganiser, makePerson } from '#tests/support/makers.ts'
import { everybodyOf, letterSaying } from '#tests/support/sending-words.ts'

const now = Date.now()

/** An event of an organiser with `count` associations, and its convener. */
async function called(db: TestDatabase, count: number) {
  const organiser = await makeOrganiser(db)
  const convener = await makePerson(db, { name: 'Maija Lehto', title: 'järjestöyhdyshenkilö' })
  const event = await makeEvent(db, { organiserId: organiser.id, convenerId: convener.id })
  for (let place = 0; place < count; place += 1) {
    const language = (['fi', 'sv', 'en'] as const)[place % 3]
    await makeAssociation(db, { municipalityId: organiser.id, name: `Yhdistys ${String(place)}`, language })
  }
  const actor = { kind: 'person', personId: convener.id } as const
  return { organiser, event, actor, convener, everybody: everybodyOf(organiser.id) }
}

const greeting = { fi: 'Tervetuloa.', sv: 'Välkomna.', en: 'Welcome.' }
const letter = letterSaying(greeting)

async function sendAll(db: Pick<TestDatabase, 'write'>) {
  while ((await sendInvitationChunk(db, { now })).more);
}

async function letterPerInvitation(db: TestDatabase) {
  const rows = await db.read
    .select({ invitation: invitations, letter: letters })
    .from(invitations)
    .leftJoin(letters, and(eq(letters.subjectId, invitations.id), eq(letters.kind, 'invitation')))
  expect(rows).toHaveLength(await db.read.$count(invitations))
  return rows
}

test('each recipient gets exactly one letter, in their own language, with a link of their own', async () => {
  const db = await openTestDatabase()
  const { event, organiser, actor, convener, everybody } = await called(db, letterChunk * 2 + 3)
  await makeContact(db, { organiserId: organiser.id, kind: 'official' })
  const body = await makeBody(db, { organiserId: organiser.id })
  const audience = { ...everybody, bodyIds: [body.id] }
  const started = await createSending(db, { id: newId(), eventId: event.id, audience, letter, actor, now })
  expect(started).toMatchObject({ ok: true, total: letterChunk * 2 + 5 })
  await sendAll(db)

  const rows = await letterPerInvitation(db)
  expect(rows).toHaveLength(letterChunk * 2 + 5)
  for (const { invitation, letter } of rows) {
    expect(letter).toMatchObject({
      recipient: invitation.email,
      language: invitation.language,
      replyTo: convener.email,
      state: 'waiting',
    })
    expect(letter?.text).toContain(greeting[invitation.language])
    for (const answer of ['yes', 'maybe', 'no']) {
      expect(letter?.html).toContain(`kutsu-link:${String(invitation.linkId)}?answer=${answer}`)
    }
    expect(letter?.text).toContain('Maija Lehto')
  }
  expect(new Set(rows.map(({ invitation }) => invitation.linkId)).size).toBe(rows.length)
  expect(await sendingProgress(db.read, event.id)).toBeNull()
})

test('an association is asked "Tuletteko?", an official "Tuletko?"', async () => {
  const db = await openTestDatabase()
  const { event, organiser, actor, everybody } = await called(db, 1)
  await makeContact(db, { organiserId: organiser.id, kind: 'official' })
  await createSending(db, { id: newId(), eventId: event.id, audience: everybody, letter, actor, now })
  await sendAll(db)
  const texts = new Map(
    (await letterPerInvitation(db)).map(({ invitation, letter }) => [invitation.recipientKind, letter?.text ?? '']),
  )
  expect(texts.get('association')).toContain('Tuletteko?')
  expect(texts.get('official')).toContain('Tuletko?')
})

test('a second press of the button starts no second sending', async () => {
  const db = await openTestDatabase()
  const { event, actor, everybody } = await called(db, 5)
  const sending = { id: newId(), eventId: event.id, audience: everybody, letter, actor, now }
  const [first, second] = await Promise.all([createSending(db, sending), createSending(db, sending)])
  expect(second).toEqual(first)
  await sendAll(db)
  expect(await db.read.$count(sendings)).toBe(1)
  expect(await db.read.$count(letters)).toBe(5)
  expect(await createSending(db, { ...sending, id: newId() })).toEqual({ ok: false, reason: 'nobody' })
})

test('two sendings at once to the same people invite each of them once', async () => {
  const db = await openTestDatabase()
  const { event, actor, everybody } = await called(db, 8)
  const sending = { eventId: event.id, audience: everybody, letter, actor, now }
  const outcomes = await Promise.all([
    createSending(db, { id: newId(), ...sending }),
    createSending(db, { id: newId(), ...sending }),
  ])
  expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false])
  await sendAll(db)
  expect(await db.read.$count(letters)).toBe(8)
})

test('two senders at once, one of them in another process, queue no letter twice', async () => {
  const db = await openTestDatabase()
  const { event, actor, everybody } = await called(db, letterChunk * 4)
  await createSending(db, { id: newId(), eventId: event.id, audience: everybody, letter, actor, now })
  const other = openDatabase(db.file)
  await Promise.all([sendAll(db), sendAll(db), sendAll(other)])
  await other.close()
  const rows = await letterPerInvitation(db)
  expect(rows).toHaveLength(letterChunk * 4)
  expect(rows.every(({ letter }) => letter !== null)).toBe(true)
})

test('a sending that was broken off in the middle goes on where it was', async () => {
  const db = await openTestDatabase()
  const { event, actor, everybody } = await called(db, letterChunk * 2)
  await createSending(db, { id: newId(), eventId: event.id, audience: everybody, letter, actor, now })
  await sendInvitationChunk(db, { now })
  expect(await sendingProgress(db.read, event.id)).toEqual({ total: letterChunk * 2, queued: letterChunk })
  // The process dies before its second chunk is committed: nothing of that chunk is there.
  const dying = db.write(async (tx) => {
    await sendInvitationChunk(tx, { now })
    throw new Error('killed')
  })
  await expect(dying).rejects.toThrow('killed')
  expect(await db.read.$count(letters)).toBe(letterChunk)
  expect(await db.read.$count(invitations)).toBe(letterChunk)
  await db.close()

  const again = openDatabase(db.file)
  await sendAll(again)
  expect(await again.read.$count(letters)).toBe(letterChunk * 2)
  expect(await again.read.$count(invitations)).toBe(letterChunk * 2)
  await again.close()
})

test('who has no address is invited without a letter and counted as not reached', async () => {
  const db = await openTestDatabase()
  const { event, organiser, actor, everybody } = await called(db, 2)
  await makeAssociation(db, { municipalityId: organiser.id, name: 'Osoitteeton ry', email: null })
  const started = await createSending(db, { id: newId(), eventId: event.id, audience: everybody, letter, actor, now })
  expect(started).toMatchObject({ ok: true, total: 2 })
  await sendAll(db)
  expect(await db.read.$count(letters)).toBe(2)
  expect(await invitationSummary(db.read, event.id)).toMatchObject({ invited: 3, notReached: 1 })
})

test('only those who were ticked are invited, whoever joins the register meanwhile', async () => {
  const db = await openTestDatabase()
  const { event, organiser, actor } = await called(db, 0)
  const wanted = await makeAssociation(db, { municipalityId: organiser.id })
  await makeAssociation(db, { municipalityId: organiser.id, name: 'Toinen ry' })
  const chosen = [`association:${wanted.id}`]
  await createSending(db, {
    id: newId(),
    eventId: event.id,
    audience: { ...nobody, added: chosen },
    letter,
    actor,
    now,
  })
  await makeAssociation(db, { municipalityId: organiser.id, name: 'Myöhäinen ry' })
  await sendAll(db)
  const rows = await db.read.select().from(invitations)
  expect(rows.map((row) => row.recipientId)).toEqual([wanted.id])
})

test('nobody is invited to a draft, a cancelled or a past event', async () => {
  const db = await openTestDatabase()
  const { event, actor, everybody } = await called(db, 1)
  const sending = { id: newId(), eventId: event.id, audience: everybody, letter, actor, now }
  await db.write(async (tx) => tx.update(events).set({ state: 'draft' }).where(eq(events.id, event.id)))
  expect(await createSending(db, sending)).toEqual({ ok: false, reason: 'notPublished' })
  await db.write(async (tx) => tx.update(events).set({ state: 'cancelled' }).where(eq(events.id, event.id)))
  expect(await createSending(db, sending)).toEqual({ ok: false, reason: 'notPublished' })
  await db.write(async (tx) => tx.update(events).set({ state: 'published' }).where(eq(events.id, event.id)))
  expect(await createSending(db, { ...sending, now: event.endsAt })).toEqual({ ok: false, reason: 'over' })
})

test('cancelling the event stops the rest of a running sending', async () => {
  const db = await openTestDatabase()
  const { event, actor, everybody } = await called(db, letterChunk + 5)
  await createSending(db, { id: newId(), eventId: event.id, audience: everybody, letter, actor, now })
  await sendInvitationChunk(db, { now })
  await db.write(async (tx) => tx.update(events).set({ state: 'cancelled' }).where(eq(events.id, event.id)))
  await sendAll(db)
  expect(await db.read.$count(letters)).toBe(letterChunk)
  expect(await db.read.select({ state: sendings.state }).from(sendings)).toEqual([{ state: 'stopped' }])
})
