import { expect, test, type Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { events } from '#app/features/events/tables.server.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Database } from '#db/database.ts'
import { makeEvent } from '#tests/support/makers.ts'
import { cuttable, expectClean, maija, openServiceDatabase, pekka, say, saying, signIn } from './service.ts'

/* What happens on an open agenda page when somebody else, or the person's own next step, changes what it stands on. */

let db: Database
let liaison: Page
let planner: Page
let network: Awaited<ReturnType<typeof cuttable>>
test.beforeAll(async ({ browser }) => {
  db = openServiceDatabase()
  liaison = await (await browser.newContext()).newPage()
  planner = await (await browser.newContext({ viewport: { width: 1280, height: 500 } })).newPage()
  network = await cuttable(planner)
  await signIn(liaison, maija)
  await signIn(planner, pekka)
})
test.afterAll(async () => {
  await liaison.context().close()
  await planner.context().close()
  await db.close()
})

/** An event of its own for each test, which Maija convenes and Pekka plans along; its agenda is open on both pages. */
async function begin(titles: string[]): Promise<string> {
  const convener = await personByEmail(db.read, maija)
  const coPlanner = await personByEmail(db.read, pekka)
  if (!convener || !coPlanner) throw new Error('The sample network has neither')
  const held = await db.read.select().from(roles).where(eq(roles.personId, convener.id))
  const organiserId = held.find(({ role }) => role === 'liaison')?.scopeId ?? ''
  const event = await makeEvent(db, { organiserId, convenerId: convener.id, state: 'draft' })
  const role = { id: newId(), personId: coPlanner.id, role: 'coPlanner' as const, scopeId: event.id, createdAt: 0 }
  await db.write(async (tx) => tx.insert(roles).values({ ...role, associationId: null }))
  for (const page of [liaison, planner]) {
    await page.goto(`/events/${event.id}/agenda`)
    await expect(page.getByText(saying('live:saved.saved')).first()).toBeVisible()
  }
  for (const title of titles) await addItem(liaison, title)
  for (const title of titles) await expect(planner.getByText(title, { exact: true })).toBeVisible()
  return event.id
}

async function addItem(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: say('agenda:add') }).click()
  await page.getByLabel(saying('agenda:fields.title')).fill(title)
  await page.getByRole('button', { name: say('agenda:done') }).click()
  await expect(page.getByText(title, { exact: true })).toBeVisible()
}

const menu = (page: Page, title: string) => page.getByRole('button', { name: say('agenda:menu', { title }) })

async function choose(page: Page, title: string, choice: 'edit' | 'remove'): Promise<void> {
  await menu(page, title).click()
  await page.getByRole('menuitem', { name: say(`agenda:${choice}`) }).click()
}

test('"Undo" beside a removed item brings back that item, and goes once it would take back something else', async () => {
  await begin(['Avaus', 'Kysely'])
  const undo = liaison.getByRole('button', { name: say('agenda:undo') })
  await choose(liaison, 'Avaus', 'remove')
  await expect(undo).toBeFocused()
  await undo.click()
  await expect(liaison.getByText('Avaus', { exact: true })).toBeVisible()
  await expect(undo).toHaveCount(0)

  await choose(liaison, 'Avaus', 'remove')
  await expect(undo).toBeVisible()
  await choose(liaison, 'Kysely', 'edit')
  await expect(undo).toBeVisible()
  await liaison.getByLabel(say('agenda:fields.presenter')).pressSequentially('Maija')
  await expect(undo).toHaveCount(0)
  await expect(liaison.getByLabel(say('agenda:fields.presenter'))).toHaveValue('Maija')
})

test('one whose item is removed under their hands is told by whom, and goes on at the next one', async () => {
  await begin(['Avaus', 'Kysely', 'Kahvit'])
  await choose(planner, 'Kysely', 'edit')
  await expect(planner.getByLabel(saying('agenda:fields.title'))).toBeFocused()
  await choose(liaison, 'Kysely', 'remove')
  const told = (title: string) => planner.getByText(say('agenda:news.theirsGone', { name: 'Maija', title }))
  await expect(told('Kysely')).toBeVisible()
  await expect(menu(planner, 'Kahvit')).toBeFocused()

  await choose(planner, 'Kahvit', 'edit')
  await expect(planner.getByLabel(saying('agenda:fields.title'))).toBeFocused()
  await choose(liaison, 'Kahvit', 'remove')
  await expect(told('Kahvit')).toBeVisible()
  await expect(planner.getByRole('button', { name: say('agenda:add') })).toBeFocused()
})

