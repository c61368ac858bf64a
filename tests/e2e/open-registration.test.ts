import { expect, test } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { links } from '#app/features/links/tables.server.ts'
import { registrationRequests } from '#app/features/open-registration/tables.server.ts'
import type { Database } from '#db/database.ts'
import { makeConvened } from './planning.ts'
import {
  expectClean,
  expectCleanEverywhere,
  maija,
  openServiceDatabase,
  say,
  saying,
  service,
  signIn,
  tongues,
} from './service.ts'

/* From a notice on a wall to a seat: the convener opens the registration, a passer-by signs up with a phone (no script). */

let db: Database
test.beforeAll(() => {
  db = openServiceDatabase()
})
test.afterAll(() => db.close())

/** The address in the letter that the owner of this mail address got. */
async function mailedLink(email: string): Promise<string> {
  const [request] = await db.read.select().from(registrationRequests).where(eq(registrationRequests.email, email))
  const [link] = await db.read
    .select()
    .from(links)
    .where(eq(links.subjectId, request?.id ?? ''))
  return linkAddress(db.read, { ...service(), linkId: link?.id ?? '' })
}

test('a passer-by reads the notice, signs up without script and confirms by mail; the convener sees how they came', async ({
  browser,
}) => {
  const event = await makeConvened(db, { capacity: 10 })
  const convener = await (await browser.newContext()).newPage()
  await signIn(convener, maija)
  await convener.goto(`/events/${event.id}/invitations?lang=fi`)
  await convener.getByRole('link', { name: say('openRegistration:line.turnOn') }).click()
  await convener.getByLabel(say('openRegistration:settings.yes')).check()
  await convener.getByRole('button', { name: say('openRegistration:settings.save') }).click()
  await expect(convener.getByText(say('openRegistration:settings.savedOpen'))).toBeVisible()
  await expectClean(convener, 'the switch')

  const phone = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const guest = await phone.newPage()
  await guest.goto(`/events/${event.id}/notice?lang=fi`)
  const typed = await guest.locator('article a').innerText()
  await guest.goto(`http://${typed}?lang=fi`)
  await guest.getByLabel(say('openRegistration:page.name')).fill('Liisa Virtanen')
  await guest.getByLabel(say('openRegistration:page.association')).fill('Vehniän kylätoimikunta')
  await guest.getByLabel(say('openRegistration:page.email')).fill('liisa')
  await guest.getByRole('button', { name: say('openRegistration:page.send') }).click()
  await expect(guest.getByText(say('openRegistration:troubles.emailWrong')).first()).toBeVisible()
  await expect(guest.getByLabel(say('openRegistration:page.association'))).toHaveValue('Vehniän kylätoimikunta')
  await guest.getByLabel(say('openRegistration:page.email')).fill('liisa@posti.example')
  await guest.getByRole('button', { name: say('openRegistration:page.send') }).click()
  await expect(guest.getByText(say('openRegistration:sent.text', { email: 'liisa@posti.example' }))).toBeVisible()

  const link = await mailedLink('liisa@posti.example')
  await convener.goto(`${link}?lang=fi`)
  await expectClean(convener, 'before confirming')
  await guest.goto(`${link}?lang=fi`)
  await guest.getByRole('button', { name: say('openRegistration:confirm.button') }).click()
  await expect(guest).toHaveURL(/\/rsvp\//)
  await expect(guest.getByText(saying('invitations:voice.person.saved.yes_one')).first()).toBeVisible()
  await phone.close()

  await convener.goto(`/events/${event.id}/invitations?lang=fi`)
  await expect(convener.getByText('Liisa Virtanen, Vehniän kylätoimikunta')).toBeVisible()
  await expect(convener.getByText(say('invitations:kinds.guest'), { exact: true })).toBeVisible()
  await convener.goto(`/events/${event.id}/notice?lang=fi`)
  await expectClean(convener, 'the notice')
  for (const tongue of tongues) await expectCleanEverywhere(convener, `/events/${event.id}/register`, tongue)
  await convener.context().close()
})
