import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { invitationById, peopleComing } from '#app/features/invitations/queries.server.ts'
import { invitationsOf, invitationSummary } from '#app/features/participants/queries.server.ts'
import { listLength } from '#app/features/invitations/rules.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { withdrawInvitation } from '#app/features/invitations/withdraw-invitation.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeEvent, makeInvitation, type EventRow, type InvitationRow } from '#tests/support/makers.ts'

const now = Date.now()
const hour = 3_600_000

/** An invitation with a link, as a sending makes one. */
async function invited(db: TestDatabase, event: EventRow, given: Partial<InvitationRow> = {}) {
  const id = newId()
  const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
  return makeInvitation(db, { id, eventId: event.id, linkId: link.id, ...given })
}

function answer(
  db: TestDatabase,
  invitation: InvitationRow,
  said: { answer: 'yes' | 'maybe' | 'no'; people?: number; message?: string | null; at?: number },
) {
  const { at = now, ...rest } = said
  const actor = { kind: 'link', linkId: invitation.linkId ?? '' } as const
  return answerInvitation(db, { invitationId: invitation.id, ...rest, actor, now: at })
}

const receiptsOf = (db: TestDatabase, invitation: InvitationRow) =>
  db.read.select().from(letters).where(eq(letters.subjectId, invitation.id)).orderBy(letters.revision)

test('one press on yes takes a seat for one, and the details come after', async () => {
  const db = await openTestDatabase()
  const event = await makeEvent(db, { capacity: 10 })
  const guest = await invited(db, event)
  expect(await answer(db, guest, { answer: 'yes' })).toMatchObject({ ok: true, changed: true })
  expect(await invitationById(db.read, guest.id)).toMatchObject({
    answer: 'yes',
    place: 'seat',
    people: 1,
    message: null,
  })

  await answer(db, guest, { answer: 'yes', people: 3, message: 'Tulemme junalla.' })
  expect(await invitationById(db.read, guest.id)).toMatchObject({ people: 3, message: 'Tulemme junalla.', revision: 2 })
  // Pressing yes again leaves what was said of the details.
  expect(await answer(db, guest, { answer: 'yes' })).toMatchObject({ ok: true, changed: false })
  expect((await peopleComing(db.read, event.id)).seats).toBe(3)
})

test('cancelling is answering no: the seats are free at once', async () => {
  const db = await openTestDatabase()
  const event = await makeEvent(db, { capacity: 3 })
  const first = await invited(db, event)
  const second = await invited(db, event)
  await answer(db, first, { answer: 'yes', people: 3 })
  await answer(db, first, { answer: 'no' })
  expect(await invitationById(db.read, first.id)).toMatchObject({ answer: 'no', place: 'none', people: 0 })
  expect(await answer(db, second, { answer: 'yes', people: 3 })).toMatchObject({ ok: true })
})

test('raising the count past what fits keeps the earlier answer and says how many fit', async () => {
  const db = await openTestDatabase()
  const event = await makeEvent(db, { capacity: 5 })
  const first = await invited(db, event)
  const second = await invited(db, event)
  await answer(db, first, { answer: 'yes', people: 2 })
  await answer(db, second, { answer: 'yes', people: 2 })
  expect(await answer(db, second, { answer: 'yes', people: 4 })).toEqual({
    ok: false,
    refusal: { reason: 'full', seatsLeft: 3, wanted: 4 },
  })
  expect(await invitationById(db.read, second.id)).toMatchObject({ answer: 'yes', people: 2, revision: 1 })
  expect(await answer(db, second, { answer: 'yes', people: 3 })).toMatchObject({ ok: true })
})

test('one who holds seats keeps them when the capacity is lowered, and can mend the answer within them', async () => {
  const db = await openTestDatabase()
  const event = await makeEvent(db, { capacity: 80 })
  const holder = await invited(db, event)
  const crowd = await invited(db, event)
  const late = await invited(db, event)
  await answer(db, holder, { answer: 'yes', people: 3 })
  await makeInvitation(db, { eventId: event.id, answer: 'yes', place: 'seat', people: 60 })
  await answer(db, crowd, { answer: 'yes', people: 17 })
  await db.write(async (tx) => tx.update(events).set({ capacity: 50 }).where(eq(events.id, event.id)))

  expect(await answer(db, holder, { answer: 'yes', message: 'Tulemme junalla.' })).toMatchObject({ ok: true })
  expect(await answer(db, holder, { answer: 'yes', people: 4 })).toEqual({
    ok: false,
    refusal: { reason: 'full', seatsLeft: 3, wanted: 4 },
  })
  expect(await answer(db, holder, { answer: 'yes', people: 2 })).toMatchObject({ ok: true })
  // What was given back is gone, and nobody new comes in.
  expect(await answer(db, holder, { answer: 'yes', people: 3 })).toMatchObject({ ok: false })
  await answer(db, late, { answer: 'yes' })
  expect(await invitationById(db.read, late.id)).toMatchObject({ place: 'waiting' })
  expect((await peopleComing(db.read, event.id)).seats).toBe(79)
})

