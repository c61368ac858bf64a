import { expect, test, type Browser, type Page } from '@playwright/test'
import { and, eq } from 'drizzle-orm'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import type { Database } from '#db/database.ts'
import { choose, description, makePlanned, openAgenda, openItem, titleField, titles, unfold } from './planning.ts'
import {
  cuttable,
  expectClean,
  expectCleanInAllLooks,
  maija,
  openServiceDatabase,
  pekka,
  say,
  saying,
  signIn,
  tongues,
} from './service.ts'

/*
 * Five browsers plan the sample forum: its convener, two co-planners, one on a phone, and one who only reads. One long
 * story, because what matters is that it all holds at once.
 */
test.describe.configure({ mode: 'serial' })

const ritva = 'ritva.salo@example.org'
const samira = 'samira.ahmadi@example.org'
const timo = 'timo.rautio@example.org'
const village = 'Hiidenkosken Kyläseura ry'
const topic = 'Yhteinen kuljetus tapahtumiin'

let db: Database
let eventId: string
/** The convener, a co-planner, one who loses the connection, one on a phone, one who reads. */
let convener: Page
let planner: Page
let traveller: Page
let phone: Page
let reader: Page
let network: Awaited<ReturnType<typeof cuttable>>
const all = () => [convener, planner, traveller, phone, reader]

test.beforeAll(async ({ browser }) => {
  db = openServiceDatabase()
  eventId = await makePlanned(db, [pekka, ritva, samira, timo])
  await setRole(pekka, { associationId: 'hiidenkosken-kylaseura' })
  await setRole(timo, { role: 'reader' })
  convener = await open(browser, maija, {})
  planner = await open(browser, pekka, {})
  traveller = await open(browser, ritva, {})
  network = await cuttable(traveller)
  phone = await open(browser, samira, { viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true })
  // One who wants no motion, in the dark.
  reader = await open(browser, timo, { colorScheme: 'dark', reducedMotion: 'reduce' })
})
test.afterAll(async () => {
  for (const page of all()) await page.context().close()
  await db.close()
})

async function open(browser: Browser, email: string, options: Parameters<Browser['newContext']>[0]): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage()
  await signIn(page, email)
  return page
}

const roleOf = async (email: string) =>
  and(eq(roles.personId, (await personByEmail(db.read, email))?.id ?? ''), eq(roles.scopeId, eventId))

async function setRole(email: string, changed: Partial<typeof roles.$inferInsert>) {
  const which = await roleOf(email)
  await db.write(async (tx) => tx.update(roles).set(changed).where(which))
}

/** The row of an item at rest. */
const row = (page: Page, title: string) =>
  page.locator('li[data-item]').filter({ has: page.getByText(title, { exact: true }) })

const done = (page: Page) => page.getByRole('button', { name: say('agenda:done') }).click()

test('they begin from the sample forum and see each other', async () => {
  await convener.goto(`/events/${eventId}/agenda/start`)
  await convener.getByRole('button', { name: new RegExp(`: ${say('templates:names.evening')}`) }).click()
  await expect(convener.getByText(say('templates:done'))).toBeVisible()
  for (const page of [convener, planner, traveller, phone]) await openAgenda(page, eventId)
  await reader.goto(`/events/${eventId}/agenda`)
  for (const page of all()) {
    await expect(page.getByText(/^Paikalla sinä, /)).toBeVisible()
    await expect(page.getByText('Pöydät: neljä ryhmää yhtä aikaa', { exact: true })).toBeVisible()
  }
  await expect(convener.getByText(/^Paikalla sinä, .* 1 muuta$|^Paikalla sinä, .* ja \S+$/)).toBeVisible()
  // Who reads has the same agenda, and nothing to change it with.
  await expect(reader.getByText(say('live:saved.readOnly'))).toBeVisible()
  await expect(reader.getByRole('button', { name: say('agenda:add') })).toHaveCount(0)
  await expect(reader.getByRole('button', { name: saying('agenda:menu') })).toHaveCount(0)
})

