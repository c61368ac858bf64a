import { expect, test, type Page } from '@playwright/test'
import { and, eq } from 'drizzle-orm'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Database } from '#db/database.ts'
import { makeEvent } from '#tests/support/makers.ts'
import {
  cuttable,
  expectClean,
  expectCleanEverywhere,
  maija,
  openServiceDatabase,
  pekka,
  say,
  saying,
  signIn,
  tongues,
} from './service.ts'

/* Topics from the thought to the agenda, as a member, a co-planner and the convener walk them (FOR-2). */

const aada = 'aada.nieminen@example.org'
const youth = 'Pihapiirin Nuoret ry'
const village = 'Hiidenkosken Kyläseura ry'

let db: Database
let convener: Page
let planner: Page
let member: Page
test.beforeAll(async ({ browser }) => {
  db = openServiceDatabase()
  const open = async (email: string) => {
    const page = await (await browser.newContext()).newPage()
    await signIn(page, email)
    return page
  }
  convener = await open(maija)
  planner = await open(pekka)
  member = await open(aada)
})
test.afterAll(async () => {
  for (const page of [convener, planner, member]) await page.context().close()
  await db.close()
})

/** A published event of its own for each test, which Maija convenes and Pekka plans along for the village. */
async function begin(): Promise<string> {
  const liaison = await personByEmail(db.read, maija)
  const coPlanner = await personByEmail(db.read, pekka)
  const organiserId = liaison?.roles.find(({ role }) => role === 'liaison')?.scopeId
  if (!liaison || !coPlanner || !organiserId) throw new Error('The sample network has neither')
  const event = await makeEvent(db, { organiserId, convenerId: liaison.id })
  const role = { id: newId(), personId: coPlanner.id, role: 'coPlanner' as const, scopeId: event.id, createdAt: 0 }
  await db.write(async (tx) => tx.insert(roles).values({ ...role, associationId: 'hiidenkosken-kylaseura' }))
  return event.id
}

async function propose(eventId: string, title: string): Promise<string> {
  await member.goto(`/events/${eventId}`)
  await member.getByRole('link', { name: say('proposals:propose') }).click()
  await member.getByLabel(say('proposals:form.topic'), { exact: true }).fill(title)
  await member.getByLabel(say('proposals:form.why')).fill('Koulu ja seuratalot ovat kiinni.')
  await member.getByRole('button', { name: say('proposals:form.submit') }).click()
  await expect(member.getByText(say('proposals:page.done.proposed'))).toBeVisible()
  return new URL(member.url()).pathname
}

const agendaOf = async (page: Page, eventId: string) => {
  await page.goto(`/events/${eventId}/agenda`)
  await expect(page.getByText(saying('live:saved.saved')).first()).toBeVisible()
}
const row = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
const letter = (kind: string, path: string) =>
  db.read
    .select()
    .from(letters)
    .where(and(eq(letters.kind, kind), eq(letters.subjectId, path.split('/').at(-1) ?? '')))

test('a topic is proposed, supported, discussed and taken into the agenda that others have open', async () => {
  const eventId = await begin()
  const title = 'Nuorille paikka iltaan'
  await agendaOf(convener, eventId)
  await agendaOf(planner, eventId)
  const path = await propose(eventId, title)

  // It appears beside the open agendas by itself, with the association that stands behind it.
  await expect(row(convener, title)).toContainText(youth)
  await expect(row(convener, title)).toContainText(say('proposals:supportedBy_one', { count: 1 }))
  const pill = row(planner, title).getByRole('button', { name: title })
  await expect(pill).toHaveAttribute('aria-pressed', 'false')
  await pill.click()
  await expect(pill).toHaveAttribute('aria-pressed', 'true')
  await expect(pill).toBeFocused()
  await expect(row(convener, title)).toContainText(say('proposals:supportedBy_other', { count: 2 }))
  await expect(member.getByRole('complementary')).toContainText(village)
  await expectClean(planner, 'the agenda with proposals')

  await row(planner, title)
    .getByRole('link', { name: say('proposals:comment') })
    .click()
  // Half a thought of one's own outlives the news of what others do.
  await member.getByLabel(say('proposals:commenting.text')).fill('Nuoret voivat')
  await planner.getByLabel(say('proposals:commenting.text')).fill('Kylätalo voi olla auki.')
  await planner.getByRole('button', { name: say('proposals:commenting.submit') }).click()
  await expect(member.getByText('Kylätalo voi olla auki.')).toBeVisible()
  await expect(member.getByLabel(say('proposals:commenting.text'))).toHaveValue('Nuoret voivat')
  await expect(planner.getByLabel(say('proposals:commenting.text'))).toHaveValue('')
  await expect(row(convener, title)).toContainText(say('proposals:comments_one', { count: 1 }))

  await agendaOf(planner, eventId)
  await row(convener, title)
    .getByRole('button', { name: say('proposals:take') })
    .click()
  await expect(convener.getByText(say('proposals:taken', { title }))).toBeVisible()
  for (const page of [convener, planner]) {
    // An item of the open agenda now, and no proposal beside it any more.
    await expect(page.getByRole('button', { name: say('agenda:menu', { title }) })).toBeVisible()
    await expect(page.getByRole('button', { name: say('proposals:take') })).toHaveCount(0)
    await expect(page.getByText(say('proposals:noneWaiting'))).toBeVisible()
  }
  await expect(member.getByText(say('proposals:page.inAgenda'))).toBeVisible()
  await expectClean(convener, 'the agenda after taking in')
  const items = await agendaFor(db.read, eventId)
  expect(items).toMatchObject([{ title, proposalId: path.split('/').at(-1), associationId: 'pihapiirin-nuoret' }])
  expect((await letter('proposalTaken', path)).map(({ recipient }) => recipient)).toEqual([aada])
})

