import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { system } from '#app/features/audit/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { linkPlaceholderPattern } from '#app/features/links/rules.ts'
import { links } from '#app/features/links/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { changeOpenRegistration } from '#app/features/open-registration/change-open-registration.server.ts'
import { confirmRegistration } from '#app/features/open-registration/confirm-registration.server.ts'
import { eraseRequests } from '#app/features/open-registration/erase-requests.server.ts'
import { registerForm } from '#app/features/open-registration/forms.ts'
import {
  eventIdByCode,
  largestPartyOf,
  openEventIds,
  registrationOf,
} from '#app/features/open-registration/queries.server.ts'
import { requestRegistration } from '#app/features/open-registration/request-registration.server.ts'
import { keptAfter, lettersADay, linkLifetime } from '#app/features/open-registration/rules.ts'
import { registrationRequests } from '#app/features/open-registration/tables.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { newId } from '#app/lib/ids.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeEvent, makeInvitation, makePerson, type EventRow } from '#tests/support/makers.ts'

/* Anybody may sign up while the convener lets them: on the same seats as the invited, and only as the owner of the address. */

const now = Date.now()
const day = 86_400_000

async function world(given: Partial<EventRow> = {}, settings: { open?: boolean; closesAt?: number | null } = {}) {
  const db = await openTestDatabase()
  const convener = await makePerson(db)
  const event = await makeEvent(db, { convenerId: convener.id, ...given })
  const actor = { kind: 'person', personId: convener.id } as const
  const set = (wish: { open?: boolean; closesAt?: number | null; mostPeople?: number }, at = now) =>
    changeOpenRegistration(db, {
      ...{ open: true, closesAt: null, mostPeople: 4, ...wish },
      eventId: event.id,
      actor,
      now: at,
    })
  const opened = await set(settings)
  const ask = (email: string, people = 1, at = now) =>
    requestRegistration(db, {
      eventId: event.id,
      name: 'Liisa Virtanen',
      association: 'Kylätoimikunta',
      email,
      people,
      language: 'fi',
      actor: system,
      now: at,
    })
  const requestId = async (email: string) => {
    const rows = await db.read.select().from(registrationRequests).where(eq(registrationRequests.email, email))
    return rows.at(-1)?.id ?? 'none'
  }
  const confirm = async (email: string, at = now, people?: number) =>
    confirmRegistration(db, { requestId: await requestId(email), people, actor: system, now: at })
  const invited = () => db.read.select().from(invitations).where(eq(invitations.eventId, event.id))
  return { db, event, actor, set, opened, ask, confirm, requestId, invited }
}

test('is off at first, opens for published events only, and can always be closed', async () => {
  const { opened, db, event, set, ask } = await world({ state: 'draft' })
  expect(opened).toEqual({ ok: false, reason: 'notPublished' })
  expect(await registrationOf(db.read, event.id)).toBeNull()
  expect(await ask('liisa@posti.fi')).toEqual({ ok: false, refusal: { reason: 'off' } })
  await db.write(async (tx) => tx.update(events).set({ state: 'published' }).where(eq(events.id, event.id)))
  expect(await set({})).toEqual({ ok: true })
  await db.write(async (tx) => tx.update(events).set({ state: 'cancelled' }).where(eq(events.id, event.id)))
  expect(await set({ open: true })).toMatchObject({ ok: false })
  expect(await set({ open: false })).toEqual({ ok: true })
})

test.each([
  ['off', {}, { open: false }, now],
  ['closed', {}, { closesAt: now + day }, now + day + 1],
  ['closed', { answerBy: now + day }, { closesAt: now + 5 * day }, now + day + 1],
  ['closed', {}, {}, now + 20 * day],
  ['cancelled', { state: 'cancelled' }, null, now],
  ['over', { state: 'held' }, null, now],
] as const)('nobody signs up or confirms when it is %s', async (reason, given, settings, at) => {
  const state = 'state' in given ? given.state : null
  const startsAt = now + 20 * day - 1
  const { db, event, set, ask, confirm, invited } = await world({
    startsAt,
    endsAt: startsAt + day,
    ...given,
    state: 'published',
  })
  await ask('early@posti.fi')
  if (settings) await set(settings)
  if (state) await db.write(async (tx) => tx.update(events).set({ state }).where(eq(events.id, event.id)))
  expect(await ask('liisa@posti.fi', 1, at)).toEqual({ ok: false, refusal: { reason } })
  expect(await confirm('early@posti.fi', at)).toEqual({ ok: false, refusal: { reason } })
  expect(await invited()).toEqual([])
  const details = await eventById(db.read, event.id)
  expect(details && (await openEventIds(db.read, [details], at))).toEqual([])
})

