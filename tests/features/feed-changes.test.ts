import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { publishAgenda } from '#app/features/agenda/publish-agenda.server.ts'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { agendaItems } from '#app/features/agenda/tables.server.ts'
import { system } from '#app/features/audit/rules.ts'
import { organisers } from '#app/features/directory/tables.server.ts'
import { cancelEvent } from '#app/features/events/cancel-event.server.ts'
import { changeEvent } from '#app/features/events/change-event.server.ts'
import { holdEvents } from '#app/features/events/hold-events.server.ts'
import { newId } from '#app/lib/ids.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { eventsIn, serveFeeds, type FeedServer } from '#tests/support/feeds.ts'
import { makeEvent, makeOrganiser, makeVenue, type EventRow } from '#tests/support/makers.ts'

const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2027, 1, 1, 10)

let clock = now
let db: TestDatabase
let feeds: FeedServer
let laukaa: string
let forum: EventRow
let hearing: EventRow

beforeAll(async () => {
  db = await openTestDatabase()
  laukaa = (await makeOrganiser(db, { id: 'laukaa', name: { fi: 'Laukaa' } })).id
  const startsAt = Date.UTC(2027, 3, 20, 14)
  const times = { startsAt, endsAt: startsAt + 3 * hour, createdAt: now - day, changedAt: now - day }
  const { id: venueId } = await makeVenue(db, { municipalityId: laukaa })
  forum = await makeEvent(db, { ...times, venueId, organiserId: laukaa })
  hearing = await makeEvent(db, { ...times, venueId, organiserId: laukaa, kind: 'hearing' })
  feeds = await serveFeeds(db, () => clock)
})

/** The one event of an address. */
async function only(path: string) {
  const [event] = eventsIn((await feeds.ask(path)).text)
  if (!event) throw new Error(`No event in ${path}`)
  return event
}

const inputOf = (event: EventRow) => ({
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
  onlineUrl: event.onlineUrl,
  capacity: event.capacity,
  answerBy: event.answerBy,
  languages: event.languages,
})

