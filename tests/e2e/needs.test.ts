import { expect, test } from '@playwright/test'
import type { Database } from '#db/database.ts'
import { makeAnswerLink, makeEvent, makeInvitation, makeVenue } from '#tests/support/makers.ts'
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

/* A guest tells what they need, the convener orders it and sees whose it is; nobody else does (GDPR-1, BOD-4). */

let db: Database
test.beforeAll(() => {
  db = openServiceDatabase()
})
test.afterAll(() => db.close())

test('a need goes from a phone without script to the convener, who orders it, and looks at the name on record', async ({
  browser,
}) => {
  const access = { stepFree: true, inductionLoop: false, accessibleToilet: true }
  const venue = await makeVenue(db, { access })
  const event = await makeConvened(db, { venueId: venue.id })
  const invitation = await makeInvitation(db, { eventId: event.id, answer: 'yes', place: 'seat', people: 1 })
  const path = new URL(await makeAnswerLink(db, invitation, service())).pathname

  const phone = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const guest = await phone.newPage()
  await guest.goto(`${path}?lang=fi`)
  await guest.getByLabel(say('needs:kinds.signInterpreter')).check()
  await guest.getByLabel(say('needs:voice.group.text')).fill('x'.repeat(301))
  await guest.getByRole('button', { name: say('needs:save') }).click()
  await expect(guest.getByText(say('needs:troubles.textLong', { count: 300 }))).toBeVisible()
  await expect(guest.getByLabel(say('needs:kinds.signInterpreter'))).toBeChecked()
  await guest.getByLabel(say('needs:voice.group.text')).fill('Suomalainen viittomakieli')
  await guest.getByRole('button', { name: say('needs:save') }).click()
  await expect(guest.getByText(say('needs:saved'))).toBeVisible()
  await expect(guest.getByText(say('needs:told_other', { count: 2 }))).toBeVisible()
  // The link is shared: what was told is not shown again.
  await expect(guest.getByText('Suomalainen viittomakieli')).toHaveCount(0)
  await expect(guest.getByLabel(say('needs:kinds.signInterpreter'))).not.toBeChecked()
  await phone.close()

  const page = await (await browser.newContext()).newPage()
  await signIn(page, maija)
  const task = say('events:home.tasks.needsToOrder_one')
  await expect(page.getByText(task)).toBeVisible()
  await page.goto(`/events/${event.id}/invitations?lang=fi`)
  await page.getByRole('link', { name: say('needs:summary.open') }).click()
  await expect(page.getByText(say('needs:page.noLooks'))).toBeVisible()
  await expect(page.getByText(/ei ole kuulosilmukkaa/)).toBeVisible()
  for (const tongue of tongues) {
    await page.goto(`/events/${event.id}/invitations/needs?lang=${tongue}`)
    await expectCleanInAllLooks(page, 'needs', tongue)
  }
  await page.goto(`/events/${event.id}/invitations/needs?lang=fi`)
  await page.getByRole('button', { name: new RegExp(say('needs:summary.mark')) }).click()
  await expect(page.getByText(say('needs:page.takeBack'))).toBeVisible()
  await page.getByRole('button', { name: say('needs:page.show') }).click()
  await expect(page.getByText('Viittomakielen tulkki, Suomalainen viittomakieli')).toBeVisible()
  await expect(page.getByText(/, Maija Lehto$/)).toBeVisible()
  await expectClean(page, 'needs with names')
  await page.goto('/')
  await expect(page.getByText(task)).toHaveCount(0)
  await page.context().close()
})

test('the page of needs behind a personal address is clean in each language', async ({ page }) => {
  const event = await makeEvent(db)
  const invitation = await makeInvitation(db, { eventId: event.id, answer: 'yes', place: 'seat', people: 1 })
  const path = new URL(await makeAnswerLink(db, invitation, service())).pathname
  for (const tongue of tongues) {
    await page.goto(`${path}/needs?lang=${tongue}`)
    await expectCleanInAllLooks(page, 'needs by link', tongue)
  }
})
