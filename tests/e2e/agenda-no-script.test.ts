import { expect, test, type Browser, type Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Database } from '#db/database.ts'
import { makeEvent } from '#tests/support/makers.ts'
import {
  expectClean,
  expectNoSidewaysScroll,
  maija,
  openServiceDatabase,
  pekka,
  say,
  saying,
  signIn,
} from './service.ts'

/* Maija has no script: she plans by plain forms. Pekka has the live editor open, and sees what she does as she does it. */

let db: Database
let plain: Page
let live: Page
test.beforeAll(async ({ browser }) => {
  db = openServiceDatabase()
  plain = await withoutScript(browser)
  live = await (await browser.newContext()).newPage()
  await signIn(plain, maija)
  await signIn(live, pekka)
})
test.afterAll(async () => {
  await plain.context().close()
  await live.context().close()
  await db.close()
})

async function withoutScript(browser: Browser): Promise<Page> {
  return (await browser.newContext({ javaScriptEnabled: false })).newPage()
}

/** An event of its own for each test, which Maija convenes and Pekka plans along; its agenda is empty. */
async function begin(): Promise<string> {
  const convener = await personByEmail(db.read, maija)
  const coPlanner = await personByEmail(db.read, pekka)
  if (!convener || !coPlanner) throw new Error('The sample network has neither')
  const held = await db.read.select().from(roles).where(eq(roles.personId, convener.id))
  const organiserId = held.find(({ role }) => role === 'liaison')?.scopeId ?? ''
  const event = await makeEvent(db, { organiserId, convenerId: convener.id, state: 'draft' })
  const role = { id: newId(), personId: coPlanner.id, role: 'coPlanner' as const, scopeId: event.id, createdAt: 0 }
  await db.write(async (tx) => tx.insert(roles).values({ ...role, associationId: null }))
  return `/events/${event.id}/agenda`
}

const word = (key: string) => say(`itemForm:${key}`)
// Between the words and their rest, which is only heard, browsers put a space or none.
const editLink = (title: string) => plain.getByRole('link', { name: new RegExp(`^${word('edit')} ?: ${title}`) })

async function addByForm(agenda: string, title: string): Promise<void> {
  await plain.goto(agenda)
  await plain.getByRole('link', { name: word('add') }).click()
  await plain.getByLabel(word('fields.title')).fill(title)
  await plain.getByRole('button', { name: word('save') }).click()
  await expect(plain.getByText(word('saved'))).toBeVisible()
}

/** axe itself needs script: the same page is looked at in the other browser's engine, by its address. */
async function expectCleanPage(path: string): Promise<void> {
  for (const width of [390, 1280]) {
    await plain.setViewportSize({ width, height: 900 })
    await plain.goto(path)
    await expectNoSidewaysScroll(plain, `${path} at ${String(width)}`)
  }
}

