import { expect, test, type Locator, type Page } from '@playwright/test'
import { maija, say, saying, signIn } from './service.ts'

/* By keyboard alone: no pointer touches the page (A11Y-2, A11Y-3). */

test('from home to an agenda, and an item moved, by keyboard alone', async ({ page }) => {
  await signIn(page, maija)
  await tabTo(page, page.getByRole('link', { name: say('common:skipToContent') }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()

  await page.goto('/events')
  const event = page
    .getByRole('main')
    .getByRole('link', { name: /Tilat, tuki/ })
    .first()
  await tabTo(page, event)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/events\/[0-9a-z]{20}/)
  await tabTo(page, page.getByRole('link', { name: say('events:parts.agenda'), exact: true }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/agenda$/)

  const menus = page.getByRole('button', { name: saying('agenda:menu') })
  await expect(menus.first()).toBeVisible()
  const names = () =>
    menus.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent))
  const before = await names()
  const moved = menus.nth(2)
  const movedName = before[2]
  await tabTo(page, moved)
  await page.keyboard.press('Enter')
  const down = page.getByRole('menuitem', { name: say('agenda:moveDown') })
  await expect(down).toBeVisible()
  for (let step = 0; step < 6 && !(await down.evaluate((item) => item === document.activeElement)); step++) {
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await names())[3]).toBe(movedName)
  // Focus stays on the item, and the move is told.
  await expect(menus.nth(3)).toBeFocused()
  await expect(page.getByText(saying('agenda:news.moved')).first()).toBeAttached()
})

test('a page that script opens takes the focus and says its name; what changes within a page does not', async ({
  page,
}) => {
  await signIn(page, maija)
  await page.goto('/events')
  const link = page
    .getByRole('main')
    .getByRole('link', { name: /Tilat, tuki/ })
    .first()
  await page.goto(`${(await link.getAttribute('href')) ?? ''}/invitations`)
  const main = page.getByRole('main')
  const said = page.locator('body > [role="status"]')
  // The first page is the browser's to tell.
  await expect(main).not.toBeFocused()
  await expect(said).toHaveText('')

  const part = page.getByRole('link', { name: /^Vastanneet/ })
  await tabTo(page, part)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/part=answered/)
  await expect(part).toHaveAttribute('aria-current', 'true')
  await expect(part).toBeFocused()
  await expect(said).toHaveText('')

  await tabTo(page, page.getByRole('link', { name: say('events:parts.planners'), exact: true }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/planners$/)
  await expect(main).toBeFocused()
  await expect(said).toHaveText(await page.title())

  // A form with errors keeps its own place: the list of what is wrong.
  await page.getByLabel(say('events:planners.name'), { exact: true }).press('Enter')
  await expect(page.getByRole('alert')).toBeFocused()
  await page
    .getByRole('banner')
    .getByRole('link', { name: say('common:top.calendar') })
    .click()
  await expect(page).toHaveURL(/\/calendar$/)
  await expect(main).toBeFocused()
  await expect(said).toHaveText(await page.title())

  const show = page.getByRole('button', { name: say('events:calendar.show') })
  await page.getByLabel(say('events:calendar.kind')).selectOption('forum')
  await show.press('Enter')
  await expect(page).toHaveURL(/kind=forum/)
  await expect(main).toBeFocused()
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0)
})

test('the sign-in form, once sent, leaves the focus on what it became', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('textbox').fill('ei osoite')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeFocused()
  await page.getByRole('textbox').fill('kuka@example.org')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: say('people:signIn.sentTitle') })).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
  await expect(page.locator('body > [role="status"]')).toHaveText(say('people:signIn.sentTitle'))
})

/** Presses Tab until the element has the focus, and sees that the focus shows. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.first().waitFor({ state: 'attached' })
  for (let presses = 0; presses < 120; presses++) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) {
      const outline = await wanted.first().evaluate((element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
      })
      expect(outline, 'the focus shows').toBe(true)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${String(wanted)}`)
}
