import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { events } from '#app/features/events/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { nastyText } from '#tests/support/calendar-entries.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { eventsIn, serveFeeds, type FeedServer } from '#tests/support/feeds.ts'
import {
  makeEvent,
  makeInvitation,
  makeOrganiser,
  makePerson,
  makeVenue,
  type EventRow,
} from '#tests/support/makers.ts'

const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2027, 1, 1, 10)

let db: TestDatabase
let feeds: FeedServer
let laukaa: string
let forum: EventRow
let hearing: EventRow
let draft: EventRow

beforeAll(async () => {
  db = await openTestDatabase()
  const county = await makeOrganiser(db, { id: 'hyvinvointialue', kind: 'county', name: { fi: 'Hyvinvointialue' } })
  const town = { kind: 'municipality', parentId: county.id } as const
  laukaa = (await makeOrganiser(db, { ...town, id: 'laukaa', name: { fi: 'Laukaa', sv: 'Laukas' } })).id
  const muurame = await makeOrganiser(db, { ...town, id: 'muurame', name: { fi: 'Muurame' } })
  const venue = await makeVenue(db, { municipalityId: laukaa })
  const startsAt = Date.UTC(2027, 3, 20, 14)
  const times = { startsAt, endsAt: startsAt + 3 * hour, createdAt: now - day, changedAt: now - day, venueId: venue.id }
  forum = await makeEvent(db, { ...times, organiserId: laukaa })
  hearing = await makeEvent(db, { ...times, organiserId: laukaa, kind: 'hearing', title: { fi: nastyText } })
  draft = await makeEvent(db, { ...times, organiserId: laukaa, state: 'draft' })
  await makeEvent(db, { ...times, organiserId: county.id, level: 'county', title: { fi: 'Koko alue' } })
  await makeEvent(db, { ...times, organiserId: muurame.id, title: { fi: 'Muuramen oma' } })
  const person = await makePerson(db, { name: 'Salainen Vieras', email: 'salainen@vieras.example' })
  await makeInvitation(db, { eventId: forum.id, name: person.name, email: person.email })
  feeds = await serveFeeds(db, () => now)
})

