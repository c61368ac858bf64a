import { expect, test, type Locator, type Page } from '@playwright/test'
import type { Database } from '#db/database.ts'
import {
  addItem,
  choose,
  description,
  makePlanned,
  menu,
  openAgenda,
  openItem,
  titleField,
  titles,
  unfold,
} from './planning.ts'
import { maija, openServiceDatabase, pekka, say, saying, signIn } from './service.ts'

/* What the editor stands on: texts one types in, inside a list whose rows others and one's own keys move. */

let db: Database
let liaison: Page
let planner: Page
test.beforeAll(async ({ browser }) => {
  db = openServiceDatabase()
  liaison = await (await browser.newContext()).newPage()
  planner = await (await browser.newContext({ viewport: { width: 1280, height: 500 } })).newPage()
  await signIn(liaison, maija)
  await signIn(planner, pekka)
})
test.afterAll(async () => {
  await liaison.context().close()
  await planner.context().close()
  await db.close()
})

async function begin(items: string[]): Promise<void> {
  const eventId = await makePlanned(db, [pekka])
  await openAgenda(liaison, eventId)
  await openAgenda(planner, eventId)
  for (const title of items) await addItem(liaison, title)
  await expect.poll(() => titles(planner)).toEqual(items)
}

const order = (page: Page) => expect.poll(() => titles(page))
const top = (field: Locator) => field.evaluate((element) => Math.round(element.getBoundingClientRect().top))

/** Each of these happens above the item that the planner has open, or moves that very row in the page. */
const above: [string, () => Promise<void>, string[]][] = [
  [
    'an item is added and moved to the top',
    async () => {
      await addItem(liaison, 'Uusi')
      await choose(liaison, 'Uusi', 'moveTop')
    },
    ['Uusi', 'Avaus', 'Kahvit', 'Paneeli', 'Loppu'],
  ],
  [
    'the last one is moved to the top',
    () => choose(liaison, 'Loppu', 'moveTop'),
    ['Loppu', 'Uusi', 'Avaus', 'Kahvit', 'Paneeli'],
  ],
  ['one is removed', () => choose(liaison, 'Avaus', 'remove'), ['Loppu', 'Uusi', 'Kahvit', 'Paneeli']],
  [
    'one from above is moved to the end',
    () => choose(liaison, 'Uusi', 'moveEnd'),
    ['Loppu', 'Kahvit', 'Paneeli', 'Uusi'],
  ],
]

test('caret, selection and scroll of one who writes stand still while others add, move and remove above', async () => {
  const start = ['Avaus', 'Kahvit', 'Kysely', 'Paneeli', 'Loppu']
  for (const writing of ['title', 'description'] as const) {
    await begin(start)
    await openItem(planner, 'Kysely')
    await unfold(planner)
    const field = writing === 'title' ? titleField(planner) : description(planner)
    if (writing === 'title') {
      await field.evaluate((input: HTMLInputElement) => {
        input.focus()
        input.setSelectionRange(1, 4)
      })
    } else {
      await field.click()
      await planner.keyboard.type('Ensin kahvit')
      await planner.keyboard.press('Home')
      for (let letter = 0; letter < 5; letter += 1) await planner.keyboard.press('Shift+ArrowRight')
    }
    await field.evaluate((element) => {
      element.scrollIntoView({ block: 'center' })
      Object.assign(element, { sameElement: true })
    })
    const before = await top(field)
    for (const [what, doIt, now] of above) {
      await doIt()
      await order(planner).toEqual(now)
      await expect(field, what).toBeFocused()
      expect(
        Math.abs((await top(field)) - before),
        `${writing}: ${what}: the field stays where it stands`,
      ).toBeLessThanOrEqual(1)
      const selected = await field.evaluate((element) => [
        'sameElement' in element,
        element instanceof HTMLInputElement
          ? element.value.slice(element.selectionStart ?? 0, element.selectionEnd ?? 0)
          : (window.getSelection()?.toString() ?? ''),
      ])
      expect(selected, `${writing}: ${what}`).toEqual([true, writing === 'title' ? 'yse' : 'Ensin'])
    }
    // And the next letter goes where the caret says.
    await planner.keyboard.type('X')
    if (writing === 'title') await expect(field).toHaveValue('KXly')
    else await expect(field).toHaveText('X kahvit')
  }
})

