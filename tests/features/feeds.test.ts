import { once } from 'node:events'
import { request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishAgenda } from '#app/features/agenda/publish-agenda.server.ts'
import { agendaItems } from '#app/features/agenda/tables.server.ts'
import { system } from '#app/features/audit/rules.ts'
import { cancelEvent } from '#app/features/events/cancel-event.server.ts'
import { changeEvent } from '#app/features/events/change-event.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { organisers } from '#app/features/directory/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { listener } from '#server/http/listener.ts'
import { openLog } from '#server/log.ts'
import type { Services } from '#server/services.ts'
import { nastyText } from '#tests/support/calendar-entries.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import {
  makeEvent,
  makeInvitation,
  makeOrganiser,
  makePerson,
  makeVenue,
  type EventRow,
} from '#tests/support/makers.ts'

const baseUrl = 'https://kutsu.example'
const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2027, 1, 1, 10)

let db: TestDatabase
let server: Server
let clock = now
const closing: Server[] = []

async function serve(database: TestDatabase): Promise<Server> {
  const unused = () => Promise.reject(new Error('Feeds do not need this'))
  const services: Services = {
    env: {
      mode: 'production',
      port: 0,
      host: '127.0.0.1',
      baseUrl,
      secret: 'not needed here',
      dataDir: '',
      smtpUrl: null,
      mailFrom: '',
      trustedProxies: 0,
      logLevel: 'silent',
    },
    log: openLog('silent'),
    db: database,
    context: {
      db: database,
      now: () => clock,
      baseUrl,
      secret: 'not needed here',
      announce: () => undefined,
      wake: () => undefined,
      live: { state: unused, settle: unused },
      report: (error) => {
        throw error
      },
      deliversMail: false,
      tooOften: () => Promise.resolve(false),
    },
  }
  const opened = listener(
    services,
    () => true,
    (_request, response) => response.writeHead(418).end('page'),
  )
  opened.listen(0, '127.0.0.1')
  await once(opened, 'listening')
  closing.push(opened)
  return opened
}

type Answer = { status: number; headers: IncomingHttpHeaders; bytes: Buffer; text: string }

