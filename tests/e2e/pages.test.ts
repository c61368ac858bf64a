import { expect, test, type Page } from '@playwright/test'
import { administrator, expectClean, expectCleanEverywhere, maija, signIn, tongues } from './service.ts'

/* Every page in every language, light and dark, narrow and wide (A11Y-1). */

test.describe.configure({ mode: 'parallel' })

const open = [
  '/',
  '/calendar',
  '/calendar/subscribe',
  '/sign-in',
  '/accessibility',
  '/privacy',
  '/contact',
  '/no/such/page',
]
const ofLiaison = ['/', '/events', '/events/new', '/sign-out']
const ofEvent = [
  '',
  '/agenda',
  '/agenda/items/new',
  '/agenda/history',
  '/agenda/start',
  '/proposals',
  '/proposals/new',
  '/run',
  '/invitations',
  '/invitations/new',
  '/invitations/new/letter',
  '/invitations/audiences',
  '/planners',
  '/edit',
  '/cancel',
]

for (const path of open) {
  test(`${path}, signed out`, async ({ page }) => {
    for (const tongue of tongues) await expectCleanEverywhere(page, path, tongue)
  })
}

test('the sign-in page refuses an address that is none, in each language', async ({ page }) => {
  for (const tongue of tongues) {
    await page.goto(`/sign-in?lang=${tongue}`)
    await page.getByRole('textbox').fill('ei osoite')
    await page.getByRole('main').getByRole('button').first().click()
    await expect(page.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true')
    await expectClean(page, `sign-in with an error, ${tongue}`)
  }
})

test('a public event', async ({ page }) => {
  await page.goto('/calendar')
  const path = await theForum(page)
  for (const tongue of tongues) await expectCleanEverywhere(page, path, tongue)
})

for (const path of ofLiaison) {
  test(`${path}, a liaison person`, async ({ page }) => {
    await signIn(page, maija)
    for (const tongue of tongues) await expectCleanEverywhere(page, path, tongue)
  })
}

for (const part of ofEvent) {
  test(`an event${part}, a liaison person`, async ({ page }) => {
    await signIn(page, maija)
    await page.goto('/events')
    const event = await theForum(page)
    for (const tongue of tongues) await expectCleanEverywhere(page, event + part, tongue)
  })
}

for (const path of ['/admin/organisers', '/admin/outbox']) {
  test(`${path}, an administrator`, async ({ page }) => {
    await signIn(page, administrator)
    for (const tongue of tongues) await expectCleanEverywhere(page, path, tongue)
  })
}

/** The sample's forum: published, with an agenda and answers. */
async function theForum(page: Page): Promise<string> {
  const link = page
    .getByRole('main')
    .getByRole('link', { name: /Tilat, tuki/ })
    .first()
  return (await link.getAttribute('href')) ?? ''
}
