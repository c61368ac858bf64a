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
