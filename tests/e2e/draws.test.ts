import { expect, test, type Browser, type Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { holdDraw } from '#app/features/draws/hold-draw.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import type { Database } from '#db/database.ts'
import { makeAnswerLink, makeInvitation } from '#tests/support/makers.ts'
import { makeConvened } from './planning.ts'
import { expectCleanEverywhere, maija, openServiceDatabase, say, service, signIn, tongues } from './service.ts'

/* Seats are drawn by lot: set by the convener, told before the answer, held once, on record for everybody who asks (FOR-3). */

const names = [
  'Kuoro Kaiku ry',
  'Metsolan Kyläyhdistys ry',
  'Näkövammaiset ry',
  'Sotaveteraanit ry',
  'Tikkalan Seura ry',
]

let db: Database
let convener: Page
let eventId: string
const paths: string[] = []

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  db = openServiceDatabase()
  convener = await (await browser.newContext()).newPage()
  await signIn(convener, maija)
  const event = await makeConvened(db, { capacity: 1, answerBy: Date.now() + 86_400_000 })
  eventId = event.id
  for (const name of names) {
    const invitation = await makeInvitation(db, { eventId, name })
    paths.push(new URL(await makeAnswerLink(db, invitation, service())).pathname)
  }
})
test.afterAll(async () => {
  await convener.context().close()
  await db.close()
})

/** A guest on a phone, whose browser runs no script. */
async function guest(browser: Browser, path = ''): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(`${path}?lang=fi`)
  return page
}
const queue = (page: Page) => page.getByRole('region', { name: say('seats:queue.title'), exact: true })
const order = (page: Page) => expect.poll(() => queue(page).locator('ol b').allTextContents())

test('the convener sets limit, quota and draw beside the number of seats; what is wrong is told at its field', async () => {
  await convener.goto(`/events/${eventId}/edit?lang=fi`)
  await convener.getByRole('link', { name: say('events:form.seatRules') }).click()
  await convener.getByLabel(say('draws:form.draw')).check()
  await convener.getByLabel(say('draws:form.organisationLimit')).fill('99')
  await convener.getByRole('button', { name: say('draws:form.save') }).click()
  await expect(convener.getByText(say('draws:troubles.limitRange', { most: 20 }))).toBeVisible()
  await convener.getByLabel(say('draws:form.organisationLimit')).fill('2')
  await convener.getByLabel(say('draws:groups.association')).fill('5')
  await convener.getByRole('button', { name: say('draws:form.save') }).click()
  await expect(convener.getByText(say('draws:form.saved'))).toBeVisible()
  await expect(convener.getByText(/Arvonta pidetään/)).toBeVisible()
})

test('a guest hears of the draw before choosing, and has a ticket after it; the page is clean in every language', async ({
  browser,
}) => {
  for (const path of paths) {
    const page = await guest(browser, path)
    await expect(page.getByText(say('seats:terms.drawText'))).toBeVisible()
    await page.getByRole('button', { name: say('invitations:voice.group.yes') }).click()
    await expect(page.getByText('Olette mukana arvonnassa, 1 henkilö')).toBeVisible()
    await page.context().close()
  }
  const page = await (await browser.newContext()).newPage()
  for (const tongue of tongues) await expectCleanEverywhere(page, paths[0] ?? '', tongue)
  await page.context().close()
})

test('once the draw is held it stands on record, and anybody can check it', async () => {
  const now = Date.now()
  await db.write(async (tx) =>
    tx
      .update(events)
      .set({ answerBy: now - 1 })
      .where(eq(events.id, eventId)),
  )
  // The clock looks once a minute; this does not wait for it.
  await holdDraw(db, { eventId, seed: 'a seed', actor: { kind: 'system' }, now })
  await convener.goto(`/events/${eventId}/seats?lang=fi`)
  const record = convener.getByRole('region', { name: say('draws:record.title'), exact: true })
  await expect(record.getByText(say('draws:record.result', { parties: 5, seated: 1 }))).toBeVisible()
  await record.getByRole('link', { name: say('draws:record.check') }).click()
  await expect(convener.getByText(say('draws:record.matches'))).toBeVisible()
  for (const tongue of tongues) await expectCleanEverywhere(convener, `/events/${eventId}/seats`, tongue)
})

test('the convener drags one in the queue to a place, or types the place; each move is told', async () => {
  await convener.setViewportSize({ width: 1280, height: 900 })
  await convener.goto(`/events/${eventId}/invitations?part=waiting&lang=fi`)
  const rows = queue(convener).locator('ol > li')
  const before = await rows.locator('b').allTextContents()
  const [a = '', b = '', c = '', d = ''] = before
  await rows.nth(3).getByText('4', { exact: true }).hover()
  await convener.mouse.down()
  const first = await rows.nth(0).boundingBox()
  await convener.mouse.move(first?.x ?? 0, (first?.y ?? 0) + 2, { steps: 5 })
  await convener.mouse.up()
  await expect(convener.getByText(say('seats:queue.moved', { name: d, place: 1 }))).toBeVisible()
  await order(convener).toEqual([d, a, b, c])
  const last = rows.nth(3)
  await last.locator('summary').click()
  await last.getByLabel(say('seats:queue.to')).fill('2')
  await last.getByRole('button', { name: say('seats:queue.toButton'), exact: true }).click()
  await expect(convener.getByText(say('seats:queue.moved', { name: c, place: 2 }))).toBeVisible()
  await order(convener).toEqual([d, c, a, b])
})
