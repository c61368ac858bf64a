import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { agendaFor, publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { totalMinutes } from '#app/features/agenda/rules.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { associations, bodies, contacts, organisers } from '#app/features/directory/tables.server.ts'
import { coPlannersOf, eventsOf, type EventDetails } from '#app/features/events/queries.server.ts'
import { eventZone } from '#app/features/events/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import { peopleComing } from '#app/features/invitations/queries.server.ts'
import { invitationSummary } from '#app/features/participants/queries.server.ts'
import { invitations, sendings } from '#app/features/invitations/tables.server.ts'
import { linkByToken } from '#app/features/links/queries.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { totalsOf } from '#app/features/organising/queries.server.ts'
import { people, roles } from '#app/features/people/tables.server.ts'
import { proposalsOf } from '#app/features/proposals/queries.server.ts'
import { proposalComments, proposalSupports, topicProposals } from '#app/features/proposals/tables.server.ts'
import { venues } from '#app/features/venues/tables.server.ts'
import { demoLinks } from '#server/cli/demo-links.ts'
import { readSample } from '#server/cli/sample-files.ts'
import { projectRoot } from '#server/project-root.ts'
import { loadSample } from '#server/cli/load-sample.ts'
import { liveUpdates } from '#server/live/tables.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'

const now = Date.parse('2026-11-24T08:00:00Z')
const baseUrl = 'https://kutsu.example'
const said: string[] = []
let db: TestDatabase
let forum: EventDetails
const load = () => loadSample({ db, baseUrl, now, say: (line) => said.push(line) })

beforeAll(async () => {
  db = await openTestDatabase()
  expect(await load()).toEqual({ loaded: true })
  const [first] = await eventsOf(db.read, ['laukaa'])
  if (!first) throw new Error('Laukaa has no events')
  forum = first
})

async function counts() {
  const tables = {
    organisers,
    associations,
    contacts,
    bodies,
    venues,
    people,
    roles,
    events,
    sendings,
    invitations,
    topicProposals,
    proposalSupports,
    proposalComments,
    letters,
  }
  const found: Record<string, number> = {}
  for (const [name, table] of Object.entries({ ...tables, auditRows, liveUpdates }))
    found[name] = await db.read.$count(table)
  return found
}

test('the whole network is there', async () => {
  expect(await counts()).toMatchObject({
    organisers: 23,
    associations: 63,
    contacts: 69,
    bodies: 16,
    venues: 19,
    people: 12,
  })
  expect(said).toContain('63 associations')
})

test('the forum is on a Tuesday 13–19 days ahead, 17–20, published, for 80 people', () => {
  const begins = Temporal.Instant.fromEpochMilliseconds(forum.startsAt).toZonedDateTimeISO(eventZone)
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(eventZone).toPlainDate()
  expect(begins.dayOfWeek).toBe(2)
  expect(begins.hour).toBe(17)
  expect(today.until(begins.toPlainDate()).days).toBeGreaterThanOrEqual(13)
  expect(today.until(begins.toPlainDate()).days).toBeLessThanOrEqual(19)
  expect(forum).toMatchObject({
    state: 'published',
    kind: 'forum',
    capacity: 80,
    endsAt: forum.startsAt + 3 * 3_600_000,
  })
  expect(forum.convener?.name).toBe('Maija Lehto')
  expect(forum.answerBy).toBeGreaterThan(now)
  expect(forum.title.fi).toMatch(/^Syksyn järjestöfoorumi/)
})

test('every other event is later, in the order of the sample', async () => {
  const all = await eventsOf(db.read, ['laukaa', 'keski-suomen-hyvinvointialue'])
  expect(all).toHaveLength(12)
  const { events: inOrder } = await readSample(path.join(projectRoot, 'server/cli/sample'))
  const shown = all.sort((a, b) => a.startsAt - b.startsAt).map(({ description }) => description.fi)
  expect(shown).toEqual(inOrder.map(({ description }) => description.fi))
  expect(new Set(all.map(({ startsAt }) => startsAt)).size).toBe(12)
  const states = all.map(({ state }) => state)
  expect(states.filter((state) => state === 'cancelled')).toHaveLength(1)
  expect(states.filter((state) => state === 'draft')).toHaveLength(1)
  expect(all.filter(({ movedFrom }) => movedFrom !== null)).toHaveLength(1)
})

test('three associations plan the forum with its convener', async () => {
  const planners = await coPlannersOf(db.read, forum.id)
  expect(planners.map(({ name, association }) => [name, association?.name])).toEqual([
    ['Pekka Korhonen', 'Hiidenkosken Kyläseura ry'],
    ['Ritva Salo', 'Laukaan Seniorikipinä ry'],
    ['Samira Ahmadi', 'Vapaaehtoisverkko Aarre ry'],
  ])
})

test('the agenda is a live document, its rows are the same, and it is published and fills the time', async () => {
  const draft = await agendaFor(db.read, forum.id)
  const published = await publishedAgenda(db.read, forum.id)
  expect(published?.items).toEqual(draft)
  expect(draft.map(({ title }) => title)[0]).toBe('Ilmoittautuminen ja kahvit')
  expect(totalMinutes(draft)).toBe(180)
  expect(draft.filter(({ within }) => within !== null).map(({ capacity }) => capacity)).toEqual([6, 20, 20, 20])
  const logged = await db.read
    .select()
    .from(liveUpdates)
    .where(sql`${liveUpdates.document} = ${`agenda/${forum.id}`}`)
  expect(logged).toHaveLength(1)
})

test('fifty are invited, two of them cannot be reached, and half have answered', async () => {
  const summary = await invitationSummary(db.read, forum.id)
  expect(summary).toMatchObject({ invited: 50, answered: 25, yes: 16, maybe: 4, no: 5, notReached: 2 })
  expect(summary.people).toBe((await peopleComing(db.read, forum.id)).seats)
  expect(summary.people).toBeLessThanOrEqual(80)
  const subjects = db.read.select({ id: invitations.id }).from(invitations).where(eq(invitations.eventId, forum.id))
  const queued = await db.read.$count(
    letters,
    and(eq(letters.kind, 'invitation'), inArray(letters.subjectId, subjects)),
  )
  expect(queued).toBe(48)
})

test('three municipalities stand behind the county’s forum, and each has somebody who has answered', async () => {
  const county = await eventsOf(db.read, ['keski-suomen-hyvinvointialue'])
  const together = county.filter(({ coOrganisers }) => coOrganisers.length > 0)
  expect(together).toHaveLength(1)
  const totals = await totalsOf(db.read, together[0] ?? forum)
  expect(totals.map(({ organiser, invited, none }) => [organiser.id, invited - none])).toEqual([
    ['jamsa', 2],
    ['jyvaskyla', 5],
    ['laukaa', 2],
    ['keski-suomen-hyvinvointialue', 0],
  ])
})

test('three topics wait for an answer, with the associations behind them and what was said', async () => {
  const proposals = await proposalsOf(db.read, forum.id)
  expect(proposals.map((one) => [one.title, one.association?.name, one.supporters.length, one.comments])).toEqual([
    ['Nuorille paikka iltaan', 'Pihapiirin Nuoret ry', 7, 4],
    ['Kuka auttaa, kun some ei tavoita?', 'Digikaverit Keskisalo ry', 4, 1],
    ['Yhteinen kuljetus kyliltä tapahtumiin', 'Hiidenkosken Kyläseura ry', 2, 0],
  ])
  expect(proposals.every(({ state }) => state === 'waiting')).toBe(true)
})

test('every address is of example.org', async () => {
  const held = [
    ...(await db.read.select({ email: associations.email }).from(associations)),
    ...(await db.read.select({ email: contacts.email }).from(contacts)),
    ...(await db.read.select({ email: bodies.email }).from(bodies)),
    ...(await db.read.select({ email: people.email }).from(people)),
    ...(await db.read.select({ email: organisers.email }).from(organisers)),
    ...(await db.read.select({ email: letters.recipient }).from(letters)),
  ]
  expect(held.filter(({ email }) => email !== null && !email.endsWith('@example.org'))).toEqual([])
})

test('loading again changes nothing', async () => {
  const before = await counts()
  expect(await load()).toEqual({ loaded: false })
  expect(await counts()).toEqual(before)
})

test('a loading that broke off goes on where it was', async () => {
  const before = await counts()
  // What a killed process leaves: everything but the mark that it is done.
  await db.write(async (tx) => tx.delete(auditRows).where(sql`${auditRows.verb} = 'loadSample'`))
  expect(await load()).toEqual({ loaded: true })
  expect(await counts()).toEqual(before)
})

test('the demo has three ways to sign in and one to answer', async () => {
  const secret = 'a-secret-of-the-test-0123456789-abcdef'
  const links = await demoLinks(db, { baseUrl, secret, now })
  expect(links).toHaveLength(4)
  expect(links.map(({ label }) => label.split(', ')[1]).slice(0, 3)).toEqual([
    'Maija Lehto',
    'Pekka Korhonen',
    'Johanna Niemi',
  ])
  const tokens = links.map(({ address }) => new URL(address).pathname.split('/').at(-1) ?? '')
  const purposes = ['signIn', 'signIn', 'signIn', 'answer'] as const
  for (const [at, purpose] of purposes.entries()) {
    // Still good when somebody has read the page for an hour.
    const found = await linkByToken(db.read, { secret, token: tokens[at] ?? '', purpose, now: now + 3_600_000 })
    expect(found.ok).toBe(true)
  }
})

test('the county coordinator convenes for the county, the administrator runs the service', async () => {
  const coordinator = await personByEmail(db.read, 'jarjestokoordinaattori.hyvinvointialue@example.org')
  expect(coordinator?.roles).toMatchObject([{ role: 'coordinator', scopeId: 'keski-suomen-hyvinvointialue' }])
  const administrator = await personByEmail(db.read, 'yllapito@example.org')
  expect(administrator?.roles).toMatchObject([{ role: 'administrator', scopeId: '*' }])
})
