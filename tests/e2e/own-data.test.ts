import { expect, test } from '@playwright/test'
import type { Database } from '#db/database.ts'
import { makeAnswerLink, makeInvitation } from '#tests/support/makers.ts'
import { makeConvened } from './planning.ts'
import { expectCleanInAllLooks, maija, openServiceDatabase, say, service, signIn, tongues } from './service.ts'

/* Who comes too late writes to the convener; who wants to know what is held of them sees it, and has it erased (GDPR-4). */

let db: Database
test.beforeAll(() => {
  db = openServiceDatabase()
})
test.afterAll(() => db.close())

test('from a phone without script a late message goes to the convener, and then everything is erased', async ({
  browser,
  page,
}) => {
  const event = await makeConvened(db, { answerBy: Date.now() - 1000 })
  const invitation = await makeInvitation(db, { eventId: event.id, recipientKind: 'official', name: 'Rehtori' })
  const path = new URL(await makeAnswerLink(db, invitation, service())).pathname
  for (const tongue of tongues) {
    await page.goto(`${path}?lang=${tongue}`)
    await expectCleanInAllLooks(page, 'too late', tongue)
  }
  await page.goto(`${path}/message?lang=fi`)
  await expectCleanInAllLooks(page, 'message', 'fi')

  const phone = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const guest = await phone.newPage()
  await guest.goto(`${path}?lang=fi`)
  await guest.getByRole('button', { name: say('inviteeMessages:send') }).click()
  await expect(guest.getByText(say('inviteeMessages:troubles.textMissing'))).toBeVisible()
  await guest.getByLabel(say('inviteeMessages:voice.person.label')).fill('Pääsen sittenkin.')
  await guest.getByRole('button', { name: say('inviteeMessages:send') }).click()
  await expect(guest.getByText(say('inviteeMessages:voice.person.sent'))).toBeVisible()

  const convener = await (await browser.newContext()).newPage()
  await signIn(convener, maija)
  await convener.goto(`/events/${event.id}/invitations?lang=fi`)
  await expect(convener.getByText('Pääsen sittenkin.')).toBeVisible()

  for (const tongue of tongues) {
    await page.goto(`${path}/data?erase=yes&lang=${tongue}`)
    await expectCleanInAllLooks(page, 'own data', tongue)
  }
  await page.goto('/erased?lang=fi')
  await expectCleanInAllLooks(page, 'erased', 'fi')

  await guest.getByRole('link', { name: say('ownData:link') }).click()
  await expect(guest.getByText('Pääsen sittenkin.')).toBeVisible()
  await guest.getByRole('link', { name: say('ownData:erase.ask.all') }).click()
  await guest.getByRole('button', { name: say('ownData:erase.submit.all') }).click()
  await expect(guest.getByRole('heading', { name: say('ownData:gone.title') })).toBeVisible()
  expect((await guest.goto(`${path}?lang=fi`))?.status()).toBe(410)
  await phone.close()
  await convener.reload()
  await expect(convener.getByText('Pääsen sittenkin.')).toHaveCount(0)
  await convener.context().close()
})
