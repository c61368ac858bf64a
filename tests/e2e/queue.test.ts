import { expect, test, type Page } from '@playwright/test'
import type { Database } from '#db/database.ts'
import { makeAnswerLink, makeInvitation } from '#tests/support/makers.ts'
import { makeConvened } from './planning.ts'
import {
  expectClean,
  expectCleanInAllLooks,
  maija,
  openServiceDatabase,
  say,
  service,
  signIn,
  tongues,
} from './service.ts'

/* All seats are taken: who answers stands in a queue, the convener sees it, and a freed seat finds the next one (FOR-3). */

const names = { holder: 'Metsolan Kyläyhdistys ry', first: 'Kuoro Kaiku ry', second: 'Näkövammaiset ry' }

let db: Database
let convener: Page
let eventId: string
const paths: Record<string, string> = {}

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  db = openServiceDatabase()
  convener = await (await browser.newContext()).newPage()
  await signIn(convener, maija)
  const event = await makeConvened(db, { capacity: 2 })
  eventId = event.id
  for (const [who, name] of Object.entries(names)) {
    const invitation = await makeInvitation(db, { eventId, name })
    paths[who] = new URL(await makeAnswerLink(db, invitation, service())).pathname
  }
})
test.afterAll(async () => {
  await convener.context().close()
  await db.close()
})

/** A guest on a phone, whose browser runs no script. */
async function guest(browser: import('@playwright/test').Browser, who: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(`${paths[who] ?? ''}?lang=fi`)
  return page
}
const yes = (page: Page) => page.getByRole('button', { name: say('invitations:voice.group.yes') })
const queue = (page: Page) => page.getByRole('region', { name: say('seats:queue.title'), exact: true })
const order = (page: Page) => expect.poll(() => queue(page).locator('ol b').allTextContents())

test('the place in the queue is told before the press, and what is saved after it', async ({ browser }) => {
  const holder = await guest(browser, 'holder')
  await yes(holder).click()
  await holder.getByLabel(say('invitations:voice.group.people')).fill('2')
  await holder.getByRole('button', { name: say('invitations:rsvp.saveDetails') }).click()
  await expect(holder.getByText(/Teiltä tulee 2 henkilöä/)).toBeVisible()

  const first = await guest(browser, 'first')
  await expect(first.getByText('täynnä: pääsette jonoon, sija 1')).toBeVisible()
  await yes(first).click()
  await expect(first.getByText('Olette jonossa sijalla 1, 1 henkilö')).toBeVisible()
  const second = await guest(browser, 'second')
  await yes(second).click()
  await expect(second.getByText('Olette jonossa sijalla 2, 1 henkilö')).toBeVisible()
})

test('the convener sees the queue and changes its order by keyboard; the page is clean in every language and light', async () => {
  await convener.goto(`/events/${eventId}/invitations?part=waiting&lang=fi`)
  await order(convener).toEqual([names.first, names.second])
  const row = queue(convener).getByRole('listitem').filter({ hasText: names.second })
  await row.locator('summary').focus()
  await convener.keyboard.press('Enter')
  await row.getByRole('button', { name: say('seats:queue.step.up') }).focus()
  await convener.keyboard.press('Enter')
  await expect(convener.getByText(say('seats:queue.moved', { name: names.second, place: 1 }))).toBeVisible()
  await order(convener).toEqual([names.second, names.first])
  await row.getByRole('button', { name: say('seats:queue.offer') }).click()
  await expect(convener.getByText(say('seats:queue.noSeats_zero'))).toBeVisible()
  await expectClean(convener, 'the queue, with a refusal')
  for (const tongue of tongues) {
    await convener.goto(`/events/${eventId}/invitations?part=waiting&lang=${tongue}`)
    await expectCleanInAllLooks(convener, 'the queue', tongue)
  }
  await convener.setViewportSize({ width: 1280, height: 900 })
  await convener.goto(`/events/${eventId}/invitations?part=waiting&lang=fi`)
})

test('a freed seat is kept for the first in line, on the convener’s open page too, and one press takes it', async ({
  browser,
}) => {
  const holder = await guest(browser, 'holder')
  await holder.getByLabel(say('invitations:voice.group.people')).fill('1')
  await holder.getByRole('button', { name: say('invitations:rsvp.saveDetails') }).click()
  await order(convener).toEqual([names.first])
  await expect(queue(convener).getByText(say('seats:queue.offered'), { exact: true })).toBeVisible()

  const second = await guest(browser, 'second')
  await expect(second.getByText('Teille on vapautunut 1 paikka')).toBeVisible()
  await second.getByRole('button', { name: say('seats:voice.group.take') }).click()
  await expect(second.getByText(/Teiltä tulee 1 henkilö/)).toBeVisible()
  await order(convener).toEqual([names.first])

  const first = await guest(browser, 'first')
  await first.getByRole('button', { name: say('invitations:voice.group.no') }).click()
  await expect(queue(convener)).toHaveCount(0)
})
