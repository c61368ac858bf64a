import { gzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { publishedAgendas } from '#app/features/agenda/tables.server.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { links } from '#app/features/links/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { richTextOf } from '#app/lib/rich-text.ts'
import { makeEvent, makeInvitation, makePerson, type EventRow, type InvitationRow } from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server.close()
})

/** An invitation and the path of its answer page. */
async function invited(given: Partial<InvitationRow> = {}, eventGiven: Partial<EventRow> = {}) {
  const { db, secret, baseUrl } = server
  const id = newId()
  const convener = await makePerson(db, { name: 'Maija Lehto', email: `${id}@kunta.example` })
  const event = await makeEvent(db, { convenerId: convener.id, ...eventGiven })
  const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
  const invitation = await makeInvitation(db, { id, eventId: event.id, linkId: link.id, ...given })
  const address = await linkAddress(db.read, { secret, baseUrl, linkId: link.id })
  return { invitation, event, convener, linkId: link.id, path: new URL(address).pathname }
}

const saved = async (id: string) => {
  const [row] = await server.db.read.select().from(invitations).where(eq(invitations.id, id))
  if (!row) throw new Error(`no invitation ${id}`)
  return row
}
const page = async (path: string) => (await server.get(path)).text()

test('the page ships no script: no tag, no preload, and a policy that would run none', async () => {
  const { path } = await invited()
  const response = await server.get(`${path}?lang=fi`)
  const html = await response.text()
  expect(response.status).toBe(200)
  expect(html).not.toMatch(/<script/i)
  expect(html).not.toMatch(/preload/i)
  expect(html).not.toMatch(/\son[a-z]+=/i)
  expect(response.headers.get('Content-Security-Policy')).toContain("script-src 'none'")
  expect(response.headers.get('Referrer-Policy')).toBe('same-origin')
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(response.headers.get('X-Robots-Tag')).toBe('noindex')
})

test('the page and its styles stay under 20 kB, with a full programme and an answer saved', async () => {
  const { path, event } = await invited({ answer: 'yes', place: 'seat', people: 2, message: 'Tulemme junalla.' })
  const items = Array.from({ length: 12 }, (_, place) => ({
    ...emptyItem,
    id: String(place),
    title: `Järjestön puheenvuoro ${String(place)}: mitä olemme oppineet tänä vuonna`,
    minutes: 10 + place,
    presenter: 'Laukaan Seniorikipinä ry, puheenjohtaja',
    description: richTextOf('Lyhyt esittely ja keskustelu.'),
  }))
  const agenda = { eventId: event.id, version: 1, publishedAt: Date.now(), publishedBy: null, items }
  await server.db.write(async (tx) => tx.insert(publishedAgendas).values(agenda))
  const html = await page(`${path}?lang=fi`)
  const styles = [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g)].map((found) => found[1] ?? '')
  expect(styles.length).toBeGreaterThan(0)
  const sizes = [gzipSync(html).length]
  for (const style of styles) sizes.push(gzipSync(await page(style)).length)
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(20_000)
})

test('opening the address changes nothing, whatever a letter put after it (SEC-4)', async () => {
  const { path, invitation } = await invited()
  const before = [
    await saved(invitation.id),
    await server.db.read.$count(auditRows),
    await server.db.read.$count(letters),
  ]
  for (const query of ['', '?answer=yes', '?answer=maybe&lang=sv', '?answer=no&saved=answer']) {
    for (let time = 0; time < 3; time += 1) expect([200, 302]).toContain((await server.get(path + query)).status)
  }
  expect([
    await saved(invitation.id),
    await server.db.read.$count(auditRows),
    await server.db.read.$count(letters),
  ]).toEqual(before)
})

test('a link in a letter only chooses: the page says that nothing is saved, and one press saves', async () => {
  const { path, invitation } = await invited()
  expect(await page(`${path}?lang=fi&answer=yes`)).toContain('Ei vielä tallennettu')
  const pressed = await server.post(`${path}?lang=fi`, { answer: 'yes' })
  expect(pressed.status).toBe(303)
  const html = await page(pressed.headers.get('Location') ?? '')
  expect(html).toContain('Kiitos, vastaus on tallessa')
  expect(html).toContain('Teiltä tulee 1 henkilö')
  expect(html).not.toContain('Ei vielä tallennettu')
  expect(await saved(invitation.id)).toMatchObject({ answer: 'yes', people: 1 })
})

