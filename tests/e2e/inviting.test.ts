import { expect, test, type Page } from '@playwright/test'
import { commandLine } from '#app/features/audit/rules.ts'
import { createAudience } from '#app/features/audiences/create-audience.server.ts'
import { createSending } from '#app/features/invitations/create-sending.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Database } from '#db/database.ts'
import { makeEvent, makeInvitation, makeLetter } from '#tests/support/makers.ts'
import { everybodyOf, letterSaying } from '#tests/support/sending-words.ts'
import {
  expectClean,
  expectCleanEverywhere,
  expectNoSidewaysScroll,
  maija,
  openServiceDatabase,
  say,
  saying,
  service,
  signIn,
  tongues,
} from './service.ts'

/* Calling people to an event of Laukaa: whom, what the letter says, and the last look before it goes. */

let db: Database
test.beforeAll(() => {
  db = openServiceDatabase()
})
test.afterAll(() => db.close())

/** A published event of Laukaa, whose convener is signed in. */
async function convening(page: Page): Promise<string> {
  await signIn(page, maija)
  const convener = await personByEmail(db.read, maija)
  if (!convener) throw new Error('Maija is not there')
  const about = { personId: convener.id, role: 'liaison', scopeId: 'laukaa' } as const
  await grantRole(db, { ...about, actor: commandLine, now: Date.now() })
  const title = { fi: 'Kutsuttu ilta', sv: 'Inbjuden kväll', en: 'Invited evening' }
  const event = await makeEvent(db, { organiserId: 'laukaa', convenerId: convener.id, title, languages: ['fi', 'sv'] })
  return `/events/${event.id}/invitations/new`
}

const button = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true })

test('from a saved audience to a planned look at the letter, in each language', async ({ page }) => {
  const base = await convening(page)
  await page.goto(`${base}?lang=fi`)
  await page
    .getByRole('button', { name: say('audiences:pick.startOf', { name: 'Laukaan järjestöt ja vanhusneuvosto' }) })
    .click()
  await expect(page.getByText(saying('audiences:list.letters_other')).first()).toBeVisible()
  const first = page.getByRole('button', { name: saying('audiences:list.takeOutOf') }).first()
  const name = ((await first.getAttribute('aria-label')) ?? '').replace(
    say('audiences:list.takeOutOf', { name: '' }),
    '',
  )
  await first.click()
  // The row stays, and so does the keyboard's place on it.
  const back = page.getByRole('button', { name: say('audiences:list.putBackOf', { name }) })
  await expect(back).toBeFocused()

  await page
    .getByRole('searchbox', { name: say('audiences:list.text') })
    .first()
    .fill('keskisalo')
  await button(page, 'audiences:list.find').click()
  await expect(page.getByText(saying('audiences:list.found_other'))).toBeVisible()
  await page.getByLabel(say('audiences:list.saveName')).fill('Tämän kevään lista')
  await button(page, 'audiences:list.saveButton').click()
  await expect(page.getByText(say('audiences:list.savedAs', { name: 'Tämän kevään lista' }))).toBeVisible()
  for (const tongue of tongues) await expectCleanEverywhere(page, `${base}/list`, tongue)
  await page.goto(`${base}/list?lang=fi`)

  await page.getByRole('link', { name: say('audiences:list.next') }).click()
  await page.getByLabel(saying('letterTexts:part.body')).first().fill('Tule {{päivö}}!')
  await button(page, 'letterTexts:save').click()
  await expect(page.getByLabel(saying('letterTexts:part.body')).first()).toHaveAttribute('aria-invalid', 'true')
  await expectClean(page, 'a letter with an unknown field')
  await page.getByLabel(saying('letterTexts:part.body')).first().fill('Tule {{päivä}}!')
  await button(page, 'letterTexts:save').click()
  await expect(page.getByText(saying('letterTexts:send.gap.summary.fi_other'))).toBeVisible()
  for (const tongue of tongues) await expectCleanEverywhere(page, `${base}/send`, tongue)
  for (const tongue of tongues) await expectCleanEverywhere(page, `${base}/letter`, tongue)
})

test('the pages beside: saved audiences, a planned sending, a letter that failed, a test letter’s link', async ({
  page,
}) => {
  const base = (await convening(page)).replace(/\/new$/, '')
  const eventId = base.split('/')[2] ?? ''
  const made = await createAudience(db, {
    organiserId: 'laukaa',
    name: `Seurat ${newId()}`,
    rule: everybodyOf('laukaa'),
    actor: commandLine,
    now: Date.now(),
  })
  const guest = await makeInvitation(db, { eventId, name: 'Kylän Seura ry' })
  await makeLetter(db, { subjectId: guest.id, queuedAt: guest.queuedAt ?? 0, state: 'unknown' })
  const sending = newId()
  const about = { id: sending, eventId, audience: everybodyOf('laukaa'), letter: letterSaying({ fi: 'Tervetuloa.' }) }
  const planned = { ...about, sendAt: Date.now() + 86_400_000, anyway: true, actor: commandLine, now: Date.now() }
  expect(await createSending(db, planned)).toMatchObject({ ok: true })
  const link = await db.write((tx) => createLink(tx, { purpose: 'testAnswer', subjectId: newId() }))
  const tested = new URL(await linkAddress(db.read, { ...service(), linkId: link.id })).pathname
  const paths = [
    base,
    `${base}?part=notReached`,
    `${base}/audiences?delete=${made.ok ? made.id : ''}`,
    `${base}/planned/${sending}`,
    `${base}/planned/${newId()}`,
    `${base}/${guest.id}/letter`,
    `${tested}?answer=maybe`,
    '/rsvp-test/nonsense',
  ]
  for (const path of paths) for (const tongue of tongues) await expectCleanEverywhere(page, path, tongue)
})

test('on a phone, without script, as far as the letter in the outbox', async ({ browser }) => {
  const page = await (
    await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  ).newPage()
  const base = await convening(page)
  await page.goto(`${base}?lang=fi`)
  await page.getByRole('checkbox', { name: /^Laukaa \d/ }).check()
  await button(page, 'audiences:pick.show').click()
  await page
    .getByRole('searchbox', { name: say('audiences:list.text') })
    .last()
    .fill('vanhusneuvosto')
  await button(page, 'audiences:list.addFind').click()
  await page
    .getByRole('button', { name: say('audiences:list.addOneOf', { name: 'Laukaan vanhusneuvosto' }) })
    .first()
    .click()
  await expectNoSidewaysScroll(page, 'the list on a phone')
  await page.getByRole('link', { name: say('audiences:list.next') }).click()
  await button(page, 'letterTexts:save').click()
  await button(page, 'letterTexts:send.test').click()
  await expect(page.getByText(say('letterTexts:send.tested', { email: maija }))).toBeVisible()
  await expectNoSidewaysScroll(page, 'the last step on a phone')
  await page.getByRole('button', { name: saying('letterTexts:send.anyway_other') }).click()
  await expect(page.getByText(saying('invitations:list.sendingStarted_other'))).toBeVisible()
  await page.context().close()
})