test('"not now" asks for a reason, which stands on the open page of the proposer and waits in the outbox', async () => {
  const eventId = await begin()
  const title = 'Yhteinen kuljetus'
  const path = await propose(eventId, title)
  await agendaOf(convener, eventId)
  await row(convener, title)
    .getByRole('link', { name: say('proposals:decline') })
    .click()
  await convener.getByRole('button', { name: say('proposals:page.declineSubmit') }).click()
  const reason = convener.getByLabel(say('proposals:page.reason'))
  await expect(reason).toHaveAccessibleDescription(new RegExp(say('proposals:errors.reasonMissing')))
  await expectClean(convener, 'an answer without a reason')
  await reason.fill('Aihe on syksyn foorumissa.')
  await convener.getByRole('button', { name: say('proposals:page.declineSubmit') }).click()
  await expect(convener.getByText(say('proposals:page.done.declined'))).toBeVisible()

  await expect(member.getByText('Aihe on syksyn foorumissa.')).toBeVisible()
  await expect(member.getByRole('link', { name: say('proposals:page.edit') })).toHaveCount(0)
  const sent = await letter('proposalDeclined', path)
  expect(sent.map(({ recipient }) => recipient)).toEqual([aada])
  expect(sent[0]?.text).toContain('Aihe on syksyn foorumissa.')
})

test('an item that is removed from the agenda is told of on its proposal, which can be taken in again', async () => {
  const eventId = await begin()
  const title = 'Kuka auttaa?'
  const path = await propose(eventId, title)
  await convener.goto(path)
  await convener.getByRole('button', { name: say('proposals:take') }).click()
  await expect(convener.getByText(say('proposals:page.inAgenda'))).toBeVisible()
  await agendaOf(planner, eventId)
  await planner.getByRole('button', { name: say('agenda:menu', { title }) }).click()
  await planner.getByRole('menuitem', { name: say('agenda:remove') }).click()
  await expect.poll(async () => (await agendaFor(db.read, eventId)).length).toBe(0)
  await convener.goto(path)
  await expect(convener.getByText(say('proposals:page.removed'))).toBeVisible()
  await convener.getByRole('button', { name: say('proposals:takeAgain') }).click()
  await expect(planner.getByRole('button', { name: say('agenda:menu', { title }) })).toBeVisible()
})

test('what others do between the loading of a page and its first word from the server is not missed', async () => {
  const eventId = await begin()
  const title = 'Bussit kokousiltoina'
  const path = await propose(eventId, title)
  let free: () => void = () => undefined
  const freed = new Promise<void>((resolve) => (free = resolve))
  await member.routeWebSocket(/\/live-socket/, async (ours) => {
    await freed
    ours.connectToServer()
  })
  await member.goto(path)
  await expect(member.getByRole('complementary')).toContainText(youth)
  await agendaOf(planner, eventId)
  const pill = row(planner, title).getByRole('button', { name: title })
  await pill.click()
  await expect(pill).toHaveAttribute('aria-pressed', 'true')
  free()
  await expect(member.getByRole('complementary')).toContainText(village)
})

test('a press without a connection says so, and the open agenda stays', async ({ browser }) => {
  const eventId = await begin()
  const title = 'Paikkoja kaikille'
  await propose(eventId, title)
  const page = await (await browser.newContext()).newPage()
  const network = await cuttable(page)
  await signIn(page, pekka)
  await agendaOf(page, eventId)
  await network.cut()
  const pill = row(page, title).getByRole('button', { name: title })
  await pill.click()
  await expect(page.getByText(say('common:unsent.title'))).toBeVisible()
  await expect(pill).toHaveAttribute('aria-pressed', 'false')
  await network.mend()
  await pill.click()
  await expect(pill).toHaveAttribute('aria-pressed', 'true')
  await page.context().close()
})

test('on a phone a link on top leads to the proposals below the agenda', async () => {
  const eventId = await begin()
  await propose(eventId, 'Nuorille paikka')
  await planner.setViewportSize({ width: 320, height: 700 })
  await agendaOf(planner, eventId)
  await planner.getByRole('link', { name: say('proposals:waitingLink_one', { count: 1 }) }).click()
  await expect(planner.getByRole('heading', { name: say('proposals:title') })).toBeInViewport()
  await expectClean(planner, 'the agenda on a phone')
  await planner.setViewportSize({ width: 1280, height: 900 })
  await expect(planner.getByRole('link', { name: say('proposals:waitingLink_one', { count: 1 }) })).toBeHidden()
})

test('the pages of proposals are clean in each language, for the convener and for a member', async () => {
  const eventId = await begin()
  const path = await propose(eventId, 'Nuorille paikka iltaan')
  await convener.goto(path)
  await convener.getByLabel(say('proposals:commenting.text')).fill('Kysyn nuorisotoimesta.')
  await convener.getByRole('button', { name: say('proposals:commenting.submit') }).click()
  await expect(convener.getByText('Kysyn nuorisotoimesta.')).toBeVisible()
  for (const tongue of tongues) {
    for (const each of [`/events/${eventId}/proposals`, path]) await expectCleanEverywhere(convener, each, tongue)
    for (const each of [path, `${path}?withdraw=yes`, `${path}/edit`, `/events/${eventId}/proposals/new`]) {
      await expectCleanEverywhere(member, each, tongue)
    }
  }
})