test('a count or a message that cannot be keeps what was typed and says so at the field', async () => {
  const { path, invitation } = await invited({ answer: 'yes', place: 'seat', people: 1 })
  const response = await server.post(`${path}?lang=fi`, {
    part: 'details',
    answer: 'yes',
    people: 'kolme',
    message: 'Tulemme <bussilla>.',
  })
  const html = await response.text()
  expect(response.status).toBe(400)
  expect(html).toContain('Kirjoita määrä numeroin, 1–20.')
  expect(html).toContain('value="kolme"')
  expect(html).toContain('Tulemme &lt;bussilla&gt;.')
  // Told on top too, before the answer that still holds: on a phone the fields are two screens down.
  expect(html.indexOf('Tietoja ei tallennettu.')).toBeGreaterThan(0)
  expect(html.indexOf('Tietoja ei tallennettu.')).toBeLessThan(html.indexOf('Teiltä tulee 1 henkilö'))
  expect(html).toContain('href="#people"')
  expect(await saved(invitation.id)).toMatchObject({ people: 1, message: null })
})

test('the page opens in the language of the invited, and in another one when asked', async () => {
  const { path } = await invited({ language: 'sv' })
  const first = await server.get(`${path}?answer=maybe`, { headers: { 'Accept-Language': 'fi' } })
  expect(first.status).toBe(302)
  const where = new URL(first.headers.get('Location') ?? '', server.baseUrl)
  expect([where.searchParams.get('lang'), where.searchParams.get('answer')]).toEqual(['sv', 'maybe'])
  expect(await page(where.pathname + where.search)).toContain('Kommer ni?')
  expect(await page(`${path}?lang=en`)).toContain('Are you coming?')
})

test('one person is asked as one', async () => {
  const { path } = await invited({ recipientKind: 'official' })
  expect(await page(`${path}?lang=fi`)).toContain('Tuletko?')
})

test.each([
  [
    'cancelled',
    { state: 'cancelled', cancelReason: { fi: 'Sali ei ole käytössä.' } },
    'Tilaisuus on peruttu.',
    'Sali ei ole',
  ],
  ['held', { state: 'held' }, 'Tilaisuus on ohi.', ''],
  ['too late', { answerBy: Date.now() - 60_000 }, 'Vastausaika päättyi', 'Maija Lehto'],
] as const)(
  '%s: a notice stands in place of the form, and an answer is refused',
  async (_state, given, title, more) => {
    const { path, invitation } = await invited({}, given)
    const html = await page(`${path}?lang=fi`)
    expect(html).toContain(title)
    expect(html).toContain(more)
    expect(html).not.toContain('name="answer"')
    const response = await server.post(`${path}?lang=fi`, { answer: 'yes' })
    expect(response.status).toBe(409)
    expect(await response.text()).toContain(title)
    expect(await saved(invitation.id)).toMatchObject({ answer: 'none' })
  },
)

test('an event that has moved says so before anything else, and one that was cancelled counts nobody as coming', async () => {
  const coming = { answer: 'yes', place: 'seat', people: 2 } as const
  const startsAt = Date.now() + 14 * 86_400_000
  const moved = await page(`${(await invited(coming, { startsAt, movedFrom: startsAt - 86_400_000 })).path}?lang=fi`)
  expect(moved.indexOf('Aika muuttui.')).toBeGreaterThan(0)
  expect(moved.indexOf('Aika muuttui.')).toBeLessThan(moved.indexOf('Teiltä tulee 2 henkilöä'))
  const online = { attendanceMode: 'online', onlineUrl: 'https://etana.example/f' } as const
  const cancelled = await page(`${(await invited(coming, { state: 'cancelled', ...online })).path}?lang=fi`)
  expect(cancelled).not.toContain('Teiltä tulee')
  expect(cancelled).not.toContain('etana.example')
})

test('a withdrawn invitation says so', async () => {
  const { path } = await invited({ withdrawnAt: Date.now() })
  expect(await page(`${path}?lang=fi`)).toContain('Kutsu on peruttu.')
})

test('full is said before the press, with the place in the queue that it brings, and after it', async () => {
  const { path, event } = await invited({}, { capacity: 2 })
  await makeInvitation(server.db, { eventId: event.id, answer: 'yes', place: 'seat', people: 1 })
  expect(await page(`${path}?lang=fi`)).toContain('Paikkoja on jäljellä 1.')
  await makeInvitation(server.db, { eventId: event.id, answer: 'yes', place: 'seat', people: 1 })
  await makeInvitation(server.db, { eventId: event.id, answer: 'yes', place: 'waiting', people: 1, position: 1 })
  const before = await page(`${path}?lang=fi`)
  expect(before).toContain('Kaikki paikat on varattu.')
  expect(before).toContain('täynnä: pääsette jonoon, sija 2')
  expect((await server.post(`${path}?lang=fi`, { answer: 'yes' })).status).toBe(303)
  const after = await page(`${path}?lang=fi&saved=answer`)
  expect(after).toContain('Olette jonossa sijalla 2, 1 henkilö')
  // Nothing to put into a calendar yet.
  expect(after).not.toContain('.ics')
})

