import { expect, test, type Browser, type Page } from '@playwright/test'
import { and, eq } from 'drizzle-orm'
import { fillAgenda } from '#app/features/agenda/live.ts'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import { newId, shortId } from '#app/lib/ids.ts'
import type { Database } from '#db/database.ts'
import { openEditor } from '#tests/live/editor.ts'
import { makeEvent } from '#tests/support/makers.ts'
import { cuttable, expectClean, maija, openServiceDatabase, pekka, say, saying, service, signIn } from './service.ts'

/* Several people plan one agenda at once: each in a browser of their own. */

const ritva = 'ritva.salo@example.org'
const samira = 'samira.ahmadi@example.org'
const titles = ['Avaus', 'Kysely', 'Pöydät', 'Kahvit', 'Paneeli', 'Päätös']

let db: Database
test.beforeAll(() => {
  db = openServiceDatabase()
})
test.afterAll(() => db.close())

/** An event of Maija's that the others plan along, with items. */
async function anAgenda(planners: string[]): Promise<{ eventId: string; path: string }> {
  const convener = await personByEmail(db.read, maija)
  const organiserId = convener?.roles.find(({ role }) => role === 'liaison')?.scopeId ?? ''
  const event = await makeEvent(db, { organiserId, convenerId: convener?.id ?? null, state: 'draft' })
  for (const email of planners) {
    const person = await personByEmail(db.read, email)
    const role = { id: newId(), personId: person?.id ?? '', role: 'coPlanner' as const, scopeId: event.id }
    await db.write(async (tx) => tx.insert(roles).values({ ...role, associationId: null, createdAt: 0 }))
  }
  return { eventId: event.id, path: `/events/${event.id}/agenda` }
}

async function person(browser: Browser, email: string, width = 1280): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height: 700 } })).newPage()
  await signIn(page, email)
  return page
}

async function openAgenda(page: Page, path: string) {
  await page.goto(path)
  await expect(page.getByText(saying('live:saved.saved')).first()).toBeVisible()
}

/** The items, put in by a tab of Maija's without a window. */
async function fill(page: Page, eventId: string) {
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const editor = await openEditor(service().baseUrl, cookie, `agenda/${eventId}`)
  fillAgenda(
    editor.doc,
    titles.map((title) => ({ ...emptyItem, id: shortId(), title })),
  )
  await editor.until(({ saved }) => saved.state === 'saved')
  editor.leave()
}

const row = (page: Page, title: string) =>
  page
    .locator('li[data-item]')
    .filter({ has: page.getByRole('button', { name: say('agenda:editItem', { title }), exact: true }) })
const title = (page: Page) => page.getByLabel(saying('agenda:fields.title'))

async function openItem(page: Page, name: string) {
  await page.getByRole('button', { name: say('agenda:editItem', { title: name }), exact: true }).click()
  await expect(title(page)).toBeFocused()
}

async function choose(page: Page, name: string, choice: string) {
  await page.getByRole('button', { name: say('agenda:menu', { title: name }) }).click()
  await page.getByRole('menuitem', { name: choice }).click()
}

async function order(page: Page): Promise<string[]> {
  return page
    .locator('ol > li[data-item]')
    .evaluateAll((rows) =>
      rows.map((each) => each.querySelector('input')?.value ?? each.querySelector('button')?.textContent ?? ''),
    )
}

