import { expect, type Locator, type Page } from '@playwright/test'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Database } from '#db/database.ts'
import { makeEvent, type EventRow } from '#tests/support/makers.ts'
import { maija, say, saying } from './service.ts'

/** A published event that Maija convenes for her municipality. */
export async function makeConvened(db: Database, given: Partial<EventRow> = {}): Promise<EventRow> {
  const convener = await personByEmail(db.read, maija)
  const organiserId = convener?.roles.find(({ role }) => role === 'liaison')?.scopeId
  if (!convener || !organiserId) throw new Error('The sample network has no liaison')
  return makeEvent(db, { organiserId, convenerId: convener.id, ...given })
}

/** A draft event that Maija convenes and these people plan along. Gives its id. */
export async function makePlanned(db: Database, emails: string[]): Promise<string> {
  const event = await makeConvened(db, { state: 'draft' })
  for (const email of emails) {
    const person = await personByEmail(db.read, email)
    if (!person) throw new Error(`The sample network has no ${email}`)
    const role = { id: newId(), personId: person.id, role: 'coPlanner' as const, scopeId: event.id, createdAt: 0 }
    await db.write(async (tx) => tx.insert(roles).values({ ...role, associationId: null }))
  }
  return event.id
}

export async function openAgenda(page: Page, eventId: string): Promise<void> {
  await page.goto(`/events/${eventId}/agenda`)
  await expect(page.getByText(saying('live:saved.saved')).first()).toBeVisible()
}

export const titleField = (page: Page): Locator => page.getByLabel(saying('agenda:fields.title'))
export const description = (page: Page): Locator =>
  page.getByRole('textbox', { name: say('agenda:fields.description') })
export const menu = (page: Page, title: string): Locator =>
  page.getByRole('button', { name: say('agenda:menu', { title }), exact: true })

export async function addItem(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: say('agenda:add'), exact: true }).click()
  await titleField(page).fill(title)
  await page.getByRole('button', { name: say('agenda:done') }).click()
  await expect(menu(page, title)).toBeFocused()
}

/** Picks from the menu of a row, by the key of the words: `moveTop`. */
export async function choose(page: Page, title: string, choice: string, values: Record<string, string> = {}) {
  await menu(page, title).click()
  await page.getByRole('menuitem', { name: say(`agenda:${choice}`, values), exact: true }).click()
}

export async function openItem(page: Page, title: string): Promise<void> {
  await choose(page, title, 'edit')
  await expect(page.getByRole('button', { name: say('agenda:done') })).toBeVisible()
}

/** The open item's folded part, unfolded. */
export async function unfold(page: Page): Promise<void> {
  const fold = page.locator('details').filter({ hasText: say('agenda:fields.more') })
  if (!(await fold.evaluate((details: HTMLDetailsElement) => details.open))) {
    await fold.locator('summary').click()
  }
  await expect(description(page)).toBeVisible()
}

/** Titles as they stand, from the names of the menus. */
export async function titles(page: Page): Promise<string[]> {
  const [start = ''] = say('agenda:menu').split('{{')
  const names = await page
    .getByRole('button', { name: saying('agenda:menu') })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''))
  return names.map((name) => name.slice(start.length))
}