test('who publishes is told so, though the news of it comes while the page still loads', async () => {
  await liaison.addInitScript(() => {
    // The news is taken up at once.
    Math.random = () => 0
  })
  await begin(['Avaus'])
  let release = () => {}
  let loaded = 0
  const held = new Promise<void>((resolve) => (release = resolve))
  await liaison.route('**/agenda.data*', async (route) => {
    const loads = route.request().method() === 'GET'
    if (loads) await held
    await route.fulfill({ response: await route.fetch() })
    if (loads) loaded += 1
  })
  await liaison.getByRole('button', { name: say('agenda:publish.button') }).click()
  // The other page has had the news, and has come back with it.
  await expect(planner.getByText(saying('agenda:publish.line')).first()).toBeVisible()
  release()
  // What followed the form, and what followed the news.
  await expect.poll(() => loaded).toBe(2)
  await liaison.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await expect(liaison.getByText(saying('agenda:publish.done'))).toBeVisible()
  await liaison.unroute('**/agenda.data*')
})

test('an event that is moved reaches open agendas, and moves neither focus, selection nor scroll', async () => {
  const eventId = await begin(['Avaus', 'Kysely', 'Kahvit', 'Paneeli'])
  await choose(planner, 'Kysely', 'edit')
  const field = planner.getByLabel(saying('agenda:fields.title'))
  await field.evaluate((input: HTMLInputElement) => {
    input.setSelectionRange(1, 4)
  })
  await planner.evaluate(() => {
    window.scrollTo(0, 100)
  })
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await planner.route('**/agenda.data*', async (route) => {
    await held
    await route.continue()
  })
  const asked = planner.waitForRequest('**/agenda.data*')
  await liaison.goto(`/events/${eventId}/edit`)
  await liaison.getByLabel(say('events:form.startTime')).fill('08:10')
  await liaison.getByRole('button', { name: say('events:form.saveChanges') }).click()
  await asked
  // On while the page loads.
  await planner.evaluate(() => {
    window.scrollTo(0, 160)
  })
  release()
  await expect(planner.getByText('08.10', { exact: true })).toBeVisible()
  await expect(field).toBeFocused()
  const standing = await field.evaluate((input: HTMLInputElement) => [
    input.value,
    input.selectionStart,
    input.selectionEnd,
    window.scrollY,
  ])
  expect(standing).toEqual(['Kysely', 1, 4, 160])
  await planner.unroute('**/agenda.data*')
})

test('what was typed offline stays on the page and in the browser when the event is cancelled, and is sent when it may be', async () => {
  const eventId = await begin(['Avaus'])
  const become = (state: 'cancelled' | 'draft') =>
    db.write(async (tx) => tx.update(events).set({ state }).where(eq(events.id, eventId)))
  await network.cut()
  await expect(planner.getByText(say('live:saved.waitingEmpty'))).toBeVisible()
  await addItem(planner, 'Kirjoitettu yksin')
  await choose(planner, 'Kirjoitettu yksin', 'edit')
  await planner.getByText(say('agenda:fields.more')).click()
  await planner.getByRole('textbox', { name: say('agenda:fields.description') }).fill('Pitkä ajatus')
  await become('cancelled')
  await network.mend()
  const kept = planner.getByRole('alert').filter({ hasText: say('live:kept.title') })
  const seesIt = async () => {
    // A tab without a connection tries again at growing distances.
    await expect(kept).toBeVisible({ timeout: 60_000 })
    await expect(planner.getByText('Kirjoitettu yksin', { exact: true })).toBeVisible()
    await expect(planner.getByText('Pitkä ajatus', { exact: true })).toBeVisible()
  }
  await seesIt()
  await expectClean(planner, 'agenda that may not be edited any more')
  await planner.reload()
  await seesIt()
  await become('draft')
  await expect(planner.getByText(/^Tallennettu/).first()).toBeVisible()
  await expect(kept).toHaveCount(0)
  await expect(liaison.getByText('Kirjoitettu yksin', { exact: true })).toBeVisible()
})
