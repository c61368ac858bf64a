import { eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { emptyItem, type AgendaItem } from '#app/features/agenda/rules.ts'
import { agendaItems } from '#app/features/agenda/tables.server.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { cancelEventWithLetters } from '#app/features/change-letters/cancel-event-with-letters.server.ts'
import { changeEventWithLetters } from '#app/features/change-letters/change-event-with-letters.server.ts'
import { decideChange } from '#app/features/change-letters/decide-change.server.ts'
import { publishAgendaWithLetters } from '#app/features/change-letters/publish-agenda-with-letters.server.ts'
import { changeNews } from '#app/features/change-letters/queries.server.ts'
import { atOnce, quietTime } from '#app/features/change-letters/rules.ts'
import { sendChangeChunk } from '#app/features/change-letters/send-change-chunk.server.ts'
import { changeLetters } from '#app/features/change-letters/tables.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import type { EventInput } from '#app/features/events/rules.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { zonedInstant } from '#app/lib/zoned-time.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeEvent, makeInvitation, makeLetter, makePerson, makeVenue } from '#tests/support/makers.ts'

/* A change is told to those whom it touches, once, when the convener has finished editing. */

const at = (day: string, time: string) => zonedInstant(day, time, 'Europe/Helsinki') ?? NaN
const system = { kind: 'system' } as const
const minute = 60_000
const hour = 60 * minute
const now = at('2027-04-01', '14:00')

async function world() {
  const db = await openTestDatabase()
  const venue = await makeVenue(db)
  const hall = await makeVenue(db, { name: { fi: 'Valtuustosali' } })
  const maija = await makePerson(db, { name: 'Maija Lehto' })
  const event = await makeEvent(db, {
    convenerId: maija.id,
    startsAt: at('2027-04-20', '17:00'),
    endsAt: at('2027-04-20', '20:00'),
    venueId: venue.id,
  })
  const actor = { kind: 'person', personId: maija.id } as const
  const invite = async (given: Parameters<typeof makeInvitation>[1] = {}) => {
    const id = newId()
    const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
    const queuedAt = at('2027-03-01', '10:00')
    return makeInvitation(db, { id, eventId: event.id, linkId: link.id, queuedAt, ...given })
  }
  const input: EventInput = {
    organiserId: event.organiserId,
    kind: event.kind,
    level: event.level,
    theme: event.theme,
    title: event.title,
    description: event.description,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    attendanceMode: event.attendanceMode,
    venueId: event.venueId,
    onlineUrl: null,
    capacity: null,
    answerBy: null,
    languages: event.languages,
  }
  const edit = (given: Partial<EventInput>, when: number) =>
    changeEventWithLetters(db, { eventId: event.id, event: { ...input, ...given }, actor, now: when })
  const cancel = (when: number) =>
    cancelEventWithLetters(db, { eventId: event.id, reason: { fi: 'Putkirikko salissa.' }, actor, now: when })
  const publish = async (items: AgendaItem[], when: number) => {
    await db.write(async (tx) => {
      await tx.delete(agendaItems).where(eq(agendaItems.eventId, event.id))
      const rows = items.map((item, position) => ({
        ...item,
        id: `${event.id}/${item.id}`,
        eventId: event.id,
        position,
      }))
      await tx.insert(agendaItems).values(rows)
    })
    return publishAgendaWithLetters(db, { eventId: event.id, actor, now: when })
  }
  const tick = async (when: number) => {
    while ((await sendChangeChunk(db, { actor: system, now: when })).more);
  }
  const sent = () =>
    db.read
      .select()
      .from(letters)
      .where(inArray(letters.kind, ['eventChanged', 'eventCancelled']))
  const rows = () => db.read.select().from(changeLetters).orderBy(changeLetters.number)
  const news = async (when: number) => {
    const shown = await eventById(db.read, event.id)
    return shown && changeNews(db.read, shown, when)
  }
  const decide = async (decision: 'send' | 'drop', when: number) =>
    decideChange(db, { eventId: event.id, changeId: (await rows()).at(-1)?.id ?? '', decision, actor, now: when })
  return { db, event, hall, invite, edit, cancel, publish, tick, sent, rows, news, decide, actor }
}

const later = { startsAt: at('2027-04-21', '18:00'), endsAt: at('2027-04-21', '21:00') }

test('five edits make one letter for each, a quarter of an hour after the last, saying what was and what is', async () => {
  const { edit, hall, invite, tick, sent, rows, news } = await world()
  const one = await invite()
  const other = await invite({ answer: 'maybe' })
  for (const step of [0, 1, 2, 3])
    await edit(
      { startsAt: at('2027-04-22', '17:00') + step * hour, endsAt: at('2027-04-22', '23:00') },
      now + step * 5 * minute,
    )
  const last = now + 20 * minute
  await edit({ ...later, venueId: hall.id }, last)
  expect(await news(last)).toMatchObject({
    state: 'waiting',
    count: 2,
    dueAt: last + quietTime,
    what: { time: true, place: true },
  })
  await tick(last + quietTime - 1)
  expect(await sent()).toEqual([])
  // Two that begin at once, and one that begins again.
  await Promise.all([tick(last + quietTime), tick(last + quietTime)])
  await tick(last + quietTime + minute)
  const told = await sent()
  expect(told.map(({ subjectId }) => subjectId).sort()).toEqual([one.id, other.id].sort())
  expect(told[0]?.subject).toBe('Aika ja paikka muuttuivat: Järjestöfoorumi, ke 21.4.')
  for (const said of ['ti 20.4. klo 17.00–20.00', 'ke 21.4. klo 18.00–21.00', 'Kirjaston sali', 'Valtuustosali'])
    expect(told[0]?.text).toContain(said)
  expect(told[0]?.text).not.toContain('22.4.')
  expect(told.find(({ subjectId }) => subjectId === one.id)?.text).toContain(one.linkId ?? 'no link')
  expect(await rows()).toMatchObject([{ state: 'sent', sent: 2 }])
})

test('changed back before anybody was told, nobody is told', async () => {
  const { edit, invite, tick, sent, rows, news } = await world()
  await invite()
  await edit(later, now)
  await edit({}, now + minute)
  expect(await news(now + minute)).toBeNull()
  await tick(now + hour)
  expect(await sent()).toEqual([])
  expect(await rows()).toMatchObject([{ state: 'undone', sent: 0 }])
})

test('it is told to those whom it touches: not to who said no, is withdrawn, was invited later, or never got the invitation', async () => {
  const { db, edit, invite, tick, sent } = await world()
  const yes = await invite({ answer: 'yes', place: 'seat', people: 2 })
  await invite({ answer: 'no' })
  await invite({ withdrawnAt: now - hour })
  await invite({ email: null, linkId: null, queuedAt: null })
  await invite({ queuedAt: now + minute })
  const lost = await invite()
  await makeLetter(db, { subjectId: lost.id, queuedAt: lost.queuedAt ?? 0, state: 'failed' })
  await edit(later, now)
  await tick(now + hour)
  expect((await sent()).map(({ subjectId }) => subjectId)).toEqual([yes.id])
})

test('other edits, edits of a draft, and changes that nobody was invited to know of tell nothing', async () => {
  const { db, edit, invite, rows } = await world()
  await edit(later, now)
  await invite({ queuedAt: now + minute })
  await edit({ ...later, title: { fi: 'Uusi nimi' }, capacity: 50 }, now + 2 * minute)
  expect(await rows()).toEqual([])
  const draft = await makeEvent(db, { state: 'draft', startsAt: later.startsAt, endsAt: later.endsAt })
  await changeEventWithLetters(db, {
    eventId: draft.id,
    event: { ...draft, startsAt: later.startsAt + hour, endsAt: later.endsAt + hour },
    actor: system,
    now,
  })
  expect(await rows()).toEqual([])
})

test('an event that starts, or was to start, within hours is told of at once', async () => {
  const { edit, event, invite, tick, sent, rows } = await world()
  await invite()
  const close = event.startsAt - atOnce
  await edit(later, close - 1)
  expect(await rows()).toMatchObject([{ dueAt: close - 1 + quietTime }])
  await edit({ startsAt: later.startsAt + hour, endsAt: later.endsAt }, close)
  await tick(close)
  expect(await sent()).toHaveLength(1)
})

test('the convener sends it now, or not at all, which stays on record; the next edit starts from there', async () => {
  const { db, edit, invite, tick, sent, rows, news, decide } = await world()
  await invite()
  await edit(later, now)
  expect(await decide('send', now + minute)).toEqual({ ok: true })
  await tick(now + minute)
  expect(await sent()).toHaveLength(1)
  expect(await decide('drop', now + 2 * minute)).toEqual({ ok: false, reason: 'notWaiting' })

  await edit({ ...later, endsAt: later.endsAt + hour }, now + hour)
  expect(await decide('drop', now + hour + minute)).toEqual({ ok: true })
  await tick(now + 3 * hour)
  expect(await sent()).toHaveLength(1)
  expect(await news(now + 3 * hour)).toMatchObject({
    state: 'dropped',
    decidedBy: 'Maija Lehto',
    decidedAt: now + hour + minute,
  })
  expect(await db.read.select().from(auditRows).where(eq(auditRows.verb, 'decideChange'))).toHaveLength(2)

  await edit({ ...later, endsAt: later.endsAt + 2 * hour }, now + 4 * hour)
  expect((await rows()).at(-1)).toMatchObject({ number: 3, was: { endsAt: later.endsAt + hour } })
})

test('an edit while letters go out is a change of its own, and the letters that go say all the same', async () => {
  const { db, edit, invite, tick, sent } = await world()
  for (let place = 0; place < 12; place += 1) await invite()
  await edit(later, now)
  await sendChangeChunk(db, { actor: system, now: now + quietTime })
  expect(await sent()).toHaveLength(10)
  await edit({ startsAt: later.startsAt + hour, endsAt: later.endsAt }, now + quietTime)
  await tick(now + quietTime)
  const first = await sent()
  expect(first).toHaveLength(12)
  expect(first.filter(({ text }) => text.includes('klo 18.00–21.00'))).toHaveLength(12)
  await tick(now + 2 * quietTime)
  expect(
    (await sent()).filter(({ revision, text }) => revision === 2 && text.includes('klo 19.00–21.00')),
  ).toHaveLength(12)
})

test('cancelling is told at once, with its reason, in the place of a change that waits and of letters on their way', async () => {
  const { db, cancel, edit, invite, tick, sent, rows } = await world()
  const yes = await invite({ answer: 'yes', place: 'seat', people: 1 })
  await invite({ answer: 'no' })
  const unsent = await invite()
  const waiting = { state: 'waiting' as const, queuedAt: unsent.queuedAt ?? 0 }
  await makeLetter(db, { subjectId: unsent.id, ...waiting })
  const reminder = await makeLetter(db, { subjectId: yes.id, kind: 'reminderBeforeDay', ...waiting })
  await edit(later, now)
  expect(await cancel(now + minute)).toEqual({ ok: true })
  await tick(now + minute)
  await tick(now + hour)
  const told = await sent()
  expect(told).toMatchObject([
    { kind: 'eventCancelled', subjectId: yes.id, subject: 'Peruttu: Järjestöfoorumi, ke 21.4.' },
  ])
  expect(told[0]?.text).toContain('Putkirikko salissa.')
  expect(await rows()).toMatchObject([{ state: 'replaced' }, { kind: 'cancellation', state: 'sent', sent: 1 }])
  const [stopped] = await db.read.select().from(letters).where(eq(letters.id, reminder.id))
  expect(stopped?.state).toBe('stopped')
})

test('a newly published agenda is told to those who speak in what changed, in one letter with a moved time', async () => {
  const { edit, invite, publish, tick, sent } = await world()
  const kaiku = await invite({ recipientId: 'kaiku', name: 'Kuoro Kaiku ry' })
  const other = await invite({ recipientId: 'ilves', name: 'Ilves ry' })
  const opening = { ...emptyItem, id: 'avaus', title: 'Avaus' }
  const talk = { ...emptyItem, id: 'laulu', title: 'Laulu yhdessä', associationId: 'kaiku' }
  await publish([opening, talk], now)
  await tick(now + hour)
  expect(await sent()).toEqual([])

  await publish([{ ...opening, minutes: 25 }, talk], now + hour)
  await publish([{ ...opening, minutes: 30 }, talk], now + hour + minute)
  await tick(now + hour + minute + quietTime)
  expect(await sent()).toMatchObject([{ subjectId: kaiku.id, subject: 'Osuutenne muuttui: Järjestöfoorumi, ti 20.4.' }])
  expect((await sent())[0]?.text).toContain('Laulu yhdessä  Ennen klo 17.10, nyt klo 17.30. Kesto 10 min.')

  const then = now + 3 * hour
  await publish([{ ...opening, minutes: 20 }, talk], then)
  await edit(later, then + minute)
  await tick(then + minute + quietTime)
  const both = (await sent()).filter(({ revision }) => revision === 2)
  expect(both.map(({ subjectId }) => subjectId).sort()).toEqual([kaiku.id, other.id].sort())
  const texts = new Map(both.map(({ subjectId, text }) => [subjectId, text]))
  expect(texts.get(kaiku.id)).toContain('Ennen klo 17.30, nyt klo 18.20.')
  expect(texts.get(other.id)).not.toContain('Laulu yhdessä')
})

test('an agenda that is published again as it was tells nobody', async () => {
  const { invite, publish, tick, sent, rows } = await world()
  await invite({ recipientId: 'kaiku' })
  const opening = { ...emptyItem, id: 'avaus', title: 'Avaus' }
  const talk = { ...emptyItem, id: 'laulu', title: 'Laulu', associationId: 'kaiku' }
  await publish([opening, talk], now)
  await publish([talk, opening], now + minute)
  await publish([opening, talk], now + 2 * minute)
  await tick(now + hour)
  expect(await sent()).toEqual([])
  expect(await rows()).toMatchObject([{ state: 'undone' }])
})

test('an event that is over before the turn came is told of to nobody', async () => {
  const { edit, invite, tick, sent, rows } = await world()
  await invite()
  await edit(later, now)
  await tick(later.endsAt)
  expect(await sent()).toEqual([])
  expect(await rows()).toMatchObject([{ state: 'stopped' }])
})