test('what others add, move and remove above moves neither caret, selection nor the place of one’s field', async ({
  browser,
}) => {
  const { eventId, path } = await anAgenda([pekka])
  const maijas = await person(browser, maija)
  const pekkas = await person(browser, pekka)
  await fill(maijas, eventId)
  await openAgenda(maijas, path)
  await openAgenda(pekkas, path)
  await openItem(pekkas, 'Paneeli')
  const field = title(pekkas)
  await field.evaluate((input: HTMLInputElement) => input.setSelectionRange(2, 5))
  const standing = () =>
    field.evaluate((input: HTMLInputElement) => ({
      caret: [document.activeElement === input, input.selectionStart, input.selectionEnd],
      top: input.getBoundingClientRect().top,
    }))
  const before = await standing()
  const expectStanding = async () => {
    const now = await standing()
    expect(now.caret).toEqual(before.caret)
    // A page scrolls by whole pixels, and rows are not as tall as whole pixels.
    expect(Math.abs(now.top - before.top)).toBeLessThan(1.5)
  }
  await choose(maijas, 'Kahvit', say('agenda:moveTop'))
  await expect.poll(async () => (await order(pekkas))[0]).toBe('Kahvit')
  await expectStanding()
  await choose(maijas, 'Kysely', say('agenda:remove'))
  await expect(row(pekkas, 'Kysely')).toHaveCount(0)
  await expectStanding()
  await choose(maijas, 'Avaus', say('agenda:addTable'))
  await expect(pekkas.getByText('A', { exact: true })).toBeVisible()
  await expectStanding()
  for (const page of [maijas, pekkas]) await page.context().close()
})

test('arrows and space belong to the text; undo takes back one’s own edits only, in titles and descriptions', async ({
  browser,
}) => {
  const { eventId, path } = await anAgenda([pekka])
  const maijas = await person(browser, maija)
  const pekkas = await person(browser, pekka)
  await fill(maijas, eventId)
  await openAgenda(maijas, path)
  await openAgenda(pekkas, path)
  await openItem(pekkas, 'Kahvit')
  await pekkas.keyboard.press('End')
  await pekkas.keyboard.type(' ja')
  await pekkas.keyboard.press('Alt+ArrowUp')
  await pekkas.keyboard.press('ArrowUp')
  await pekkas.keyboard.press('End')
  await pekkas.keyboard.type(' tee')
  expect(await order(pekkas)).toEqual(['Avaus', 'Kysely', 'Pöydät', 'Kahvit ja tee', 'Paneeli', 'Päätös'])

  await pekkas.getByText(say('agenda:fields.more')).click()
  const text = pekkas.getByRole('textbox', { name: say('agenda:fields.description') })
  await text.click()
  await pekkas.keyboard.type('Pekan sanat')
  await openItem(maijas, 'Kahvit ja tee')
  await maijas.getByRole('textbox', { name: say('agenda:fields.description') }).click()
  await maijas.keyboard.press('End')
  await maijas.keyboard.type(' ja Maijan')
  await expect(text).toHaveText('Pekan sanat ja Maijan')
  await text.click()
  for (let press = 0; press < 6; press += 1) await pekkas.keyboard.press('Control+z')
  await expect(text).toHaveText('ja Maijan')
  await expect(row(maijas, 'Kahvit ja tee')).toHaveCount(0)
  await expect(title(maijas)).toHaveValue('Kahvit')
  for (const page of [maijas, pekkas]) await page.context().close()
})

