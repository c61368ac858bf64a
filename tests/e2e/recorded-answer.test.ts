import { expect, test } from '@playwright/test'
import { makeAnswerLink, makeInvitation } from '#tests/support/makers.ts'
import { makeConvened } from './planning.ts'
import { expectCleanEverywhere, maija, openServiceDatabase, say, service, signIn, tongues } from './service.ts'

/* Who cannot use the page telephones: the convener writes the answer down, and all can see that (FOR-3). */

test('an answer that came by telephone is written down, told in the list and on the page of who gave it', async ({
  page,
}) => {
  const db = openServiceDatabase()
  const answerBy = Date.now() - 3_600_000
  const event = await makeConvened(db, { answerBy })
  const name = 'Eläkkeensaajat ry'
  const invitation = await makeInvitation(db, { eventId: event.id, name })
  const path = new URL(await makeAnswerLink(db, invitation, service())).pathname
  await db.close()
  await signIn(page, maija)
  await page.goto(`/events/${event.id}/invitations?part=none&lang=fi`)
  await page.getByRole('link', { name: say('invitations:list.recordOf', { name }) }).click()
  await page.getByRole('button', { name: say('invitations:record.save') }).click()
  await expect(page.getByText(say('invitations:troubles.answerMissing'))).toBeVisible()
  await page.getByLabel(say('invitations:record.yes'), { exact: true }).check()
  await page.getByLabel(say('invitations:record.people')).fill('2')
  await page.getByRole('button', { name: say('invitations:record.save') }).click()
  await expect(page.getByText(say('invitations:record.done'))).toBeVisible()
  await expect(page.getByText(say('invitations:list.recordedBy', { name: 'Maija Lehto' }))).toBeVisible()
  for (const tongue of tongues) {
    await expectCleanEverywhere(page, `/events/${event.id}/invitations/${invitation.id}`, tongue)
  }
  await page.goto(`${path}?lang=fi`)
  await expect(page.getByText(say('invitations:rsvp.recorded'))).toBeVisible()
})
