import { expect, test, type Browser, type Page } from '@playwright/test'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { publishedAgendas } from '#app/features/agenda/tables.server.ts'
import type { Database } from '#db/database.ts'
import { makeAnswerLink, makeInvitation } from '#tests/support/makers.ts'
import { makeConvened } from './planning.ts'
import {
  expectClean,
  expectCleanInAllLooks,
  maija,
  openServiceDatabase,
  say,
  service,
  signIn,
  tongues,
} from './service.ts'

/* Guests choose tables on phones without script; the convener sees who sits where, closes a table and moves a guest. */

let db: Database
test.beforeAll(() => {
  db = openServiceDatabase()
})
test.afterAll(() => db.close())

async function onPhone(browser: Browser, path: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(`${path}?lang=fi`)
  return page
}

test('a party splits over tables, the next guest is told the place in the queue, and a closed table takes nobody new', async ({
  browser,
}) => {
  const event = await makeConvened(db)
  const inside = { ...emptyItem, within: 'poydat' }
  const items = [
    { ...emptyItem, id: 'poydat', title: 'Pöydät' },
    { ...inside, id: 'tilat0', title: 'Tilat', presenter: 'Vapaa-aikapäällikkö', capacity: 1 },
    { ...inside, id: 'raha00', title: 'Avustukset', capacity: 9 },
  ]
  const agenda = { eventId: event.id, version: 1, publishedAt: Date.now(), items }
  await db.write(async (tx) => tx.insert(publishedAgendas).values(agenda))
  const paths: string[] = []
  for (const [name, people] of [
    ['Kuoro Kaiku ry', 3],
    ['Metsolan Kyläyhdistys ry', 1],
  ] as const) {
    const invitation = await makeInvitation(db, { eventId: event.id, name, answer: 'yes', place: 'seat', people })
    paths.push(new URL(await makeAnswerLink(db, invitation, service())).pathname)
  }
  const save = (page: Page) => page.getByRole('button', { name: say('tablePlaces:form.save') }).click()

  const party = await onPhone(browser, paths[0] ?? '')
  await party.getByRole('link', { name: say('tablePlaces:summary.choose') }).click()
  await party.getByLabel('A Tilat').fill('2')
  await party.getByLabel('B Avustukset').fill('2')
  await save(party)
  await expect(party.getByRole('alert')).toContainText(say('tablePlaces:refusals.notSaved'))
  // What was typed is kept.
  await expect(party.getByLabel('B Avustukset')).toHaveValue('2')
  await party.getByLabel('A Tilat').fill('1')
  await save(party)
  await expect(party.getByText(say('tablePlaces:summary.saved'))).toBeVisible()
  await expect(party.getByText('B Avustukset, 2 henkilöä')).toBeVisible()

  const single = await onPhone(browser, `${paths[1] ?? ''}/tables`)
  await expect(single.getByText('täynnä: pääsette jonoon, sija 1')).toBeVisible()
  await single.getByLabel('A Tilat').check()
  await save(single)
  await expect(single.getByText(`A Tilat, ${say('tablePlaces:summary.inQueue', { place: 1 })}`)).toBeVisible()

  const page = await (await browser.newContext()).newPage()
  await signIn(page, maija)
  const address = `/events/${event.id}/invitations/tables`
  await page.goto(`${address}?lang=fi`)
  const press = (key: string, values: Record<string, string>) =>
    page.getByRole('button', { name: say(`tablePlaces:${key}`, values) }).click()
  await press('page.closeOf', { table: 'B Avustukset' })
  await expect(page.getByText(say('tablePlaces:news.closed'))).toBeVisible()
  await single.goto(`${paths[1] ?? ''}/tables?lang=fi`)
  await expect(single.getByLabel('B Avustukset')).toBeDisabled()

  const first = page.getByRole('region', { name: 'A Tilat', exact: true })
  await first.getByText(say('tablePlaces:page.move'), { exact: true }).click()
  await first.getByRole('button', { name: say('tablePlaces:page.moveButton') }).click()
  await expect(page.getByText(say('tablePlaces:news.moved', { name: 'Kuoro Kaiku ry' }))).toBeVisible()
  await expect(first.getByText(say('seats:queue.offered'), { exact: true })).toBeVisible()
  await expectClean(page, 'tables after a press')

  // The seat that became free waits for the next in line, who takes it with one press.
  await single.goto(`${paths[1] ?? ''}/tables?lang=fi`)
  await expect(single.getByText('Pöydässä A Tilat on vapautunut teille 1 paikka')).toBeVisible()
  for (const tongue of tongues) {
    const looked = await (await browser.newContext()).newPage()
    await looked.goto(`${paths[1] ?? ''}/tables?lang=${tongue}`)
    await expectCleanInAllLooks(looked, 'choosing tables, with an offer', tongue)
    await looked.context().close()
    await page.goto(`${address}?lang=${tongue}`)
    if (tongue === 'fi') await expectCleanInAllLooks(page, 'tables of the convener', tongue)
    else await expectClean(page, `tables of the convener, ${tongue}`)
  }
  await page.goto(`${address}/print?lang=fi`)
  await expectClean(page, 'lists for the doors')
  await single.getByRole('button', { name: say('seats:voice.group.take') }).click()
  await expect(single.getByText(say('tablePlaces:summary.saved'))).toBeVisible()
  for (const each of [party, single, page]) await each.context().close()
})