test('maybe and no take no seat, and are taken when the event is full', async () => {
  const db = await openTestDatabase()
  const event = await makeEvent(db, { capacity: 1 })
  await answer(db, await invited(db, event), { answer: 'yes' })
  expect(await answer(db, await invited(db, event), { answer: 'maybe' })).toMatchObject({ ok: true })
  expect(await answer(db, await invited(db, event), { answer: 'no' })).toMatchObject({ ok: true })
  expect((await peopleComing(db.read, event.id)).seats).toBe(1)
})

test.each([
  ['the event is cancelled', { state: 'cancelled' }, { reason: 'cancelled' }],
  ['the event was held', { state: 'held' }, { reason: 'over' }],
  ['the event has ended', { startsAt: now - 3 * hour, endsAt: now - 1 }, { reason: 'over' }],
  ['the last moment to answer has passed', { answerBy: now - 1 }, { reason: 'tooLate', answerBy: now - 1 }],
] as const)('no answer is taken when %s, and nothing is written', async (_when, given, refusal) => {
  const db = await openTestDatabase()
  const event = await makeEvent(db, given)
  const guest = await invited(db, event)
  for (const said of ['yes', 'maybe', 'no'] as const) {
    expect(await answer(db, guest, { answer: said })).toEqual({ ok: false, refusal })
  }
  expect(await invitationById(db.read, guest.id)).toMatchObject({ answer: 'none', revision: 0 })
  expect(await db.read.$count(letters)).toBe(0)
  expect(await db.read.$count(auditRows)).toBe(0)
})

test('a withdrawn invitation takes no answer and holds no seats', async () => {
  const db = await openTestDatabase()
  const event = await makeEvent(db, { capacity: 4 })
  const guest = await invited(db, event)
  await answer(db, guest, { answer: 'yes', people: 4 })
  const actor = { kind: 'person', personId: newId() } as const
  expect(await withdrawInvitation(db, { invitationId: guest.id, eventId: event.id, actor, now })).toEqual({ ok: true })
  expect((await peopleComing(db.read, event.id)).seats).toBe(0)
  expect(await answer(db, guest, { answer: 'yes' })).toEqual({ ok: false, refusal: { reason: 'withdrawn' } })
  expect(await withdrawInvitation(db, { invitationId: guest.id, eventId: event.id, actor, now })).toEqual({
    ok: false,
    reason: 'withdrawn',
  })
})

test("nobody withdraws another event's invitation", async () => {
  const db = await openTestDatabase()
  const guest = await invited(db, await makeEvent(db))
  const other = await makeEvent(db)
  const actor = { kind: 'person', personId: newId() } as const
  expect(await withdrawInvitation(db, { invitationId: guest.id, eventId: other.id, actor, now })).toEqual({
    ok: false,
    reason: 'noSuchInvitation',
  })
  expect(await invitationById(db.read, guest.id)).toMatchObject({ withdrawnAt: null })
})

test('each change leaves one audit row that holds before and after', async () => {
  const db = await openTestDatabase()
  const guest = await invited(db, await makeEvent(db))
  await answer(db, guest, { answer: 'yes', people: 2 })
  await answer(db, guest, { answer: 'no', at: now + 1 })
  const rows = await db.read.select().from(auditRows).orderBy(auditRows.at)
  expect(rows).toHaveLength(2)
  expect(rows[1]).toMatchObject({
    verb: 'answerInvitation',
    actor: `link:${String(guest.linkId)}`,
    subjectId: guest.id,
  })
  const changed = (column: string) => rows[1]?.changes.find((change) => change.column === column)
  expect(changed('answer')).toMatchObject({ before: 'yes', after: 'no' })
  expect(changed('people')).toMatchObject({ before: 2, after: 0 })
  expect(changed('place')).toMatchObject({ before: 'seat', after: 'none' })
})

test('each change is confirmed by one letter in the language of the invited', async () => {
  const db = await openTestDatabase()
  const guest = await invited(db, await makeEvent(db), { language: 'sv' })
  await answer(db, guest, { answer: 'yes' })
  await answer(db, guest, { answer: 'yes', people: 2, message: 'Vi kommer <med> tåg' })
  const receipts = await receiptsOf(db, guest)
  expect(receipts.map((letter) => [letter.kind, letter.revision, letter.recipient, letter.language])).toEqual([
    ['answerReceipt', 1, guest.email, 'sv'],
    ['answerReceipt', 2, guest.email, 'sv'],
  ])
  expect(receipts[1]?.subject).toContain('Svaret är sparat')
  expect(receipts[1]?.text).toContain('2 personer')
  expect(receipts[1]?.html).toContain('&lt;med&gt;')
  // The link stands as a placeholder: nobody can read a live one in the outbox.
  expect(receipts[1]?.text).toContain(`kutsu-link:${String(guest.linkId)}`)
})

