import { expect, test } from '@playwright/test'
import type { Database } from '#db/database.ts'
import { makeAnswerLink, makeInvitation, makeVenue } from '#tests/support/makers.ts'
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

/* The convener asks, a party answers from a phone and tells who comes, and the convener sees it. */

let db: Database
test.beforeAll(() => {
  db = openServiceDatabase()
})
test.afterAll(() => db.close())

test('a question goes out, and a party on a phone without script answers it and tells who comes and how', async ({
  browser,
}) => {
  const venue = await makeVenue(db)
  const event = await makeConvened(db, {
    venueId: venue.id,
    attendanceMode: 'hybrid',
    onlineUrl: 'https://etana.example',
  })
  const invitation = await makeInvitation(db, { eventId: event.id })
  const path = new URL(await makeAnswerLink(db, invitation, service())).pathname

  const page = await (await browser.newContext()).newPage()
  await signIn(page, maija)
  await page.goto(`/events/${event.id}/invitations?lang=fi`)
  await page.getByRole('link', { name: say('questions:page.open') }).click()
  await page.getByRole('link', { name: say('questions:page.add') }).click()
  await page.getByRole('button', { name: say('questions:edit.save') }).click()
  await expect(page.getByText(say('questions:edit.notSaved'))).toBeVisible()
  await expectClean(page, 'question refused')
  await page.getByLabel(say('questions:edit.wording'), { exact: true }).fill('Mistä lähdette?')
  await page.getByLabel(say('questions:kinds.choice')).check()
  await page.getByLabel(say('questions:edit.option', { number: 1 })).fill('Laukaa')
  await page.getByLabel(say('questions:edit.option', { number: 2 })).fill('Äänekoski')
  await page.getByLabel(say('questions:edit.required')).check()
  await page.getByRole('button', { name: say('questions:edit.save') }).click()
  await expect(page.getByText(say('questions:page.savedQuestion'))).toBeVisible()

  const phone = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const guest = await phone.newPage()
  await guest.goto(`${path}?lang=fi`)
  await guest.getByRole('button', { name: say('guests:voice.group.onlineYes') }).click()
  await expect(guest.getByText(say('guests:allOnline'))).toBeVisible()
  await guest.getByLabel(say('invitations:voice.group.people')).fill('2')
  await guest.getByLabel(say('guests:answeredBy')).fill('Ritva Salo')
  await guest.getByRole('button', { name: say('invitations:rsvp.saveDetails') }).click()
  await expect(guest.getByText(/Vastannut Ritva Salo/)).toBeVisible()
  await guest.getByLabel(say('guests:row', { number: 2 }), { exact: true }).fill('Aino Virtanen')
  await guest.getByRole('button', { name: say('invitations:rsvp.saveDetails') }).click()
  await expect(guest.getByLabel(say('guests:row', { number: 2 }), { exact: true })).toHaveValue('Aino Virtanen')
  await expect(guest.getByText(say('questions:missing_one', { count: 1 }))).toBeVisible()
  await guest.getByLabel('Laukaa').check()
  await guest.getByRole('button', { name: say('questions:save') }).click()
  await expect(guest.getByText(say('questions:saved'))).toBeVisible()
  await expect(guest.getByLabel('Laukaa')).toBeChecked()
  await phone.close()

  for (const tongue of tongues) {
    await page.goto(`${path}?lang=${tongue}`)
    await expectCleanInAllLooks(page, 'answer with guests and questions', tongue)
  }
  await page.goto(`/events/${event.id}/invitations?lang=fi`)
  await page.getByRole('link', { name: say('participants:open') }).click()
  for (const tongue of tongues) {
    await page.goto(`/events/${event.id}/invitations/participants?lang=${tongue}`)
    await expectCleanInAllLooks(page, 'participants', tongue)
    await page.goto(`/events/${event.id}/questions?lang=${tongue}`)
    await expectCleanInAllLooks(page, 'questions', tongue)
  }
  await page.goto(`/events/${event.id}/invitations/participants?by=organisation&lang=fi`)
  await expect(page.getByText(/Aino Virtanen/)).toBeVisible()
  await expectClean(page, 'participants by organisation')
  await page.goto(`/events/${event.id}/participants/print?lang=fi`)
  await expect(page.getByText('Virtanen Aino')).toBeVisible()
  await expectClean(page, 'list to print')
  await page.context().close()
})
