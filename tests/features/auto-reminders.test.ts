import { eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { emptyVersion } from '#app/features/letter-texts/rules.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { isConfidential } from '#app/features/mail/rules.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { planOf } from '#app/features/reminders/forms.ts'
import { dueReminders } from '#app/features/reminders/queries.server.ts'
import { remindUnanswered } from '#app/features/reminders/remind-unanswered.server.ts'
import { dueAt, reminderPause, usualPlans } from '#app/features/reminders/rules.ts'
import { saveAutoReminder } from '#app/features/reminders/save-auto-reminder.server.ts'
import { sendAutoReminderChunk } from '#app/features/reminders/send-auto-reminder-chunk.server.ts'
import { sendReminderChunk } from '#app/features/reminders/send-reminder-chunk.server.ts'
import { sendTestReminder } from '#app/features/reminders/send-test-reminder.server.ts'
import { newId } from '#app/lib/ids.ts'
import { zonedInstant } from '#app/lib/zoned-time.ts'
import { publishedAgendas } from '#app/features/agenda/tables.server.ts'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeEvent, makeInvitation, makePerson, makeVenue } from '#tests/support/makers.ts'

/* Reminders go out by themselves: to each once, by day, and to nobody whom they cannot help. */

const zone = 'Europe/Helsinki'
const at = (day: string, time: string) => zonedInstant(day, time, zone) ?? NaN
const system = { kind: 'system' } as const
const minute = 60_000

type Given = Partial<typeof events.$inferInsert>

/** An event on Tuesday 20 April 2027 at 17, to be answered by the 13th at 16; people invited on the first. */
async function world(count: number, given: Given = {}, invited: Parameters<typeof makeInvitation>[1] = {}) {
  const db = await openTestDatabase()
  const venue = await makeVenue(db)
  const event = await makeEvent(db, {
    startsAt: at('2027-04-20', '17:00'),
    endsAt: at('2027-04-20', '20:00'),
    answerBy: at('2027-04-13', '16:00'),
    venueId: venue.id,
    ...given,
  })
  const ids: string[] = []
  for (let place = 0; place < count; place += 1) {
    const id = newId()
    const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
    const queuedAt = at('2027-03-01', '10:00')
    await makeInvitation(db, { id, eventId: event.id, linkId: link.id, queuedAt, ...invited })
    ids.push(id)
  }
  /** What the job does at a moment. */
  const tick = async (now: number) => {
    for (const due of await dueReminders(db.read, now))
      while ((await sendAutoReminderChunk(db, { ...due, actor: system, now })).more);
  }
  const sent = async () =>
    db.read
      .select()
      .from(letters)
      .where(inArray(letters.kind, ['reminderBeforeDeadline', 'reminderBeforeDay']))
      .orderBy(letters.queuedAt)
  const move = (given: Given) => db.write(async (tx) => tx.update(events).set(given).where(eq(events.id, event.id)))
  return { db, event, ids, tick, sent, move }
}

test('who has not answered is reminded three days before the deadline at nine, once, whatever comes after', async () => {
  const { db, ids, event, tick, sent, move } = await world(12)
  await answerInvitation(db, {
    invitationId: ids[0] ?? '',
    answer: 'no',
    actor: system,
    now: at('2027-04-01', '10:00'),
  })
  await tick(at('2027-04-10', '08:59'))
  expect(await sent()).toEqual([])
  const due = at('2027-04-10', '09:00')
  // Two that begin at once, and one that begins again.
  await Promise.all([tick(due), tick(due)])
  await tick(due + minute)
  expect(new Set((await sent()).map(({ subjectId }) => subjectId))).toEqual(new Set(ids.slice(1)))
  expect(await sent()).toHaveLength(11)
  const [letter] = await sent()
  expect(letter).toMatchObject({ kind: 'reminderBeforeDeadline', notAfter: event.answerBy })
  const [first] = await db.read
    .select()
    .from(invitations)
    .where(eq(invitations.id, letter?.subjectId ?? ''))
  expect(letter?.text).toContain(first?.linkId ?? 'no link')

  // The convener moves the reminder, then the event: nobody gets a second one.
  const plan = { on: true, days: 1, time: '10:00' }
  await saveAutoReminder(db, { eventId: event.id, kind: 'unanswered', plan, actor: system, now: due + minute })
  await tick(at('2027-04-12', '10:00'))
  await move({
    startsAt: at('2027-05-20', '17:00'),
    endsAt: at('2027-05-20', '20:00'),
    answerBy: at('2027-05-13', '16:00'),
  })
  await tick(at('2027-05-12', '10:00'))
  expect(await sent()).toHaveLength(11)
  // A clock that went ahead and was set back.
  await tick(at('2027-04-10', '09:00'))
  expect(await sent()).toHaveLength(11)
})

test('an event that is moved before the reminder was due takes it along', async () => {
  const { tick, sent, move } = await world(1)
  await move({ startsAt: at('2027-05-20', '17:00'), answerBy: at('2027-05-13', '16:00') })
  await tick(at('2027-04-10', '09:00'))
  expect(await sent()).toEqual([])
  await tick(at('2027-05-10', '09:00'))
  expect(await sent()).toHaveLength(1)
})