test('kept seats are taken or given up with one press, also after the deadline; without an answer nothing else can be said', async () => {
  const hour = 3_600_000
  const offer = { answer: 'yes', place: 'offered', people: 2, offeredUntil: Date.now() + hour } as const
  const late = { capacity: 2, answerBy: Date.now() - hour }
  const { path } = await invited(offer, late)
  const before = await page(`${path}?lang=fi`)
  expect(before).toContain('Teille on vapautunut 2 paikkaa')
  expect(before).toContain('Otamme paikan')
  expect(before).not.toContain('Emme pääse')
  expect((await server.post(`${path}?lang=fi`, { answer: 'yes' })).status).toBe(303)
  expect(await page(`${path}?lang=fi&saved=answer`)).toContain('Teiltä tulee 2 henkilöä')

  const waiting = { answer: 'yes', place: 'waiting', people: 1, position: 1, waitingSince: 1 } as const
  const { path: other } = await invited(waiting, late)
  const closed = await page(`${other}?lang=fi`)
  expect(closed).toContain('Vastausaika päättyi')
  expect(closed).toContain('Poistumme jonosta')
  expect((await server.post(`${other}?lang=fi`, { answer: 'maybe' })).status).toBe(409)
  expect((await server.post(`${other}?lang=fi`, { answer: 'no' })).status).toBe(303)
  expect(await page(`${other}?lang=fi`)).not.toContain('Poistumme jonosta')
})

test('what is cancelled or over offers no seats any more, and says nobody comes who had only an offer', async () => {
  const offer = { answer: 'yes', place: 'offered', people: 2, offeredUntil: Date.now() + 1000 } as const
  for (const event of [{ state: 'cancelled' }, { state: 'held' }] as const) {
    const { path } = await invited(offer, { capacity: 2, ...event })
    const html = await page(`${path}?lang=fi`)
    expect(html).not.toContain('Otamme paikan')
    expect(html).not.toContain('Teiltä tulee')
  }
})

test('who waited until the event was over reads that no seat became free, and of no queue any more', async () => {
  const waiting = { answer: 'yes', place: 'waiting', people: 2, position: 1 } as const
  const { path } = await invited(waiting, { capacity: 2, state: 'held' })
  const html = await page(`${path}?lang=fi`)
  expect(html).toContain('paikkaa ei vapautunut')
  expect(html).not.toMatch(/jonossa sijalla|Jonossa:/)
})

test('an address that is none of ours is not found, an old one is gone, both said plainly and without script', async () => {
  const { path, linkId } = await invited()
  const missing = await server.get(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}?lang=fi`)
  expect(missing.status).toBe(404)
  const html = await missing.text()
  expect(html).toContain('Linkki ei toimi')
  expect(html).not.toMatch(/<script/i)
  await server.db.write(async (tx) =>
    tx
      .update(links)
      .set({ expiresAt: Date.now() - 1 })
      .where(eq(links.id, linkId)),
  )
  const gone = await server.get(`${path}?lang=fi`)
  expect(gone.status).toBe(410)
  expect(await gone.text()).toContain('Linkki on vanhentunut')
  expect((await server.post(`${path}?lang=fi`, { answer: 'yes' })).status).toBe(410)
})

test('pressing without end is slowed down, and what was typed is kept', async () => {
  const { path, invitation } = await invited({ answer: 'yes', place: 'seat', people: 1 })
  const typed = { part: 'details', answer: 'yes', people: '2', message: 'Viesti, joka ei katoa.' }
  const statuses: number[] = []
  for (let time = 0; time < 61; time += 1)
    statuses.push((await server.post(`${path}?lang=fi`, { ...typed, people: '1' })).status)
  expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 303))
  const slowed = await server.post(`${path}?lang=fi`, typed)
  const html = await slowed.text()
  expect(slowed.status).toBe(429)
  expect(html).toContain('liian monta vastausta')
  expect(html).toContain('Viesti, joka ei katoa.')
  expect(await saved(invitation.id)).toMatchObject({ people: 1 })
  // Another invitee is not held up by it.
  expect((await server.post(`${(await invited()).path}?lang=fi`, { answer: 'yes' })).status).toBe(303)
})