describe('a calendar address', () => {
  it('answers with a calendar that other parsers read, in folded lines', async () => {
    const { status, headers, text, bytes } = await feeds.ask('/calendar.ics')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['content-length']).toBe(String(bytes.length))
    expect(eventsIn(text)).toHaveLength(4)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    const nasty = eventsIn(text).find(({ uid }) => uid === hearing.uid)
    expect(nasty?.summary).toBe(nastyText)
    for (const line of ['REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'METHOD:PUBLISH', 'BEGIN:VTIMEZONE']) {
      expect(text).toContain(line)
    }
  })

  it('tells nothing of guests and nothing of drafts', async () => {
    const { text } = await feeds.ask('/calendar.ics')
    expect(text).not.toMatch(/ATTENDEE|vieras|rsvp/i)
    expect(text).not.toContain(draft.uid)
    expect((await feeds.ask(`/events/${draft.id}.ics`)).status).toBe(404)
  })

  it('holds an organiser’s own events and the county’s, in its language, by kind', async () => {
    const { text } = await feeds.ask(`/calendar/${laukaa}.ics?lang=sv`)
    expect(text).toContain('X-WR-CALNAME:Laukas och hela välfärdsområdet\r\n')
    const summaries = eventsIn(text).map((event) => event.summary)
    expect(summaries).toContain('Föreningsforum')
    expect(summaries).toContain('Koko alue')
    expect(summaries).not.toContain('Muuramen oma')
    const all = await feeds.ask('/calendar/hyvinvointialue.ics')
    expect(eventsIn(all.text).map((event) => event.summary)).toContain('Muuramen oma')
    const hearings = await feeds.ask(`/calendar/${laukaa}.ics?kind=hearing`)
    expect(eventsIn(hearings.text).map(({ uid }) => uid)).toEqual([hearing.uid])
  })

  it('is not found for an unknown organiser, event or kind; pages stay pages', async () => {
    for (const path of ['/calendar/nowhere.ics', '/events/nothing.ics', '/calendar.ics?kind=party']) {
      const { status, headers } = await feeds.ask(path)
      expect([path, status, headers['content-type']]).toEqual([path, 404, 'text/plain; charset=utf-8'])
    }
    expect((await feeds.ask('/calendar/subscribe')).status).toBe(418)
    expect((await feeds.ask('/calendar/%2e%2e%2fx.ics')).status).toBe(418)
  })

  it('is one event’s file, with a name', async () => {
    const { headers, text } = await feeds.ask(`/events/${forum.id}.ics`)
    expect(headers['content-disposition']).toBe('inline; filename="jarjestofoorumi.ics"')
    expect(eventsIn(text)).toHaveLength(1)
    expect(text).not.toContain('X-WR-CALNAME')
  })

  it('is for reading only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await feeds.ask('/calendar.ics', {}, method)
      expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD'])
    }
  })

  it('gives HEAD the headers of GET and no body', async () => {
    for (const headers of [{}, { 'Accept-Encoding': 'gzip' }] as Record<string, string>[]) {
      const got = await feeds.ask('/calendar.ics', headers)
      const head = await feeds.ask('/calendar.ics', headers, 'HEAD')
      const { date: _at, ...stable } = got.headers
      const { date: _then, ...same } = head.headers
      expect(same).toEqual(stable)
      expect(head.bytes).toHaveLength(0)
    }
  })

  it('is packed for those who ask, with a tag of its own', async () => {
    const plain = await feeds.ask('/calendar.ics')
    const packed = await feeds.ask('/calendar.ics', { 'Accept-Encoding': 'br, gzip;q=0.5' })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.bytes).equals(plain.bytes)).toBe(true)
    expect(packed.headers.etag).not.toBe(plain.headers.etag)
    for (const answer of [plain, packed]) expect(answer.headers.vary).toBe('Accept-Encoding')
    expect(
      (await feeds.ask('/calendar.ics', { 'Accept-Encoding': 'gzip;q=0, br' })).headers['content-encoding'],
    ).toBeUndefined()
  })

  it('says "not changed" to those who have it: by tag, by a list, by a weak tag, by a star, by date', async () => {
    const { etag = '', 'last-modified': date = '' } = (await feeds.ask('/calendar.ics')).headers
    const same: Record<string, string>[] = [
      { 'If-None-Match': etag },
      { 'If-None-Match': `"other, with comma", W/${etag}` },
      { 'If-None-Match': '*' },
      { 'If-Modified-Since': date },
      { 'If-None-Match': etag, 'If-Modified-Since': 'Mon, 01 Jan 1990 00:00:00 GMT' },
    ]
    for (const headers of same) {
      const answer = await feeds.ask('/calendar.ics', headers)
      expect([headers, answer.status, answer.bytes.length]).toEqual([headers, 304, 0])
      expect(answer.headers.etag).toBe(etag)
      expect(answer.headers['content-type']).toBeUndefined()
    }
    const other: Record<string, string>[] = [
      { 'If-None-Match': '"other"', 'If-Modified-Since': date },
      { 'If-None-Match': etag, 'Accept-Encoding': 'gzip' },
      { 'If-Modified-Since': 'Mon, 01 Jan 1990 00:00:00 GMT' },
      { 'If-Modified-Since': 'yesterday' },
    ]
    for (const headers of other)
      expect([headers, (await feeds.ask('/calendar.ics', headers)).status]).toEqual([headers, 200])
  })

  it('renders the same bytes twice, also in another server', async () => {
    const again = await serveFeeds(db, () => now)
    for (const path of ['/calendar.ics', `/calendar/${laukaa}.ics?kind=forum&lang=en`, `/events/${forum.id}.ics`]) {
      const [one, two] = [await feeds.ask(path), await again.ask(path)]
      expect(two.bytes.equals(one.bytes)).toBe(true)
      expect(two.headers.etag).toBe(one.headers.etag)
      expect(two.headers['last-modified']).toBe(one.headers['last-modified'])
    }
  })
})

describe('a feed of many events', () => {
  it('lets others have their turn while it is rendered, and is rendered once for all who ask', async () => {
    const fresh = await openTestDatabase()
    const { id: organiserId } = await makeOrganiser(fresh)
    const template = await makeEvent(fresh, { organiserId, startsAt: now + day, endsAt: now + day + hour })
    const description = { fi: 'Pitkä kuvaus, jossa on ääkkösiä; ja muuta. '.repeat(40) }
    await fresh.write(async (tx) => {
      for (let index = 0; index < 500; index += 1) {
        await tx.insert(events).values({ ...template, id: newId(), uid: `${newId()}@kutsu`, description })
      }
    })
    const { ask } = await serveFeeds(fresh, () => now)
    let turns = 0
    let running = true
    const count = () => {
      turns += 1
      if (running) setImmediate(count)
    }
    count()
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask('/calendar.ics')))
    running = false
    expect(turns).toBeGreaterThan(10)
    expect(eventsIn(answers[0]?.text ?? '')).toHaveLength(501)
    expect(new Set(answers.map((answer) => answer.headers.etag)).size).toBe(1)
  })
})