test('who answers between two chunks gets none', async () => {
  const { db, event, ids, sent } = await world(15)
  const now = at('2027-04-10', '09:00')
  const doing = { eventId: event.id, kind: 'unanswered', actor: system, now } as const
  expect(await sendAutoReminderChunk(db, doing)).toEqual({ sent: 10, more: true })
  const got = new Set((await sent()).map(({ subjectId }) => subjectId))
  for (const id of ids.filter((each) => !got.has(each)))
    await answerInvitation(db, { invitationId: id, answer: 'maybe', actor: system, now })
  expect(await sendAutoReminderChunk(db, doing)).toEqual({ sent: 0, more: false })
  expect(await sent()).toHaveLength(10)
})

test('never in the night: what was missed while the service was down goes out the next morning, after the deadline not at all', async () => {
  const late = await world(1)
  for (const [day, time] of [
    ['2027-04-10', '18:00'],
    ['2027-04-10', '23:30'],
    ['2027-04-11', '03:00'],
    ['2027-04-11', '07:59'],
  ] as const)
    await late.tick(at(day, time))
  expect(await late.sent()).toEqual([])
  await late.tick(at('2027-04-11', '08:00'))
  expect(await late.sent()).toHaveLength(1)

  const tooLate = await world(1)
  await tooLate.tick(at('2027-04-13', '16:00'))
  expect(await tooLate.sent()).toEqual([])
})

test.each([
  // The clocks of Finland go ahead at 3 on 28 March 2027, and back at 4 on 31 October 2027.
  ['spring', '2027-03-30', '2027-03-28', '09:00'],
  ['the day before spring', '2027-03-30', '2027-03-27', '09:00'],
  ['autumn', '2027-11-02', '2027-10-31', '09:00'],
  ['over autumn', '2027-11-02', '2027-10-30', '17:30'],
])(
  'over the night in which the clocks change in %s the reminder goes at its wall clock, once (REL-14)',
  async (_name, day, due, time) => {
    const { db, event, tick, sent } = await world(
      1,
      { startsAt: at(day, '17:00'), endsAt: at(day, '20:00'), answerBy: at(day, '12:00') },
      { queuedAt: at('2027-03-01', '10:00') },
    )
    const days = Math.round((Date.parse(day) - Date.parse(due)) / 86_400_000)
    const plan = { on: true, days, time }
    await saveAutoReminder(db, {
      eventId: event.id,
      kind: 'unanswered',
      plan,
      actor: system,
      now: at('2027-03-01', '10:00'),
    })
    expect(dueAt('unanswered', event, plan)).toBe(at(due, time))
    // Every half hour of a day and a half, the doubled or skipped hour among them.
    for (let now = at(due, time) - 24 * 60 * minute; now < at(due, time) + 12 * 60 * minute; now += 30 * minute)
      await tick(now)
    expect((await sent()).map(({ queuedAt }) => queuedAt)).toEqual([at(due, time)])
  },
)

test('without a last day to answer the days are counted from the event', () => {
  const event = { startsAt: at('2027-04-20', '17:00'), answerBy: null, timeZone: zone }
  expect(dueAt('unanswered', event, usualPlans.unanswered)).toBe(at('2027-04-17', '09:00'))
  expect(dueAt('coming', event, usualPlans.coming)).toBe(at('2027-04-18', '09:00'))
})

test('those with a seat get place, way there, programme and their own answer two days before; others nothing', async () => {
  const { db, event, ids, tick, sent } = await world(5, { capacity: 5, answerBy: null })
  const items = [{ ...emptyItem, id: 'avaus', title: 'Avaus' }]
  await db.write(async (tx) =>
    tx.insert(publishedAgendas).values({ eventId: event.id, version: 1, publishedAt: 1, items }),
  )
  const [coming = '', waiting = '', maybe = '', late = ''] = ids
  const answer = (invitationId: string, answer: 'yes' | 'maybe', people: number, now: number) =>
    answerInvitation(db, { invitationId, answer, people, actor: system, now })
  const march = at('2027-03-10', '10:00')
  await answer(coming, 'yes', 4, march)
  await answer(late, 'yes', 1, at('2027-04-18', '09:01'))
  await answer(waiting, 'yes', 1, at('2027-04-18', '09:02'))
  await answer(maybe, 'maybe', 0, march)
  await tick(at('2027-04-18', '09:05'))
  const day = (await sent()).filter(({ kind }) => kind === 'reminderBeforeDay')
  expect(day.map(({ subjectId }) => subjectId)).toEqual([coming])
  const [letter] = day
  for (const said of ['Kirjaston sali', 'Esteetön kulku', 'Avaus', '4 henkilöä', 'Kyllä, tulemme'])
    expect(letter?.text).toContain(said)
  // What somebody answered is not for the administrator's eyes.
  expect(isConfidential(letter?.kind ?? '')).toBe(true)
})