test('arrows and space belong to the text while one writes; with Alt they move the row from its own buttons', async () => {
  await begin(['Avaus', 'Kysely', 'Kahvit'])
  await openItem(planner, 'Kysely')
  const closed = ['Avaus', 'Kahvit']
  for (const key of ['ArrowUp', 'ArrowDown', 'Alt+ArrowUp', 'Alt+ArrowDown', 'End', 'Space', 'ArrowLeft']) {
    await titleField(planner).press(key)
  }
  await expect(titleField(planner)).toHaveValue('Kysely ')
  await titleField(planner).fill('Kysely')
  await unfold(planner)
  await description(planner).click()
  await planner.keyboard.type('yksi')
  await planner.keyboard.press('Enter')
  await planner.keyboard.type('kaksi')
  for (const key of ['ArrowUp', 'Alt+ArrowUp', 'Alt+ArrowDown', 'ArrowUp', 'Home', 'Space'])
    await planner.keyboard.press(key)
  await expect(description(planner).locator('p')).toHaveText([/^\s?yksi$/, 'kaksi'])
  await order(planner).toEqual(closed)
  await order(liaison).toEqual(['Avaus', 'Kysely', 'Kahvit'])
  await planner.getByRole('button', { name: say('agenda:done') }).click()
  await expect(menu(planner, 'Kysely')).toBeFocused()
  await planner.keyboard.press('Alt+ArrowUp')
  await order(planner).toEqual(['Kysely', 'Avaus', 'Kahvit'])
  await expect(menu(planner, 'Kysely')).toBeFocused()
  await expect(planner.getByText(saying('agenda:news.moved'))).toHaveCount(1)
  await planner.keyboard.press('Alt+ArrowDown')
  await planner.keyboard.press('Alt+ArrowDown')
  await order(liaison).toEqual(['Avaus', 'Kahvit', 'Kysely'])
  await expect(menu(planner, 'Kysely')).toBeFocused()
})

test('who comes by keyboard to a text that was empty when it was opened writes beside what others wrote, not over it', async () => {
  await begin(['Kysely'])
  for (const page of [planner, liaison]) {
    await openItem(page, 'Kysely')
    await unfold(page)
  }
  await description(planner).click()
  await planner.keyboard.type('Ensin muiden.')
  await expect(description(liaison)).toHaveText('Ensin muiden.')
  await description(liaison).focus()
  await liaison.keyboard.type('Oma. ')
  await expect(description(planner)).toHaveText(/^(Oma\.\s?Ensin muiden\.|Ensin muiden\.Oma\.\s?)$/)
})

test('undo takes back what one did oneself, in titles, descriptions and moves, and nothing of the others', async () => {
  await begin(['Avaus', 'Kysely', 'Kahvit'])
  await openItem(planner, 'Kysely')
  await unfold(planner)
  await openItem(liaison, 'Kysely')
  await unfold(liaison)
  await titleField(planner).press('End')
  await titleField(planner).pressSequentially(' omani')
  await description(planner).click()
  await planner.keyboard.type('Omat sanat.')
  await expect(description(liaison)).toHaveText('Omat sanat.')
  await titleField(liaison).press('Home')
  await titleField(liaison).pressSequentially('Heidän ')
  await description(liaison).click()
  await liaison.keyboard.press('End')
  await liaison.keyboard.type(' Heidän sanansa.')
  await expect(description(planner)).toHaveText('Omat sanat. Heidän sanansa.')
  await planner.getByRole('button', { name: say('agenda:done') }).click()
  await choose(planner, 'Heidän Kysely omani', 'moveTop')
  await order(planner).toEqual(['Heidän Kysely omani', 'Avaus', 'Kahvit'])
  await liaison.getByRole('button', { name: say('agenda:done') }).click()
  await addItem(liaison, 'Liisa lisäsi')
  await order(planner).toEqual(['Heidän Kysely omani', 'Avaus', 'Kahvit', 'Liisa lisäsi'])

  // How many steps a person's edits make depends on how quickly they came: press until they are gone, and once more.
  await menu(planner, 'Heidän Kysely omani').focus()
  await expect(async () => {
    await planner.keyboard.press('Control+z')
    expect(await titles(planner)).toEqual(['Avaus', 'Heidän Kysely', 'Kahvit', 'Liisa lisäsi'])
  }).toPass()
  await planner.keyboard.press('Control+z')
  await order(liaison).toEqual(['Avaus', 'Heidän Kysely', 'Kahvit', 'Liisa lisäsi'])
  await openItem(liaison, 'Heidän Kysely')
  await expect(description(liaison)).toHaveText('Heidän sanansa.')
})