test('asking makes nothing but a request and a letter, the same for a new address, a known one and an invited one', async () => {
  const { db, event, ask } = await world()
  await makePerson(db, { email: 'known@posti.fi' })
  await makeInvitation(db, { eventId: event.id, email: 'invited@posti.fi' })
  const left: unknown[] = []
  for (const email of ['new@posti.fi', 'known@posti.fi', 'invited@posti.fi']) {
    const before = await db.read.$count(auditRows)
    expect(await ask(email)).toEqual({ ok: true })
    const [letter] = await db.read.select().from(letters).where(eq(letters.recipient, email))
    left.push({
      letter: letter && [
        letter.kind,
        letter.subject,
        letter.html.replace(linkPlaceholderPattern, '…'),
        letter.notAfter,
      ],
      audit: (await db.read.$count(auditRows)) - before,
    })
  }
  expect(new Set(left.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(await db.read.$count(invitations)).toBe(1)
  // What was typed is nobody's to send in our name, and does not outlive the request in the audit.
  const [letter] = await db.read.select().from(letters)
  expect(`${letter?.subject ?? ''}${letter?.text ?? ''}`).not.toMatch(/Liisa|Kylätoimikunta/)
  expect(JSON.stringify(await db.read.select().from(auditRows))).not.toMatch(/new@posti|Liisa/)
})

test('confirming gives a seat, a receipt with the own link, and audit rows; pressing again does no harm', async () => {
  const { db, ask, confirm, invited } = await world()
  await ask('liisa@posti.fi', 2)
  const first = await confirm('liisa@posti.fi')
  const again = await confirm('liisa@posti.fi', now + 1)
  expect([first, again]).toMatchObject([
    { ok: true, made: true },
    { ok: true, made: false },
  ])
  expect(first.ok && again.ok && first.linkId === again.linkId).toBe(true)
  const rows = await invited()
  expect(rows).toMatchObject([
    { recipientKind: 'guest', name: 'Liisa Virtanen, Kylätoimikunta', answer: 'yes', place: 'seat', people: 2 },
  ])
  const receipts = await db.read.select().from(letters).where(eq(letters.kind, 'answerReceipt'))
  expect(receipts).toHaveLength(1)
  expect(receipts[0]?.text).toContain(rows[0]?.linkId)
  const verbs = (await db.read.select().from(auditRows)).map(({ verb }) => verb)
  expect(verbs).toEqual(['changeOpenRegistration', 'requestRegistration', 'confirmRegistration', 'answerInvitation'])
})

test('who confirms at a full event gets the place in the queue that the invited would', async () => {
  const { ask, confirm, invited } = await world({ capacity: 2 })
  for (const email of ['a@posti.fi', 'b@posti.fi', 'c@posti.fi']) await ask(email)
  for (const email of ['a@posti.fi', 'b@posti.fi', 'c@posti.fi']) await confirm(email)
  expect((await invited()).map(({ email, place, position }) => [email, place, position])).toEqual([
    ['a@posti.fi', 'seat', null],
    ['b@posti.fi', 'seat', null],
    ['c@posti.fi', 'waiting', 1],
  ])
})

test('where fewer fit than were meant nothing is made, until they say that fewer come', async () => {
  const { ask, confirm, invited } = await world({ capacity: 4 })
  await ask('pair@posti.fi', 3)
  await ask('first@posti.fi', 2)
  await confirm('first@posti.fi')
  expect(await ask('late@posti.fi', 3)).toEqual({ ok: false, refusal: { reason: 'full', seatsLeft: 2, wanted: 3 } })
  expect(await confirm('pair@posti.fi')).toMatchObject({ ok: false, refusal: { reason: 'full', seatsLeft: 2 } })
  expect(await invited()).toHaveLength(1)
  expect(await confirm('pair@posti.fi', now, 2)).toMatchObject({ ok: true })
  // No more than were meant: the letter's owner cannot raise the count by a forged form.
  await ask('one@posti.fi', 1)
  await confirm('one@posti.fi', now, 20)
  expect((await invited()).find(({ email }) => email === 'one@posti.fi')).toMatchObject({ place: 'waiting', people: 1 })
})

test('guests and invited together never get more seats than there are', async () => {
  const { db, event, ask, confirm, invited } = await world({ capacity: 5 })
  const guests = Array.from({ length: 8 }, (_, index) => `guest${String(index)}@posti.fi`)
  for (const email of guests) await ask(email)
  const asked = await Promise.all(Array.from({ length: 8 }, () => makeInvitation(db, { eventId: event.id })))
  await Promise.all([
    ...guests.map((email) => confirm(email)),
    ...asked.map(({ id }) => answerInvitation(db, { invitationId: id, answer: 'yes', actor: system, now })),
  ])
  const rows = await invited()
  const inPlace = (place: string) => rows.filter((row) => row.place === place).length
  expect([inPlace('seat'), inPlace('waiting')]).toEqual([5, 11])
})

test('two presses for one address at once make one row', async () => {
  const { ask, confirm, invited, db } = await world()
  await ask('pair@posti.fi')
  await ask('pair@posti.fi', 2)
  const ids = (await db.read.select().from(registrationRequests)).map(({ id }) => id)
  const outcomes = await Promise.all(ids.map((requestId) => confirmRegistration(db, { requestId, actor: system, now })))
  expect(outcomes.map((one) => one.ok && one.made).sort()).toEqual([false, true])
  expect(await invited()).toHaveLength(1)
  expect(await confirm('pair@posti.fi')).toMatchObject({ made: false })
})

test.each(['Liisa@Posti.fi', 'liisa@posti.fi'])(
  'an address that was invited (%s) is led to that invitation',
  async (email) => {
    const { db, event, ask, confirm, invited } = await world()
    const id = newId()
    const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
    await makeInvitation(db, { id, eventId: event.id, email, linkId: link.id })
    await ask('liisa@posti.fi')
    expect(await confirm('liisa@posti.fi')).toEqual({ ok: true, eventId: event.id, linkId: link.id, made: false })
    expect(await invited()).toMatchObject([{ id, answer: 'none' }])
  },
)

test('the link closes after a day, or with the registration; a day later request, letter and address are gone', async () => {
  const { db, ask, confirm, set } = await world()
  await ask('liisa@posti.fi')
  await ask('stays@posti.fi')
  await confirm('stays@posti.fi')
  await set({ closesAt: now + 1000 })
  await ask('last@posti.fi')
  const expiries = (await db.read.select().from(links)).filter(({ purpose }) => purpose === 'confirmRegistration')
  expect(expiries.map(({ expiresAt }) => expiresAt).sort()).toEqual(
    [now + 1000, now + linkLifetime, now + linkLifetime].sort(),
  )
  const late = now + linkLifetime + keptAfter
  expect(await eraseRequests(db, { actor: system, now: late - 1 })).toEqual({ erased: 1, more: false })
  expect(await eraseRequests(db, { actor: system, now: late })).toEqual({ erased: 2, more: false })
  expect(await db.read.$count(registrationRequests)).toBe(0)
  const kept = JSON.stringify([await db.read.select().from(letters), await db.read.select().from(auditRows)])
  expect(kept).not.toContain('liisa@posti.fi')
  expect(kept).toContain('stays@posti.fi')
  expect((await db.read.select().from(auditRows)).map(({ verb }) => verb)).toContain('eraseRequests')
})

test('an address gets only so many letters a day, whatever the event, and is told nothing of it', async () => {
  const { db, ask } = await world()
  for (let time = 0; time < lettersADay + 2; time += 1) expect(await ask('liisa@posti.fi')).toEqual({ ok: true })
  expect(await db.read.$count(letters)).toBe(lettersADay)
  expect(await ask('liisa@posti.fi', 1, now + day + 1)).toEqual({ ok: true })
  expect(await db.read.$count(letters)).toBe(lettersADay + 1)
})

test('the short address names the event, stays through changes, and guests bring no more than the convener lets them', async () => {
  const { db, event, set, ask, confirm, invited } = await world()
  const before = await registrationOf(db.read, event.id)
  await set({ open: false })
  await set({ mostPeople: 3 })
  expect((await registrationOf(db.read, event.id))?.code).toBe(before?.code)
  expect(await eventIdByCode(db.read, before?.code ?? '')).toBe(event.id)
  await ask('liisa@posti.fi')
  await confirm('liisa@posti.fi')
  const [guest] = await invited()
  expect(guest && (await largestPartyOf(db.read, guest))).toBe(3)
})

test('typed text is one line of what a keyboard has, and each trouble stands at its field', () => {
  const form = registerForm(4, (trouble) => trouble)
  const typed = { name: 'Liisa', association: '', email: ' Liisa@Posti.fi ', people: '2' }
  expect(form.parse(typed)).toEqual({ name: 'Liisa', association: null, email: 'liisa@posti.fi', people: 2 })
  const wrong = form.safeParse({
    name: 'Liisa\r\nBcc: kaikki@posti.fi',
    association: 'x'.repeat(121),
    email: 'liisa@posti.fi\r\nBcc: kaikki@posti.fi',
    people: '5',
  })
  expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['name', 'unclear'],
    ['association', 'associationLong'],
    ['email', 'emailWrong'],
    ['people', 'peopleRange'],
  ])
})