describe('what happens to an event', () => {
  it('moves in the calendar: same UID, next SEQUENCE, new time, new tag', async () => {
    const path = `/events/${forum.id}.ics`
    const tag = (await feeds.ask(path)).headers.etag ?? ''
    const before = await only(path)
    const startsAt = forum.startsAt + day
    const moved = { ...inputOf(forum), startsAt, endsAt: startsAt + 2 * hour }
    expect(await changeEvent(db, { eventId: forum.id, event: moved, actor: system, now: now + 1 })).toEqual({
      ok: true,
      moved: true,
    })
    const after = await only(path)
    expect(after).toMatchObject({ uid: before.uid, sequence: before.sequence + 1, startsAt })
    expect(after.description).toContain('Aika muuttui')
    expect((await feeds.ask(path, { 'If-None-Match': tag })).status).toBe(200)
    expect(eventsIn((await feeds.ask('/calendar.ics')).text).find(({ uid }) => uid === before.uid)?.startsAt).toBe(
      startsAt,
    )
  })

  it('gets its published agenda without a new SEQUENCE', async () => {
    const path = `/events/${forum.id}.ics`
    const before = await only(path)
    await db.write((tx) =>
      tx.insert(agendaItems).values({
        ...emptyItem,
        id: `${forum.id}/${newId()}`,
        eventId: forum.id,
        position: 0,
        kind: 'speech',
        title: 'Avaus',
        presenter: 'kunnanjohtaja',
      }),
    )
    expect((await only(path)).description).not.toContain('Avaus')
    await publishAgenda(db, { eventId: forum.id, actor: system, now: now + 2 })
    const after = await only(path)
    expect(after.description).toContain('Ohjelma\n17.00 Avaus (10 min, kunnanjohtaja)')
    expect(after.sequence).toBe(before.sequence)
  })

  it('stays as cancelled, with its title and the reason', async () => {
    const before = await only(`/events/${forum.id}.ics`)
    await cancelEvent(db, { eventId: forum.id, reason: { fi: 'Sali on suljettu.' }, actor: system, now: now + 3 })
    const after = await only(`/events/${forum.id}.ics`)
    expect(after).toMatchObject({ status: 'CANCELLED', sequence: before.sequence + 1, summary: before.summary })
    expect(after.description).toContain('Sali on suljettu.')
    expect((await feeds.ask('/calendar.ics')).text).toContain('STATUS:CANCELLED')
  })

  it('keeps its bytes when it is held: the clock changes nothing that a calendar is told of', async () => {
    const fresh = await openTestDatabase()
    const startsAt = now - 4 * hour
    const times = { startsAt, endsAt: startsAt + 3 * hour, changedAt: now - day }
    const over = await makeEvent(fresh, { ...times, movedFrom: startsAt - day, answerBy: startsAt - 2 * day })
    const paths = [`/events/${over.id}.ics`, '/calendar.ics?lang=sv']
    // A server of its own each time: nothing is remembered from before.
    const asked = async () => {
      const cold = await serveFeeds(fresh, () => clock)
      return Promise.all(paths.map((path) => cold.ask(path)))
    }
    const before = await asked()
    expect(before[0]?.text.replace(/\r\n /g, '')).toContain('Aika muuttui')
    expect(await holdEvents(fresh, { actor: system, now })).toEqual({ held: [over.id] })
    const after = await asked()
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text))
    expect(after.map(({ headers }) => headers.etag)).toEqual(before.map(({ headers }) => headers.etag))
  })

  it('shows a new name of its organiser at once', async () => {
    await feeds.ask(`/events/${hearing.id}.ics`)
    await db.write((tx) =>
      tx
        .update(organisers)
        .set({ name: { fi: 'Uusi Laukaa' } })
        .where(eq(organisers.id, laukaa)),
    )
    expect((await feeds.ask(`/events/${hearing.id}.ics`)).text).toContain('ORGANIZER;CN="Uusi Laukaa"')
  })

  it('leaves the feeds 30 days after it, cancelled ones not before 30 days after cancelling', async () => {
    const fresh = await openTestDatabase()
    const { id: organiserId } = await makeOrganiser(fresh)
    const old = (ago: number) => ({
      organiserId,
      startsAt: now - ago * day,
      endsAt: now - ago * day + hour,
      changedAt: now - 90 * day,
    })
    const recent = await makeEvent(fresh, { ...old(29), state: 'held' })
    const gone = await makeEvent(fresh, { ...old(40), state: 'held' })
    const cancelled = await makeEvent(fresh, { ...old(40), state: 'cancelled', changedAt: now - 29 * day })
    const far = await makeEvent(fresh, { ...old(-700) })
    const movedFar = await makeEvent(fresh, { ...old(-700), movedFrom: now + day, changedAt: now - day })
    const other = await serveFeeds(fresh, () => clock)
    const uids = async () => new Set(eventsIn((await other.ask('/calendar.ics')).text).map(({ uid }) => uid))
    expect(await uids()).toEqual(new Set([recent.uid, cancelled.uid, movedFar.uid]))
    expect((await other.ask(`/events/${gone.id}.ics`)).status).toBe(200)
    expect((await other.ask(`/events/${far.id}.ics`)).status).toBe(200)
    const first = (await other.ask('/calendar.ics')).headers
    clock = now + 2 * day
    try {
      expect(await uids()).toEqual(new Set([movedFar.uid]))
      const later = await other.ask('/calendar.ics', { 'If-Modified-Since': first['last-modified'] ?? '' })
      expect(later.status).toBe(200)
    } finally {
      clock = now
    }
  })

  it('is left out alone when it cannot be written', async () => {
    const fresh = await openTestDatabase()
    const good = await makeEvent(fresh, { startsAt: now + day, endsAt: now + day + hour })
    await makeEvent(fresh, { startsAt: now + day, endsAt: now + day, organiserId: good.organiserId })
    const other = await serveFeeds(fresh, () => clock)
    const { status, text } = await other.ask('/calendar.ics')
    expect(status).toBe(200)
    expect(eventsIn(text).map(({ uid }) => uid)).toEqual([good.uid])
  })
})
