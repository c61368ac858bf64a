import { expect, test, type Page } from '@playwright/test'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { publishedAgendas } from '#app/features/agenda/tables.server.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Database } from '#db/database.ts'
import { makeEvent } from '#tests/support/makers.ts'
import { expectClean, maija, openServiceDatabase, pekka, say, signIn, tongues } from './service.ts'

/* The day itself: the facilitator's phone, the screen of the hall, and a guest who is not signed in. */

const minute = 60_000
let db: Database
test.beforeAll(() => {
  db = openServiceDatabase()
})
test.afterAll(() => db.close())

/** A forum of Maija's that began some minutes ago; Pekka plans along. */
async function theDay(minutesAgo: number): Promise<string> {
  const convener = await personByEmail(db.read, maija)
  const coPlanner = await personByEmail(db.read, pekka)
  const organiserId = convener?.roles.find(({ role }) => role === 'liaison')?.scopeId ?? ''
  const startsAt = Date.now() - minutesAgo * minute
  const event = await makeEvent(db, {
    organiserId,
    convenerId: convener?.id ?? null,
    state: 'published',
    startsAt,
    endsAt: startsAt + 180 * minute,
  })
  const items = [
    { ...emptyItem, id: 'avaus', title: 'Avaus', minutes: 10 },
    { ...emptyItem, id: 'kysely', title: 'Kysely', minutes: 20, presenter: 'Ritva Salo' },
    { ...emptyItem, id: 'ryhmat', title: 'Ryhmät', minutes: 60 },
    { ...emptyItem, id: 'poyta', title: 'Tilat', within: 'ryhmat' },
    { ...emptyItem, id: 'loppu', title: 'Palaute', minutes: 5 },
  ]
  const row = { personId: coPlanner?.id ?? '', role: 'coPlanner' as const, scopeId: event.id, createdAt: 0 }
  await db.write(async (tx) => {
    await tx.insert(roles).values({ ...row, id: newId(), associationId: null })
    await tx.insert(publishedAgendas).values({ eventId: event.id, version: 1, publishedAt: startsAt, items })
  })
  return event.id
}

const titleNow = (page: Page) => page.getByRole('main').getByRole('heading', { level: 2 }).first()

test('what the facilitator presses on a phone shows on the screen of the hall, and to a guest, by itself', async ({
  browser,
}) => {
  const eventId = await theDay(4)
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage()
  const hall = await (await browser.newContext()).newPage()
  const guest = await (await browser.newContext()).newPage()
  await signIn(phone, pekka)
  await signIn(hall, maija)
  await phone.goto(`/events/${eventId}/run`)
  for (const page of [hall, guest]) {
    await page.goto(`/events/${eventId}/now`)
    await expect(titleNow(page)).toHaveText('Avaus')
  }
  await phone.getByRole('button', { name: say('run:startNext', { title: 'Kysely' }) }).click()
  for (const page of [phone, hall, guest]) await expect(titleNow(page)).toHaveText('Kysely')
  // Started four minutes after the beginning: the end comes six minutes earlier.
  await expect(phone.getByText(say('run:early_other', { count: 6 }))).toBeVisible()
  await phone
    .getByRole('button', { name: say('run:presses.more', { minutes: 5 }) })
    .first()
    .click()
  await expect(phone.getByText(say('run:early_one'))).toBeVisible()
  const groups = phone.getByRole('listitem').filter({ hasText: 'Ryhmät' })
  await groups.getByRole('button', { name: say('run:presses.skip') }).click()
  await expect(hall.getByText('Palaute')).toBeVisible()
  for (const tongue of tongues) {
    await phone.goto(`/events/${eventId}/run?lang=${tongue}`)
    await expectClean(phone, `run ${tongue}`)
    await guest.goto(`/events/${eventId}/now?lang=${tongue}`)
    await expectClean(guest, `now ${tongue}`)
  }
  for (const page of [phone, hall, guest]) await page.context().close()
})

test('the time left turns in words, not in colour alone, and without script all of it can be pressed', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await signIn(page, maija)
  const soon = await theDay(8.5)
  await page.goto(`/events/${soon}/run`)
  await expect(page.getByText(/^Aika loppuu pian, klo/)).toBeVisible()
  // In the last three minutes of an hour.
  const last = await theDay(88)
  await page.goto(`/events/${last}/run`)
  await expect(page.getByText(/^Viimeiset hetket\./)).toBeVisible()
  await page.getByRole('button', { name: say('run:startNext', { title: 'Palaute' }) }).click()
  await expect(titleNow(page)).toHaveText('Palaute')
  await page.context().close()
})