/** A request as it is: nothing is unpacked, no header is added. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET', from = server): Promise<Answer> {
  const { port } = from.address() as AddressInfo
  const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }).end()
  const [response] = (await once(request, 'response')) as [import('node:http').IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  return { status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString('utf8') }
}

function eventsIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return calendar.getAllSubcomponents('vevent').map((component) => ({
    uid: component.getFirstPropertyValue('uid') as string,
    summary: component.getFirstPropertyValue('summary') as string,
    description: component.getFirstPropertyValue('description') as string,
    location: component.getFirstPropertyValue('location') as string,
    status: component.getFirstPropertyValue('status') as string,
    sequence: component.getFirstPropertyValue('sequence') as unknown as number,
    startsAt: new ICAL.Event(component).startDate.toUnixTime() * 1000,
  }))
}
async function only(path: string) {
  const { text } = await ask(path)
  const [event] = eventsIn(text)
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
  server = await serve(db)
})
afterAll(async () => {
  for (const open of closing) await new Promise((resolve) => open.close(resolve))
})

describe('a calendar address', () => {
  it('answers with a calendar that other parsers read, in folded lines', async () => {
    const { status, headers, text, bytes } = await ask('/calendar.ics')
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
    const { text } = await ask('/calendar.ics')
    expect(text).not.toMatch(/ATTENDEE|vieras|rsvp/i)
    expect(text).not.toContain(draft.uid)
    expect((await ask(`/events/${draft.id}.ics`)).status).toBe(404)
  })

  it('holds an organiser’s own events and the county’s, in its language, by kind', async () => {
    const { text } = await ask(`/calendar/${laukaa}.ics?lang=sv`)
    expect(text).toContain('X-WR-CALNAME:Laukas och hela välfärdsområdet\r\n')
    const summaries = eventsIn(text).map((event) => event.summary)
    expect(summaries).toContain('Föreningsforum')
    expect(summaries).toContain('Koko alue')
    expect(summaries).not.toContain('Muuramen oma')
    const all = await ask('/calendar/hyvinvointialue.ics')
    expect(eventsIn(all.text).map((event) => event.summary)).toContain('Muuramen oma')
    const hearings = await ask(`/calendar/${laukaa}.ics?kind=hearing`)
    expect(eventsIn(hearings.text).map(({ uid }) => uid)).toEqual([hearing.uid])
  })

  it('is not found for an unknown organiser, event or kind; pages stay pages', async () => {
    for (const path of ['/calendar/nowhere.ics', '/events/nothing.ics', '/calendar.ics?kind=party']) {
      const { status, headers } = await ask(path)
      expect([path, status, headers['content-type']]).toEqual([path, 404, 'text/plain; charset=utf-8'])
    }
    expect((await ask('/calendar/subscribe')).status).toBe(418)
    expect((await ask('/calendar/%2e%2e%2fx.ics')).status).toBe(418)
  })

  it('is one event’s file, with a name', async () => {
    const { headers, text } = await ask(`/events/${forum.id}.ics`)
    expect(headers['content-disposition']).toBe('inline; filename="jarjestofoorumi.ics"')
    expect(eventsIn(text)).toHaveLength(1)
    expect(text).not.toContain('X-WR-CALNAME')
  })

  it('is for reading only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await ask('/calendar.ics', {}, method)
      expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD'])
    }
  })

  it('gives HEAD the headers of GET and no body', async () => {
    for (const headers of [{}, { 'Accept-Encoding': 'gzip' }] as Record<string, string>[]) {
      const got = await ask('/calendar.ics', headers)
      const head = await ask('/calendar.ics', headers, 'HEAD')
      const { date: _at, ...stable } = got.headers
      const { date: _then, ...same } = head.headers
      expect(same).toEqual(stable)
      expect(head.bytes).toHaveLength(0)
    }
  })

  it('is packed for those who ask, with a tag of its own', async () => {
    const plain = await ask('/calendar.ics')
    const packed = await ask('/calendar.ics', { 'Accept-Encoding': 'br, gzip;q=0.5' })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.bytes).equals(plain.bytes)).toBe(true)
    expect(packed.headers.etag).not.toBe(plain.headers.etag)
    for (const answer of [plain, packed]) expect(answer.headers.vary).toBe('Accept-Encoding')
    expect(
      (await ask('/calendar.ics', { 'Accept-Encoding': 'gzip;q=0, br' })).headers['content-encoding'],
    ).toBeUndefined()
  })

  it('says "not changed" to those who have it: by tag, by a list, by a weak tag, by a star, by date', async () => {
    const { etag = '', 'last-modified': date = '' } = (await ask('/calendar.ics')).headers
    const same: Record<string, string>[] = [
      { 'If-None-Match': etag },
      { 'If-None-Match': `"other, with comma", W/${etag}` },
      { 'If-None-Match': '*' },
      { 'If-Modified-Since': date },
      { 'If-None-Match': etag, 'If-Modified-Since': 'Mon, 01 Jan 1990 00:00:00 GMT' },
    ]
    for (const headers of same) {
      const answer = await ask('/calendar.ics', headers)
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
    for (const headers of other) expect([headers, (await ask('/calendar.ics', headers)).status]).toEqual([headers, 200])
  })

  it('renders the same bytes twice, also in another server', async () => {
    const again = await serve(db)
    for (const path of ['/calendar.ics', `/calendar/${laukaa}.ics?kind=forum&lang=en`, `/events/${forum.id}.ics`]) {
      const [one, two] = [await ask(path), await ask(path, {}, 'GET', again)]
      expect(two.bytes.equals(one.bytes)).toBe(true)
      expect(two.headers.etag).toBe(one.headers.etag)
      expect(two.headers['last-modified']).toBe(one.headers['last-modified'])
    }
  })
})

describe('what happens to an event', () => {
  it('moves in the calendar: same UID, next SEQUENCE, new time, new tag', async () => {
    const path = `/events/${forum.id}.ics`
    const tag = (await ask(path)).headers.etag ?? ''
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
    expect((await ask(path, { 'If-None-Match': tag })).status).toBe(200)
    expect(eventsIn((await ask('/calendar.ics')).text).find(({ uid }) => uid === before.uid)?.startsAt).toBe(startsAt)
  })

  it('gets its published agenda without a new SEQUENCE', async () => {
    const path = `/events/${forum.id}.ics`
    const before = await only(path)
    await db.write((tx) =>
      tx.insert(agendaItems).values({
        id: `${forum.id}/${newId()}`,
        eventId: forum.id,
        position: 0,
        kind: 'speech',
        title: 'Avaus',
        minutes: 10,
        presenter: 'kunnanjohtaja',
        description: '',
        before: false,
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
    expect((await ask('/calendar.ics')).text).toContain('STATUS:CANCELLED')
  })

  it('shows a new name of its organiser at once', async () => {
    await ask(`/events/${hearing.id}.ics`)
    await db.write((tx) =>
      tx
        .update(organisers)
        .set({ name: { fi: 'Uusi Laukaa' } })
        .where(eq(organisers.id, laukaa)),
    )
    expect((await ask(`/events/${hearing.id}.ics`)).text).toContain('ORGANIZER;CN="Uusi Laukaa"')
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
    const other = await serve(fresh)
    const uids = async () =>
      new Set(eventsIn((await ask('/calendar.ics', {}, 'GET', other)).text).map(({ uid }) => uid))
    expect(await uids()).toEqual(new Set([recent.uid, cancelled.uid, movedFar.uid]))
    expect((await ask(`/events/${gone.id}.ics`, {}, 'GET', other)).status).toBe(200)
    expect((await ask(`/events/${far.id}.ics`, {}, 'GET', other)).status).toBe(200)
    const first = (await ask('/calendar.ics', {}, 'GET', other)).headers
    clock = now + 2 * day
    try {
      expect(await uids()).toEqual(new Set([movedFar.uid]))
      const later = await ask('/calendar.ics', { 'If-Modified-Since': first['last-modified'] ?? '' }, 'GET', other)
      expect(later.status).toBe(200)
    } finally {
      clock = now
    }
  })

  it('is left out alone when it cannot be written', async () => {
    const fresh = await openTestDatabase()
    const good = await makeEvent(fresh, { startsAt: now + day, endsAt: now + day + hour })
    await makeEvent(fresh, { startsAt: now + day, endsAt: now + day, organiserId: good.organiserId })
    const other = await serve(fresh)
    const { status, text } = await ask('/calendar.ics', {}, 'GET', other)
    expect(status).toBe(200)
    expect(eventsIn(text).map(({ uid }) => uid)).toEqual([good.uid])
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
    const other = await serve(fresh)
    let turns = 0
    let running = true
    const count = () => {
      turns += 1
      if (running) setImmediate(count)
    }
    count()
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask('/calendar.ics', {}, 'GET', other)))
    running = false
    expect(turns).toBeGreaterThan(10)
    expect(eventsIn(answers[0]?.text ?? '')).toHaveLength(501)
    expect(new Set(answers.map((answer) => answer.headers.etag)).size).toBe(1)
  })
})