test('two write in one title at once, and all five see both their words, their names and their carets', async () => {
  const [first = ''] = await titles(convener)
  for (const page of [planner, traveller]) await openItem(page, first)
  await titleField(planner).press('Home')
  await titleField(traveller).press('End')
  await Promise.all([planner.keyboard.type('Illan '), traveller.keyboard.type(' ja tervehdys')])
  const both = `Illan ${first} ja tervehdys`
  for (const page of [convener, phone, reader]) await expect(page.getByText(both, { exact: true })).toBeVisible()
  for (const page of [convener, phone, reader])
    await expect(
      row(page, both).getByText(/Pekka kirjoittaa, Ritva kirjoittaa|Ritva kirjoittaa, Pekka kirjoittaa/),
    ).toBeVisible()
  await expect(titleField(planner)).toHaveValue(both)
  await expect(titleField(traveller)).toHaveValue(both)
  await expect(traveller.locator('[data-caret="Pekka"]').first()).toBeVisible()
  await expectClean(planner, 'an item open while another writes in it')
  await expectClean(reader, 'read only, dark, while two write')
  for (const page of [planner, traveller]) await done(page)
})

test('on the phone an item is stretched past the time reserved; all are told, and the convener takes a way out', async () => {
  const title = 'Pöydät: neljä ryhmää yhtä aikaa'
  await openItem(phone, title)
  const more = phone.getByRole('button', { name: say('agenda:fields.moreMinutes') })
  for (let press = 0; press < 3; press += 1) await more.tap()
  await expectClean(phone, 'an item open on a phone, too long')
  await done(phone)
  for (const page of all()) await expect(page.getByText(saying('agenda:overrun.title_other')).first()).toBeVisible()
  // The end that would fit is filled in for who may move it; nothing is moved before they save.
  const end = convener.getByRole('link', { name: saying('agenda:overrun.endAt') })
  await expect(end).toHaveAttribute('href', new RegExp(`/events/${eventId}/edit\\?end=\\d\\d:\\d\\d$`))
  await convener
    .getByRole('button', { name: saying('agenda:overrun.shorten') })
    .first()
    .click()
  // Where nothing may move, the row says in a word what became of it.
  await expect(reader.getByText(say('agenda:marks.changed'), { exact: true }).first()).toBeVisible()
  for (const page of all()) await expect(page.getByText(saying('agenda:overrun.title_other'))).toHaveCount(0)
})

test('the editor with an item open is clean in each language, narrow, wide and in the dark, and asks nobody else', async () => {
  const asked = new Set<string>()
  const refused: string[] = []
  convener.on('request', (request) => asked.add(new URL(request.url()).origin))
  convener.on('console', (line) => {
    if (line.type() === 'error') refused.push(line.text())
  })
  for (const tongue of tongues) {
    await convener.goto(`/events/${eventId}/agenda?lang=${tongue}`)
    const first = convener.locator('li[data-item]').first()
    await first.getByRole('button').first().click()
    const details = first.locator('details')
    if (!(await details.evaluate((each: HTMLDetailsElement) => each.open))) await details.locator('summary').click()
    await expect(convener.getByRole('textbox', { name: say('agenda:fields.description', {}, tongue) })).toBeVisible()
    await expectCleanInAllLooks(convener, 'an item open', tongue)
  }
  // Nothing comes from elsewhere, and the content security policy had nothing to refuse (SEC-1).
  expect([...asked]).toEqual([new URL(convener.url()).origin])
  expect(refused).toEqual([])
  await convener.setViewportSize({ width: 1280, height: 900 })
  await convener.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' })
  await convener.goto(`/events/${eventId}/agenda?lang=fi`)
  await openAgenda(convener, eventId)
})

test('one goes offline, writes on and comes back; what was moved meanwhile keeps their words', async () => {
  const title = 'Tauko'
  await openItem(traveller, title)
  await network.cut()
  await expect(traveller.getByText(say('live:saved.waitingEmpty'))).toBeVisible()
  await titleField(traveller).press('End')
  await traveller.keyboard.type(' ja kahvit')
  await unfold(traveller)
  await description(traveller).click()
  await traveller.keyboard.type('Kahvin keittää kyläseura.')
  await choose(convener, title, 'moveTop')
  await expect(traveller.getByText(/Odottaa yhteyttä, \d/)).toBeVisible()
  await expectClean(traveller, 'an item open, offline')
  await network.mend()
  const now = `${title} ja kahvit`
  for (const page of [convener, planner, phone, reader])
    await expect(page.getByText(now, { exact: true })).toBeVisible()
  await expect(reader.getByText('Kahvin keittää kyläseura.')).toBeVisible()
  await expect(description(traveller)).toBeFocused()
  await done(traveller)
})

