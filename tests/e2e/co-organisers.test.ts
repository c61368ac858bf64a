import { expect, test } from '@playwright/test'
import { makeCountyForum } from '#tests/support/county-forum.ts'
import { expectCleanEverywhere, openServiceDatabase, say, service, signIn, tongues } from './service.ts'

/* A wider forum (FOR-4): the county convenes, three municipalities stand behind it, each sees its own answers. */

test('the county sees all and names a second convener; a municipality sees its own people and the rest in numbers', async ({
  page,
  browser,
}) => {
  const db = openServiceDatabase()
  const { event, coordinator, laukaa } = await makeCountyForum(db)
  await db.close()

  await signIn(page, coordinator.email)
  await page.goto(`/events/${event.id}/invitations?lang=fi`)
  for (const name of ['Palokan Omakotiyhdistys ry', 'Laukaan Omaishoitajat ry', 'Äänekosken Ilves ry']) {
    await expect(page.getByRole('cell', { name })).toBeVisible()
  }
  const totals = page.getByRole('table', { name: say('organising:share.totals') })
  await expect(totals.getByRole('row', { name: /^Jyväskylä/ })).toContainText('3')
  await page.goto(`/events/${event.id}`)
  await page.getByRole('link', { name: say('events:next.organisers') }).click()
  const submit = page.getByRole('button', { name: say('organising:conveners.submit') })
  await page.getByLabel(say('organising:conveners.name')).fill('Pekka Pari')
  await submit.click()
  await expect(page.getByText(say('organising:errors.emailUnclear')).last()).toBeVisible()
  await expect(page.getByLabel(say('organising:conveners.name'))).toHaveValue('Pekka Pari')
  await page.getByLabel(say('organising:conveners.email'), { exact: true }).fill(`pekka.${event.id}@posti.example`)
  await submit.click()
  await expect(page.getByText(say('organising:done.coConvenerNamed'))).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Pekka Pari' })).toBeVisible()
  for (const tongue of tongues) await expectCleanEverywhere(page, `/events/${event.id}/organisers`, tongue)

  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: service().baseUrl })
  const own = await phone.newPage()
  await signIn(own, laukaa.liaison.email)
  await own.goto('/?lang=fi')
  await own.getByRole('link', { name: 'Maakunnan järjestöfoorumi' }).first().click()
  await own.getByRole('link', { name: say('events:parts.invitations') }).click()
  await expect(own).toHaveURL(/\/invitations\/share$/)
  await expect(own.getByText('Laukaan Omaishoitajat ry')).toBeVisible()
  await expect(own.getByRole('row', { name: /^Keski-Suomen hyvinvointialue ja muut/ })).toBeVisible()
  for (const secret of ['Palokan', 'Ilves', 'linja-autolla']) expect(await own.content()).not.toContain(secret)
  for (const tongue of tongues) await expectCleanEverywhere(own, `/events/${event.id}/invitations/share`, tongue)
  await phone.close()
})