test('the receipt stands and falls with the answer', async () => {
  const db = await openTestDatabase()
  const guest = await invited(db, await makeEvent(db))
  const failing = db.write(async (tx) => {
    const actor = { kind: 'link', linkId: guest.linkId ?? '' } as const
    await answerInvitation(tx, { invitationId: guest.id, answer: 'yes', actor, now })
    throw new Error('the disk is full')
  })
  await expect(failing).rejects.toThrow('the disk is full')
  expect(await receiptsOf(db, guest)).toEqual([])
  expect(await invitationById(db.read, guest.id)).toMatchObject({ answer: 'none' })
})

test('the last seat goes to one of those who press at once', async () => {
  const db = await openTestDatabase()
  const event = await makeEvent(db, { capacity: 7 })
  const guests = await Promise.all(Array.from({ length: 30 }, () => invited(db, event)))
  const outcomes = await Promise.all(
    guests.map((guest, place) => answer(db, guest, { answer: 'yes', people: (place % 3) + 1 })),
  )
  expect((await peopleComing(db.read, event.id)).seats).toBe(7)
  const seats = await db.read.select().from(invitations).where(eq(invitations.place, 'seat'))
  const waiting = await db.read.select().from(invitations).where(eq(invitations.place, 'waiting'))
  expect(seats.length + waiting.length).toBe(outcomes.filter((outcome) => outcome.ok).length)
})

test('the summary counts everybody once, and the parts of the list agree with it', async () => {
  const db = await openTestDatabase()
  const event = await makeEvent(db)
  const [a, b, c, d] = await Promise.all(Array.from({ length: 4 }, () => invited(db, event)))
  await invited(db, event, { email: null, linkId: null })
  if (!a || !b || !c || !d) throw new Error('four invitations')
  await answer(db, a, { answer: 'yes', people: 3 })
  await answer(db, b, { answer: 'maybe' })
  await answer(db, c, { answer: 'no' })
  const gone = await invited(db, event)
  await withdrawInvitation(db, { invitationId: gone.id, eventId: event.id, actor: { kind: 'system' }, now })
  expect(await invitationSummary(db.read, event.id)).toEqual({
    invited: 5,
    answered: 3,
    guests: 0,
    yes: 1,
    waiting: 0,
    maybe: 1,
    no: 1,
    none: 2,
    people: 3,
    online: 0,
    seats: 3,
    notReached: 1,
    withdrawn: 1,
  })
  const idsOf = async (part: 'none' | 'answered' | 'notReached' | 'withdrawn') =>
    (await invitationsOf(db.read, event.id, part)).map((row) => row.id)
  expect(await idsOf('none')).toEqual([d.id])
  expect((await idsOf('answered')).sort()).toEqual([a.id, b.id, c.id].sort())
  expect(await idsOf('notReached')).toHaveLength(1)
  expect(await idsOf('withdrawn')).toEqual([gone.id])
})

test('the convener writes down an answer that came by telephone, after the deadline too, marked as such until the invitee answers', async () => {
  const db = await openTestDatabase()
  const event = await makeEvent(db, { capacity: 5, answerBy: now - hour })
  const guest = await invited(db, event)
  const actor = { kind: 'person', personId: 'maija' } as const
  const said = {
    invitationId: guest.id,
    answer: 'yes',
    people: 2,
    message: null,
    actor,
    recordedBy: 'maija',
    now,
  } as const
  expect(await answerInvitation(db, said)).toMatchObject({ ok: true })
  expect(await invitationById(db.read, guest.id)).toMatchObject({ answer: 'yes', people: 2, recordedBy: 'maija' })
  expect(await receiptsOf(db, guest)).toHaveLength(1)
  // Not more than there is room for, whoever writes it down.
  expect(await answerInvitation(db, { ...said, people: 6 })).toMatchObject({ refusal: { reason: 'full' } })
  await db.write(async (tx) =>
    tx
      .update(events)
      .set({ answerBy: now + hour })
      .where(eq(events.id, event.id)),
  )
  await answer(db, guest, { answer: 'no' })
  expect(await invitationById(db.read, guest.id)).toMatchObject({ answer: 'no', recordedBy: null })
})

test('a long list is shown page by page, each of the invited on one of them', async () => {
  const db = await openTestDatabase()
  const event = await makeEvent(db)
  await db.write(async (tx) => {
    for (let place = 0; place < listLength + 5; place++)
      await makeInvitation(tx, { eventId: event.id, name: `Yhdistys ${String(place).padStart(3, '0')}` })
  })
  const names = async (page: number) => (await invitationsOf(db.read, event.id, 'none', page)).map(({ name }) => name)
  const [first, second] = [await names(1), await names(2)]
  expect([first.length, second.length]).toEqual([listLength, 5])
  expect(new Set([...first, ...second]).size).toBe(listLength + 5)
  expect(await names(3)).toEqual([])
})
