import { expect, test, type Page } from '@playwright/test'
import type { Database } from '#db/database.ts'
import { makeAnswerLink, makeEvent, makeInvitation, makeOrganiser, makePerson } from '#tests/support/makers.ts'
import {
  administrator,
  expectNoSidewaysScroll,
  maija,
  openServiceDatabase,
  say,
  saying,
  service,
  signIn,
} from './service.ts'

/* Pages with their text at 200 %, on a phone and on a desk: nobody scrolls sideways to read a line (A11Y-1, WCAG 1.4.4). */

test.describe.configure({ mode: 'parallel' })

let db: Database
test.beforeAll(() => {
  db = openServiceDatabase()
})
test.afterAll(() => db.close())

async function expectRoom(page: Page, where: string): Promise<void> {
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoSidewaysScroll(page, `${where} at 200 %, ${String(width)} px`)
  }
}

async function expectRoomAt(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expectRoom(page, path)
}

test('public pages hold large text', async ({ page }) => {
  for (const path of ['/', '/calendar', '/calendar/subscribe', '/sign-in', '/contact', '/no/such/page']) {
    await expectRoomAt(page, path)
  }
  await page.goto('/calendar')
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Syksyn .*Tilat, tuki/ })
    .click()
  await expect(page).toHaveURL(/\/events\//)
  await expectRoom(page, 'an event')
})

test('the answer page holds large text, before an answer and after', async ({ page }) => {
  const organiserId = (await makeOrganiser(db)).id
  const convener = await makePerson(db, { name: 'Maija Lehto', title: 'järjestöyhdyshenkilö' })
  const event = await makeEvent(db, { organiserId, convenerId: convener.id, capacity: 40 })
  const invitation = await makeInvitation(db, { eventId: event.id })
  await expectRoomAt(page, new URL(await makeAnswerLink(db, invitation, service())).pathname)
  await page.getByRole('button', { name: say('invitations:voice.group.yes') }).click()
  await expect(page.getByText(say('invitations:rsvp.thanks'))).toBeVisible()
  await expectRoom(page, 'a saved answer')
})

test('the pages of a liaison person hold large text', async ({ page }) => {
  await signIn(page, maija)
  for (const path of ['/', '/events', '/events/new', '/sign-out']) await expectRoomAt(page, path)
  const event = await theEvent(page, /Tilat, tuki/)
  for (const part of ['', '/invitations', '/invitations?part=answered', '/planners', '/edit', '/cancel']) {
    await expectRoomAt(page, event + part)
  }
  for (const part of ['', '/new', '/samp1eproposa1000001']) await expectRoomAt(page, `${event}/proposals${part}`)

  await page.goto(`${event}/agenda`)
  await page
    .getByRole('button', { name: saying('agenda:menu') })
    .first()
    .click()
  await page.getByRole('menuitem', { name: say('agenda:edit') }).click()
  await expect(page.getByLabel(saying('agenda:fields.title'))).toBeFocused()
  await expectRoom(page, 'an agenda with an item open')

  await expectRoomAt(page, `${await theEvent(page, /kuuleminen/)}/invitations/new`)
  await page.getByLabel(say('audiences:pick.countyWide')).check()
  await page.getByRole('button', { name: say('audiences:pick.show') }).click()
  await expect(page.getByRole('link', { name: say('audiences:list.next') })).toBeVisible()
  await expectRoom(page, 'the list of those who will be invited')
  await page.getByRole('link', { name: say('audiences:list.next') }).click()
  await expect(page.getByRole('button', { name: say('letterTexts:save') })).toBeVisible()
  await expectRoom(page, 'the message')
})

test('the pages of an administrator hold large text', async ({ page }) => {
  await signIn(page, administrator)
  for (const path of ['/', '/admin/organisers', '/admin/outbox']) await expectRoomAt(page, path)
  await page.getByRole('main').getByRole('table').getByRole('link').first().click()
  await expect(page).toHaveURL(/\/admin\/outbox\//)
  await expectRoom(page, 'a letter')
})

test('where its row is too long, the current tab is in sight', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 900 })
  await signIn(page, maija)
  const event = await theEvent(page, /Tilat, tuki/)
  const parts = page.getByRole('navigation', { name: say('events:parts.label') })
  for (const part of ['overview', 'agenda', 'invitations', 'planners'] as const) {
    await page.goto(event + (part === 'overview' ? '' : `/${part}`))
    const current = parts.getByRole('link', { name: say(`events:parts.${part}`), exact: true })
    await expect(current).toHaveAttribute('aria-current', 'page')
    await expect(current, part).toBeInViewport({ ratio: 1 })
  }
})

async function theEvent(page: Page, name: RegExp): Promise<string> {
  await page.goto('/events')
  const link = page.getByRole('main').getByRole('link', { name }).first()
  return (await link.getAttribute('href')) ?? ''
}
