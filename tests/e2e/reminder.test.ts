import { expect, test } from '@playwright/test'
import { makeAnswerLink, makeInvitation } from '#tests/support/makers.ts'
import { makeConvened } from './planning.ts'
import { expectCleanEverywhere, maija, openServiceDatabase, say, service, signIn, tongues } from './service.ts'

/* The convener sees what a reminder says and to how many it goes, and presses once (FOR-3). */

test('a reminder is looked at, sent to those who have not answered, and not twice in a day', async ({ page }) => {
  const db = openServiceDatabase()
  const event = await makeConvened(db)
  for (const name of ['Kuoro Kaiku ry', 'Näkövammaiset ry']) {
    await makeAnswerLink(db, await makeInvitation(db, { eventId: event.id, name }), service())
  }
  await makeInvitation(db, { eventId: event.id, answer: 'no', answeredAt: Date.now() })
  await db.close()
  await signIn(page, maija)
  for (const tongue of tongues) await expectCleanEverywhere(page, `/events/${event.id}/invitations/remind`, tongue)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/events/${event.id}/invitations?lang=fi`)
  await page.getByRole('link', { name: say('invitations:remind.open_other', { count: 2 }) }).click()
  await expect(page.getByText(say('invitations:remind.text', { name: 'Kuoro Kaiku ry' }))).toBeVisible()
  // The address is the reader's own: nobody else sees it.
  await expect(page.getByText('/rsvp/')).toHaveCount(0)
  await page.getByRole('button', { name: say('invitations:remind.send_other', { count: 2 }) }).click()
  await expect(page.getByText(say('invitations:remind.started_other', { count: 2 }))).toBeVisible()
  await page.goto(`/events/${event.id}/invitations/remind`)
  await expect(page.getByText(say('invitations:remind.refusals.tooSoon'))).toBeVisible()
})
