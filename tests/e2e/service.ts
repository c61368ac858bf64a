import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, type WebSocketRoute } from '@playwright/test'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { and, asc, eq, isNotNull } from 'drizzle-orm'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { openDatabase, type Database } from '#db/database.ts'

const root = path.resolve(import.meta.dirname, '../..')
const dataDir = process.env.E2E_DATA_DIR ?? ''
const baseUrl = `http://localhost:${process.env.E2E_PORT ?? ''}`
const secret = () => readFileSync(path.join(dataDir, 'secret'), 'utf8')

/** People of the sample network. */
export const maija = 'jarjestoyhdyshenkilo.laukaa@example.org'
export const pekka = 'pekka.korhonen@example.org'

export const administrator = 'yllapito@example.org'

/** Runs a command of the service; gives what it says. */
async function kutsu(...words: string[]): Promise<string> {
  const command = [path.join(root, 'build/node/cli/kutsu.js'), ...words]
  const env = { ...process.env, BASE_URL: baseUrl, SECRET: secret(), DATA_DIR: dataDir, KUTSU_MODE: 'demo' }
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root, env })
  return stdout
}

/** Signs in as a person does: opens the link, presses the button. */
export async function signIn(page: Page, email: string): Promise<void> {
  const [link] = /https?:\S+/.exec(await kutsu('sign-in-link', email)) ?? []
  if (!link) throw new Error(`No sign-in link for ${email}`)
  await page.goto(link)
  await page.getByRole('button', { name: say('people:confirm.button') }).click()
  await expect(page).toHaveURL(`${baseUrl}/`)
}

/** What personal addresses of the running service are made with. */
export const service = () => ({ secret: secret(), baseUrl })

/** The service's own database, opened a second time: for makers. Close it. */
export function openServiceDatabase(): Database {
  return openDatabase(path.join(dataDir, 'kutsu.db'))
}

/** The personal address of the first association that was invited to the event, once its letter is on the way. */
export async function answerLink(eventId: string): Promise<{ address: string; name: string }> {
  const db = openServiceDatabase()
  const first = () =>
    db.read
      .select({ linkId: invitations.linkId, name: invitations.name })
      .from(invitations)
      .where(and(eq(invitations.eventId, eventId), isNotNull(invitations.linkId)))
      .orderBy(asc(invitations.name))
      .limit(1)
  try {
    await expect.poll(async () => (await first()).length, { timeout: 60_000 }).toBe(1)
    const [found] = await first()
    if (!found?.linkId) throw new Error('Nobody was invited')
    const address = await linkAddress(db.read, { secret: secret(), baseUrl, linkId: found.linkId })
    return { address, name: found.name }
  } finally {
    await db.close()
  }
}

export const tongues = ['fi', 'sv', 'en'] as const
export type Tongue = (typeof tongues)[number]

/** The words of the interface by their key, `events:form.day`, with values put in. */
export function say(key: string, values: Record<string, string | number> = {}, language: Tongue = 'fi'): string {
  const [area = '', keys = ''] = key.split(':')
  let found: unknown = JSON.parse(readFileSync(path.join(root, `app/i18n/${language}/${area}.json`), 'utf8'))
  for (const step of keys.split('.')) found = (found as Record<string, unknown> | undefined)?.[step]
  if (typeof found !== 'string') throw new Error(`There are no words for ${key}`)
  return found.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name] ?? `{{${name}}}`))
}

/** Finds a text with any values in it, whole or as part of a line. */
export function saying(key: string): RegExp {
  const escaped = say(key).replace(/[.*+?^$()|[\]\\]/g, '\\$&')
  return new RegExp(escaped.replace(/\{\{\w+\}\}/g, '.*'))
}

/** No trouble that axe can find, and nothing that makes a reader scroll sideways (A11Y-1). */
export async function expectClean(page: Page, where: string): Promise<void> {
  const rules = axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
  await expectNothingFound(rules, where)
  await expectNoSidewaysScroll(page, where)
}

/** Legacy mode spares a second page for frames of other origins, which we have none of, and half of the time. */
const axe = (page: Page) => new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()

async function expectNothingFound(rules: AxeBuilder, where: string): Promise<void> {
  const { violations } = await rules.analyze()
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`)
  expect(found, where).toEqual([])
}

export async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${where}: sideways scroll`).toBeLessThanOrEqual(0)
}

/** Narrow in both lights in every language (A11Y-1); wide once, because what differs there is not the words. */
const looks = [
  ['light', 320],
  ['dark', 320],
  ['light', 1280],
] as const

export async function expectCleanEverywhere(page: Page, path: string, tongue: Tongue): Promise<void> {
  await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${tongue}`)
  await expect(page.locator('html')).toHaveAttribute('lang', tongue)
  await expectCleanInAllLooks(page, path, tongue)
}

/** The same of a page as it stands, with what is open on it. */
export async function expectCleanInAllLooks(page: Page, what: string, tongue: Tongue): Promise<void> {
  for (const [colorScheme, width] of tongue === 'fi' ? looks : looks.filter(([, each]) => each === 320)) {
    // Without motion the colours change at once, and not while they are looked at.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    const where = `${what} ${tongue} ${colorScheme} ${String(width)}`
    // In the dark only the colours are others: all else has just been looked at.
    if (colorScheme === 'dark') await expectNothingFound(axe(page).withRules(['color-contrast']), where)
    else await expectClean(page, where)
  }
}

/** A day from today on, as a date field takes it. */
export function dayAhead(days: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(Date.now() + days * 86_400_000)
}

/** The page's network, which a test can cut. Chromium's own "offline" leaves WebSockets alone, so they are cut here. */
export async function cuttable(page: Page): Promise<{ cut(): Promise<void>; mend(): Promise<void> }> {
  let away = false
  const wires = new Set<{ ours: WebSocketRoute; theirs: WebSocketRoute }>()
  await page.routeWebSocket(/\/live-socket/, (ours) => {
    if (away) void ours.close()
    else wires.add({ ours, theirs: ours.connectToServer() })
  })
  return {
    async cut() {
      away = true
      for (const { ours, theirs } of wires) {
        await theirs.close()
        await ours.close()
      }
      wires.clear()
      await page.context().setOffline(true)
    },
    async mend() {
      away = false
      await page.context().setOffline(false)
    },
  }
}
