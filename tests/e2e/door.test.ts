import { expect, test, type Page } from '@playwright/test'
import { doorCode } from '#app/features/invitations/rules.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Database } from '#db/database.ts'
import { makeAnswerLink, makeInvitation } from '#tests/support/makers.ts'
import { makeConvened } from './planning.ts'
import {
  expectClean,
  expectCleanInAllLooks,
  maija,
  openServiceDatabase,
  pekka,
  say,
  service,
  signIn,
  tongues,
} from './service.ts'

/* Two phones at a noisy door, one of which loses the network; a tablet without script; the list on paper. */

let db: Database
test.beforeAll(() => {
  db = openServiceDatabase()
})
test.afterAll(() => db.close())

const minute = 60_000
const phone = { viewport: { width: 390, height: 844 } }

/** An event that began ten minutes ago; Pekka helps. */
async function tonight() {
  const startsAt = Date.now() - 10 * minute
  const event = await makeConvened(db, { startsAt, endsAt: startsAt + 180 * minute })
  const helper = await personByEmail(db.read, pekka)
  const role = { id: newId(), personId: helper?.id ?? '', role: 'coPlanner' as const, scopeId: event.id, createdAt: 0 }
  await db.write(async (tx) => tx.insert(roles).values({ ...role, associationId: null }))
  const come = (name: string, people: number) =>
    makeInvitation(db, { eventId: event.id, name, answer: 'yes', place: 'seat', people })
  const carers = await come('Omaishoitajat ry', 3)
  await come('Kyläyhdistys ry', 1)
  await makeInvitation(db, { eventId: event.id, name: 'Hiljainen ry' })
  return { eventId: event.id, address: `/events/${event.id}/door?lang=fi`, carers }
}

const party = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })
const here = (page: Page, present: number, expected: number) =>
  page.getByText(say('attendance:counts.coming', { present, expected }))

test('two phones at the door come to the same list, also after one of them lost the network', async ({ browser }) => {
  const { address, eventId, carers } = await tonight()
  const first = await (await browser.newContext(phone)).newPage()
  const second = await (await browser.newContext(phone)).newPage()
  await signIn(first, maija)
  await signIn(second, pekka)
  await first.goto(address)
  await second.goto(address)
  await party(first, 'Omaishoitajat ry').click()
  await expect(here(second, 3, 4)).toBeVisible()

  await first.context().setOffline(true)
  await row(first, 'Omaishoitajat ry')
    .getByRole('button', { name: say('attendance:row.less', { name: 'Omaishoitajat ry' }) })
    .click()
  await first.getByLabel(say('attendance:search.label')).fill('Aino Salo')
  await first.getByRole('button', { name: say('attendance:walkIn.add') }).click()
  await first.getByLabel(say('attendance:search.label')).fill('hilj')
  await party(first, 'Hiljainen ry').click()
  await expect(first.getByText(say('attendance:saved.waiting_other', { count: 3 }))).toBeVisible()
  await expect(first.getByText(say('attendance:counts.walkIns', { count: 1 }))).toBeVisible()
  await expectClean(first, 'door without a network')
  // Meanwhile the other phone has something to say of the same party, later.
  const more = say('attendance:row.more', { name: 'Omaishoitajat ry' })
  await second.getByRole('button', { name: more }).click()
  await expect(here(second, 4, 4)).toBeVisible()

  await first.context().setOffline(false)
  await expect(first.getByText(say('attendance:saved.saved'))).toBeVisible()
  for (const page of [first, second]) {
    await expect(here(page, 4, 4)).toBeVisible()
    await expect(page.getByText(say('attendance:counts.walkIns', { count: 1 }))).toBeVisible()
    await expect(page.getByText(say('attendance:counts.others', { count: 1 }))).toBeVisible()
  }

  await first.goto(`${address}&party=${doorCode(carers.id)}`)
  await expect(first.getByRole('heading', { name: say('attendance:code.found') })).toBeVisible()
  await first.getByRole('button', { name: say('attendance:closing.close') }).click()
  await expect(first.getByText(say('attendance:closing.closed'))).toBeVisible()
  await expect(row(first, 'Kyläyhdistys ry').getByText(say('attendance:row.absent'))).toBeVisible()
  const answer = new URL(await makeAnswerLink(db, carers, service())).pathname
  for (const tongue of tongues) {
    await first.goto(address.replace('lang=fi', `lang=${tongue}`))
    if (tongue === 'fi') await expectCleanInAllLooks(first, 'door', tongue)
    else await expectClean(first, `door ${tongue}`)
    await first.goto(`/events/${eventId}/sign-in-list?lang=${tongue}`)
    await expectClean(first, `sign-in list ${tongue}`)
    await first.goto(`${answer}?lang=${tongue}`)
    await expectClean(first, `answer with the code ${tongue}`)
  }
  for (const page of [first, second]) await page.context().close()
})

test('without script each row is a button, and what is wrong stands next to its field', async ({ browser }) => {
  const { address, eventId, carers } = await tonight()
  const page = await (await browser.newContext({ ...phone, javaScriptEnabled: false })).newPage()
  await signIn(page, maija)
  await page.goto(address)
  await party(page, 'Omaishoitajat ry').click()
  await expect(here(page, 3, 4)).toBeVisible()
  await page.getByRole('button', { name: say('attendance:row.less', { name: 'Omaishoitajat ry' }) }).click()
  await expect(here(page, 2, 4)).toBeVisible()
  await party(page, 'Omaishoitajat ry').click()
  await expect(here(page, 0, 4)).toBeVisible()
  await page.getByText(say('attendance:walkIn.title')).click()
  await page.getByLabel(say('attendance:walkIn.organisation')).fill('Kylätoimikunta')
  await page.getByRole('button', { name: say('attendance:walkIn.add') }).click()
  await expect(page.getByText(say('attendance:troubles.nameMissing'))).toBeVisible()
  await expect(page.getByLabel(say('attendance:walkIn.organisation'))).toHaveValue('Kylätoimikunta')
  await page.getByLabel(say('attendance:walkIn.name'), { exact: true }).fill('Aino Salo')
  await page.getByRole('button', { name: say('attendance:walkIn.add') }).click()
  await expect(page.getByText(say('attendance:counts.walkIns', { count: 1 }))).toBeVisible()
  await page.getByLabel(say('attendance:search.label')).fill('omais')
  await page.getByRole('button', { name: say('attendance:search.button') }).click()
  await expect(party(page, 'Kyläyhdistys ry')).toHaveCount(0)
  await party(page, 'Omaishoitajat ry').click()
  await expect(page.getByLabel(say('attendance:search.label'))).toHaveValue('omais')

  // A guest's confirmation has the code; read by the guest's own phone it leads to the event, and shows nobody.
  const guest = await (await browser.newContext({ ...phone, javaScriptEnabled: false })).newPage()
  await guest.goto(new URL(await makeAnswerLink(db, carers, service())).pathname)
  await expect(guest.getByText(doorCode(carers.id), { exact: true })).toBeVisible()
  await guest.goto(`/events/${eventId}/door?party=${doorCode(carers.id)}`)
  await expect(guest).toHaveURL(new RegExp(`/events/${eventId}$`))
  await expect(guest.getByText('Omaishoitajat ry')).toHaveCount(0)
  for (const each of [page, guest]) await each.context().close()
})