test('four people and a phone plan at once: same title, caret, tables, fixed time, moves; one loses the right', async ({
  browser,
}) => {
  const { eventId, path } = await anAgenda([pekka, ritva, samira])
  const maijas = await person(browser, maija)
  const pekkas = await person(browser, pekka)
  const ritvas = await person(browser, ritva)
  const samiras = await person(browser, samira, 390)
  const all = [maijas, pekkas, ritvas, samiras]
  await fill(maijas, eventId)
  for (const page of all) await openAgenda(page, path)

  // The same title at once: both keep their words, and a caret is seen where it is.
  await openItem(pekkas, 'Avaus')
  await openItem(ritvas, 'Avaus')
  await ritvas.keyboard.press('Home')
  // Before either of them types: the first letter at the front moves what stands behind it.
  await pekkas.keyboard.press('End')
  await Promise.all([pekkas.keyboard.type(' ja tervehdys'), ritvas.keyboard.type('Illan ')])
  await expect(maijas.getByText('Illan Avaus ja tervehdys')).toBeVisible()
  await expect(row(maijas, 'Illan Avaus ja tervehdys').getByText(/kirjoittaa/)).toBeVisible()
  await expect(ritvas.locator('[data-caret="Pekka"]').first()).toBeVisible()
  await expect(maijas.locator('ol button span[aria-hidden]').first()).toBeVisible()
  for (const page of [pekkas, ritvas]) await page.getByRole('button', { name: say('agenda:done') }).click()

  // Tables, from the phone.
  await choose(samiras, 'Pöydät', say('agenda:addTable'))
  await samiras.getByLabel(say('agenda:fields.table', { letter: 'A' })).fill('Tilat')
  await samiras.getByText(say('agenda:fields.more')).click()
  await samiras.getByLabel(say('agenda:fields.capacity')).fill('20')
  await expect(maijas.getByText(say('agenda:seats_other', { count: 20 }))).toBeVisible()
  await expectClean(samiras, 'a table open on a phone')

  // A fixed time, and all later times follow.
  await openItem(ritvas, 'Kahvit')
  await ritvas.getByText(say('agenda:fields.more')).click()
  const starts = await row(maijas, 'Kahvit').locator('time').textContent()
  const [hour = 0, minute = 0] = (starts ?? '').split('.').map(Number)
  const later = `${String((hour + 1) % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  await ritvas.getByLabel(say('agenda:fields.pinned')).fill(later)
  await expect(row(maijas, 'Kahvit').getByText(say('agenda:marks.free_other', { count: 60 }))).toBeVisible()
  await expectClean(ritvas, 'an item open with all its details')

  // Moves at once end the same everywhere.
  await Promise.all([choose(maijas, 'Päätös', say('agenda:moveTop')), choose(pekkas, 'Päätös', say('agenda:moveUp'))])
  await row(maijas, 'Paneeli')
    .getByRole('button', { name: saying('agenda:menu') })
    .press('Alt+ArrowUp')
  await expect
    .poll(async () => new Set(await Promise.all([maijas, pekkas].map(async (page) => (await order(page)).join()))).size)
    .toBe(1)
  expect((await order(maijas)).sort()).toEqual(
    ['Illan Avaus ja tervehdys', 'Kahvit', 'Kysely', 'Paneeli', 'Päätös', 'Pöydät'].sort(),
  )

  // Whose right ends sees so on the open page, and nothing more of what the others do.
  const gone = await personByEmail(db.read, pekka)
  await db.write(async (tx) =>
    tx.delete(roles).where(and(eq(roles.personId, gone?.id ?? ''), eq(roles.scopeId, eventId))),
  )
  await expect(pekkas.getByRole('alert').getByText(say('live:refused.notAllowed.title'))).toBeVisible()
  for (const page of all) await page.context().close()
})

test('a lid closed mid-typing loses nothing, and two who change one title apart both keep their words', async ({
  browser,
}) => {
  const { eventId, path } = await anAgenda([samira])
  const maijas = await person(browser, maija)
  const samiras = await person(browser, samira)
  const network = await cuttable(samiras)
  await fill(maijas, eventId)
  await openAgenda(maijas, path)
  await openAgenda(samiras, path)
  await openItem(samiras, 'Kysely')
  await network.cut()
  await expect(samiras.getByText(say('live:saved.waitingEmpty'))).toBeVisible()
  await samiras.keyboard.press('End')
  await samiras.keyboard.type(' jäsenille')
  await expect(
    samiras.getByText(say('live:saved.waiting_one', { count: 1 })).or(samiras.getByText(/Odottaa yhteyttä, \d/)),
  ).toBeVisible()
  await openItem(maijas, 'Kysely')
  await maijas.keyboard.press('Home')
  await maijas.keyboard.type('Iso ')
  await expect(maijas.getByText(saying('live:saved.savedAt'))).toBeVisible()
  // The lid: the page goes with its edits unsent, and another one is opened later.
  await samiras.close()
  await network.mend()
  const again = await samiras.context().newPage()
  await again.goto(path)
  await expect(title(maijas)).toHaveValue('Iso Kysely jäsenille')
  await expect(again.getByText('Iso Kysely jäsenille', { exact: true })).toBeVisible()
  for (const page of [maijas, again]) await page.context().close()
})