test('a topic is proposed and taken in: its row says whose it was, on every page', async () => {
  await planner.goto(`/events/${eventId}/proposals/new`)
  await planner.getByLabel(say('proposals:form.topic'), { exact: true }).fill(topic)
  await planner.getByLabel(say('proposals:form.why')).fill('Linja-auto ei kulje illalla.')
  await planner.getByRole('button', { name: say('proposals:form.submit') }).click()
  await expect(planner.getByText(say('proposals:page.done.proposed'))).toBeVisible()
  const beside = convener.getByRole('listitem').filter({ has: convener.getByRole('heading', { name: topic }) })
  await beside.getByRole('button', { name: say('proposals:take') }).click()
  await openAgenda(planner, eventId)
  for (const page of all())
    await expect(row(page, topic).getByText(say('agenda:marks.proposedBy', { association: village }))).toBeVisible()
})

test('what is published is what all see; later edits are told in words until they are published too', async () => {
  await convener.getByRole('button', { name: say('agenda:publish.button') }).click()
  await expect(convener.getByText(say('agenda:publish.done', { version: 1 }))).toBeVisible()
  await openItem(phone, topic)
  await titleField(phone).fill('Kuljetus tapahtumiin')
  await done(phone)
  await expect(convener.getByText(say('changes:draft_one'))).toBeVisible()
  await convener.getByText(say('changes:draft_one')).click()
  await expect(
    convener.getByText(say('changes:retitled', { title: 'Kuljetus tapahtumiin', before: topic })),
  ).toBeVisible()
  await expectClean(convener, 'what changed since it was published')
  // Told as one, or gathered with what came just before it.
  const told = ['theirs', 'changed', 'several_other'].map((key) => convener.getByText(saying(`agenda:news.${key}`)))
  await expect(told.reduce((one, other) => one.or(other))).toBeVisible()
  await expect(convener.getByRole('link', { name: say('agenda:news.see') }).first()).toBeVisible()
  await convener.getByRole('button', { name: say('agenda:publish.again') }).click()
  await expect(convener.getByText(say('agenda:publish.done', { version: 2 }))).toBeVisible()
  await expect(phone.getByText(saying('agenda:publish.same'))).toBeVisible()
})

test('the convener locks the agenda, and opens it again', async () => {
  await convener.getByRole('button', { name: say('agenda:lock.lockIt') }).click()
  for (const page of [planner, phone]) {
    await expect(page.getByText(/Maija Lehto lukitsi ohjelman/).first()).toBeVisible()
    await expect(page.getByRole('button', { name: say('agenda:add') })).toHaveCount(0)
  }
  await expectClean(phone, 'locked, on a phone')
  await convener.getByRole('button', { name: say('agenda:lock.openIt') }).click()
  for (const page of [planner, phone]) await expect(page.getByRole('button', { name: say('agenda:add') })).toBeVisible()
})

test('whose right ends while they write is told so, and what they write on reaches nobody', async () => {
  await openItem(planner, 'Kuljetus tapahtumiin')
  const which = await roleOf(pekka)
  await db.write(async (tx) => tx.delete(roles).where(which))
  await titleField(planner).press('End')
  await planner.keyboard.type(' JÄLKEENPÄIN', { delay: 200 })
  await expect(planner.getByRole('alert').getByText(saying('live:refused.notAllowed.title'))).toBeVisible()
  await expectClean(planner, 'whose right has ended')
  await expect(convener.getByText(/^Paikalla sinä, /)).not.toContainText('Pekka')
  // Two seconds of it may still have been saved (SEC-3); the last letter cannot have been.
  await expect(convener.getByText(/JÄLKEENPÄIN/)).toHaveCount(0)
})

test('in the end all have the same agenda', async () => {
  const order = await titles(convener)
  expect(order.at(-1)).toMatch(/^Kuljetus tapahtumiin/)
  for (const page of [traveller, phone]) expect(await titles(page)).toEqual(order)
  // Long words may break where they are only read.
  const texts = await reader.locator('li[data-item]').allTextContents()
  const read = texts.map((text) => text.replaceAll('\u00ad', ''))
  expect(read.filter((text, place) => !text.includes(order[place] ?? '?'))).toEqual([])
})