test('without script an agenda is read and edited item by item, and who has it open live sees each step', async () => {
  const agenda = await begin()
  await live.goto(agenda)
  await expect(live.getByText(saying('live:saved.saved')).first()).toBeVisible()
  const seen = (title: string) => live.getByText(title, { exact: true })

  for (const title of ['Avaus', 'Tauko', 'Päätös']) {
    await addByForm(agenda, title)
    await expect(seen(title)).toBeVisible()
  }

  await editLink('Tauko').click()
  await plain.getByLabel(word('fields.title')).fill('Kahvitauko')
  await plain.getByLabel(word('fields.minutes')).fill('25')
  await plain.getByLabel(word('fields.description')).fill('## Tarjolla\n- kahvia\n- **teetä**')
  await plain.getByRole('button', { name: word('save') }).click()
  await expect(plain).toHaveURL(/#item-/)
  await expect(plain.getByRole('heading', { name: 'Tarjolla' })).toBeVisible()
  await expect(seen('Kahvitauko')).toBeVisible()
  await expect(live.getByText('25 min').first()).toBeVisible()

  await editLink('Kahvitauko').click()
  await expect(plain.getByLabel(word('fields.description'))).toHaveValue('## Tarjolla\n\n- kahvia\n- **teetä**')
  await plain.getByRole('button', { name: word('top') }).click()
  await expect(plain.getByText(/Se on nyt 1\/3/)).toBeVisible()
  const order = () =>
    live.evaluate(() => {
      const text = document.querySelector('main')?.textContent ?? ''
      return ['Kahvitauko', 'Avaus', 'Päätös'].map((title) => text.indexOf(title))
    })
  await expect
    .poll(async () => {
      const places = await order()
      return places.every((place, at) => place >= 0 && place >= (places[at - 1] ?? 0))
    })
    .toBe(true)

  await plain.goto(agenda)
  await editLink('Avaus').click()
  await plain.getByRole('link', { name: word('remove') }).click()
  await plain.getByRole('button', { name: word('removal.submit') }).click()
  await expect(plain.getByText(word('removed'))).toBeVisible()
  await expect(seen('Avaus')).toHaveCount(0)
})

test('what the one types live and the other by a form stands in one title, and nobody’s words are lost', async () => {
  const agenda = await begin()
  await addByForm(agenda, 'Tauko')
  await editLink('Tauko').click()
  // The form is open; meanwhile Pekka writes into the same title, live.
  await live.goto(agenda)
  await live.getByRole('button', { name: say('agenda:menu', { title: 'Tauko' }) }).click()
  await live.getByRole('menuitem', { name: say('agenda:edit') }).click()
  const field = live.getByLabel(saying('agenda:fields.title'))
  await field.press('End')
  await field.pressSequentially(' ja kahvit')
  await expect(live.getByText(saying('live:saved.saved')).first()).toBeVisible()
  await plain.getByLabel(word('fields.title')).fill('Pitkä Tauko')
  await plain.getByRole('button', { name: word('save') }).click()
  await expect(plain.getByText('Pitkä Tauko ja kahvit', { exact: true })).toBeVisible()
  await expect(field).toHaveValue('Pitkä Tauko ja kahvit')
})

test('an empty agenda begins from a template; its history is read, compared and restored, all without script', async () => {
  const agenda = await begin()
  await plain.goto(agenda)
  await plain.getByRole('link', { name: say('templates:link') }).click()
  const evening = say('templates:names.evening')
  await plain.getByRole('button', { name: new RegExp(`^${say('templates:use')} ?: ${evening}`) }).click()
  await expect(plain.getByText(say('templates:done'))).toBeVisible()
  const tables = 'Pöydät: neljä ryhmää yhtä aikaa'
  await expect(plain.getByText(tables, { exact: true })).toBeVisible()

  await plain.getByRole('button', { name: say('agenda:publish.button') }).click()
  await plain.goto(agenda)
  await editLink(tables).click()
  await plain.getByLabel(word('fields.minutes')).fill('60')
  await plain.getByRole('button', { name: word('save') }).click()
  await plain
    .getByRole('link', { name: say('history:link') })
    .first()
    .click()
  await expect(plain.getByText(/Maija Lehto muutti kohdan ”Pöydät.*” kestoa: 50 min → 1 h\./)).toBeVisible()
  await expect(plain.getByText(`Maija Lehto aloitti ohjelman pohjasta ”${evening}”.`)).toBeVisible()

  await plain
    .getByRole('link', { name: saying('history:versions.compare') })
    .first()
    .click()
  await expect(plain.getByText(`”${tables}”, kesto: 50 min → 1 h`)).toBeVisible()
  await plain.goBack()
  await plain
    .getByRole('link', { name: new RegExp(`^${say('history:versions.restore')}`) })
    .first()
    .click()
  await plain.getByRole('button', { name: say('history:restore.submit') }).click()
  await expect(plain.getByText(say('history:restore.done'))).toBeVisible()
  await plain.goto(agenda)
  await editLink(tables).click()
  await expect(plain.getByLabel(word('fields.minutes'))).toHaveValue('50')
})

test('every page of it is accessible, narrow and wide', async ({ browser }) => {
  const agenda = await begin()
  await addByForm(agenda, 'Avaus')
  await editLink('Avaus').click()
  const item = new URL(plain.url()).pathname
  await addByForm(agenda, 'Tauko')
  await plain.getByRole('button', { name: say('agenda:publish.button') }).click()
  await plain.goto(item)
  await plain.getByLabel(word('fields.minutes')).fill('20')
  await plain.getByRole('button', { name: word('save') }).click()
  const looking = await (await browser.newContext()).newPage()
  await signIn(looking, maija)
  const pages = [
    item,
    `${item}/remove`,
    `${agenda}/items/new`,
    `${agenda}/start`,
    `${agenda}/start?template=evening`,
    `${agenda}/history`,
    `${agenda}/history/compare?from=published-1&to=now`,
    `${agenda}/history/restore?version=published-1`,
  ]
  for (const path of pages) {
    await expectCleanPage(path)
    for (const width of [320, 1280]) {
      await looking.setViewportSize({ width, height: 900 })
      await looking.goto(path)
      await expectClean(looking, `${path} at ${String(width)}`)
    }
  }
  // An error stands beside its field, and is found from the top.
  await plain.goto(item)
  await plain.getByLabel(word('fields.minutes')).fill('paljon')
  await plain.getByRole('button', { name: word('save') }).click()
  await expect(plain.getByRole('alert').getByRole('link', { name: word('errors.minutesUnclear') })).toBeVisible()
  await expect(plain.getByLabel(word('fields.minutes'))).toHaveAttribute('aria-invalid', 'true')
  await looking.context().close()
})
