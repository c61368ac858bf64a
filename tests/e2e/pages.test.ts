import { expect, test, type Page } from '@playwright/test'
import { expectClean, maija, signIn, type Tongue } from './service.ts'

/* Every page in every language, light and dark, narrow and wide (A11Y-1). */

const tongues: Tongue[] = ['fi', 'sv', 'en']
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
const ofEvent = ['', '/agenda', '/invitations', '/invitations/new', '/planners', '/edit', '/cancel']

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
  const path = await firstEvent(page)
  for (const tongue of tongues) await expectCleanEverywhere(page, path, tongue)
})

test('every page of a liaison person', async ({ page }) => {
  await signIn(page, maija)
  await page.goto('/events')
  const event = await firstEvent(page)
  for (const path of [...ofLiaison, ...ofEvent.map((part) => event + part)]) {
    for (const tongue of tongues) await expectCleanEverywhere(page, path, tongue)
  }
})

async function firstEvent(page: Page): Promise<string> {
  const addresses = await page
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname))
  const found = addresses.find((address) => /^\/events\/[0-9a-z]{20}$/.test(address))
  if (!found) throw new Error('No event on the page')
  return found
}

async function expectCleanEverywhere(page: Page, path: string, tongue: Tongue): Promise<void> {
  await page.goto(`${path}?lang=${tongue}`)
  await expect(page.locator('html')).toHaveAttribute('lang', tongue)
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [320, 1280]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      await expectClean(page, `${path} ${tongue} ${colorScheme} ${String(width)}`)
    }
  }
}