test('who was invited within a day, after it was due, or reminded by hand today is not reminded', async () => {
  const fresh = await world(1, {}, { queuedAt: at('2027-04-09', '12:00') })
  await fresh.tick(at('2027-04-10', '09:00'))
  expect(await fresh.sent()).toEqual([])
  await fresh.tick(at('2027-04-10', '12:00'))
  expect(await fresh.sent()).toHaveLength(1)

  const after = await world(1, {}, { queuedAt: at('2027-04-10', '09:01') })
  await after.tick(at('2027-04-12', '12:00'))
  expect(await after.sent()).toEqual([])

  const { db, event, tick, sent } = await world(1)
  const pressed = at('2027-04-09', '15:00')
  await remindUnanswered(db, { eventId: event.id, personId: 'maija', now: pressed })
  while ((await sendReminderChunk(db, { actor: system, now: pressed })).more);
  await tick(at('2027-04-10', '09:00'))
  expect(await sent()).toEqual([])
  await tick(at('2027-04-10', '15:00'))
  expect(await sent()).toHaveLength(1)
})

test('an automatic reminder counts for the pause of the one by hand', async () => {
  const { db, event, tick } = await world(1)
  const due = at('2027-04-10', '09:00')
  await tick(due)
  const press = (now: number) => remindUnanswered(db, { eventId: event.id, personId: 'maija', now })
  expect(await press(due + reminderPause - 1)).toEqual({ ok: false, reason: 'tooSoon' })
  expect(await press(due + reminderPause)).toEqual({ ok: true, count: 1 })
})

test('one that is off does not go, nor one of a cancelled event; both can be set while the event is ahead', async () => {
  const { db, event, tick, sent, move } = await world(1)
  const set = (now: number, on = false) =>
    saveAutoReminder(db, {
      eventId: event.id,
      kind: 'unanswered',
      plan: { on, days: 3, time: '09:00' },
      actor: system,
      now,
    })
  expect(await set(at('2027-04-01', '10:00'))).toEqual({ ok: true })
  await tick(at('2027-04-10', '09:00'))
  expect(await sent()).toEqual([])
  await set(at('2027-04-10', '10:00'), true)
  await move({ state: 'cancelled' })
  await tick(at('2027-04-10', '10:01'))
  expect(await sent()).toEqual([])
  expect(await set(at('2027-04-10', '10:02'))).toEqual({ ok: false, reason: 'notPublished' })
  await move({ state: 'published' })
  expect(await set(event.startsAt)).toEqual({ ok: false, reason: 'over' })
  const verbs = await db.read.select().from(auditRows).where(eq(auditRows.verb, 'saveAutoReminder'))
  expect(verbs).toHaveLength(2)
})

test('what the convener wrote is what it says, in the language of each, and the test of it saves nothing', async () => {
  const { db, event, ids, tick, sent } = await world(2)
  const [swedish = ''] = ids
  await db.write(async (tx) => tx.update(invitations).set({ language: 'sv' }).where(eq(invitations.id, swedish)))
  const letter = {
    fi: { ...emptyVersion, subject: 'Vielä ehdit: {{tapahtuma}}', body: 'Hei {{vastaanottaja}}, vastaathan.' },
    sv: { ...emptyVersion, subject: 'Du hinner än', body: 'Svara senast {{svarstid}}.' },
  }
  const maija = await makePerson(db)
  const actor = { kind: 'person', personId: maija.id } as const
  const now = at('2027-04-01', '10:00')
  await saveAutoReminder(db, { eventId: event.id, kind: 'unanswered', letter, actor, now })
  await sendTestReminder(db, { eventId: event.id, kind: 'unanswered', invitationId: swedish, actor, now })
  const [tested] = await db.read.select().from(letters).where(eq(letters.kind, 'testReminder'))
  expect(tested).toMatchObject({ recipient: maija.email, subject: 'Test: Du hinner än' })
  const [invited] = await db.read.select().from(invitations).where(eq(invitations.id, swedish))
  expect(tested?.text).not.toContain(invited?.linkId ?? '')
  await tick(at('2027-04-10', '09:00'))
  expect((await sent()).map(({ subject }) => subject).sort()).toEqual(['Du hinner än', 'Vielä ehdit: Järjestöfoorumi'])
  expect((await sent()).map(({ text }) => text).join()).toContain('Svara senast tis 13.4. kl. 16.00.')
})

test.each([
  ['0', '09:00', { days: 'daysRange' }],
  ['x', 'kohta', { days: 'daysRange', time: 'timeUnclear' }],
  ['3', '07.59', { time: 'timeNight' }],
  ['3', '18', { time: 'timeNight' }],
])('a plan of %s days at %s is told what is wrong with it', (days, time, troubles) => {
  expect(planOf({ on: true, days, time })).toEqual({ ok: false, troubles })
  expect(planOf({ on: true, days: '3', time: '8.30' })).toEqual({
    ok: true,
    plan: { on: true, days: 3, time: '08:30' },
  })
})
