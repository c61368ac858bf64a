import { expect, test, type Page } from '@playwright/test'
import { answerLink, cuttable, dayAhead, expectClean, maija, pekka, say, saying, signIn } from './service.ts'

/*
 * A forum from the first thought to its cancelling, as its people walk it. One long story: each step stands on the one
 * before, as in life.
 */
test.describe.configure({ mode: 'serial' })

const title = 'Kesän ilta'
let liaison: Page
let planner: Page
let eventId: string

test.beforeAll(async ({ browser }) => {
  liaison = await (await browser.newContext()).newPage()
  planner = await (await browser.newContext()).newPage()
})
test.afterAll(async () => {
  await liaison.context().close()
  await planner.context().close()
})

test('the liaison person signs in by a link, and the link works once', async () => {
  await signIn(liaison, maija)
  await expect(liaison.getByRole('heading', { level: 1 })).toBeVisible()
  await expectClean(liaison, 'home')
})

test('a new event with a past day is told so at the field, and keeps what was typed', async () => {
  await liaison.goto('/events')
  await liaison
    .getByRole('link', { name: say('events:mine.new') })
    .first()
    .click()
  await liaison.getByLabel(say('events:form.titleFi')).fill(title)
  await liaison.getByLabel(say('events:form.descriptionFi')).fill('Tervetuloa sopimaan syksystä.')
  await liaison.getByLabel(say('events:form.day'), { exact: true }).fill(dayAhead(-1))
  await liaison.getByLabel(say('events:form.startTime')).fill('17:00')
  await liaison.getByLabel(say('events:form.endTime')).fill('20:00')
  await liaison.getByLabel(say('events:form.venue'), { exact: true }).selectOption({ index: 1 })
  await liaison.getByLabel(say('events:form.capacity')).fill('60')
  await liaison.getByRole('button', { name: say('events:form.saveDraft') }).click()
  const day = liaison.getByLabel(say('events:form.day'), { exact: true })
  await expect(day).toHaveAccessibleDescription(new RegExp(say('events:errors.dayPast')))
  await expect(liaison.getByLabel(say('events:form.titleFi'))).toHaveValue(title)
  await expectClean(liaison, 'new event with an error')

  await day.fill(dayAhead(30))
  await liaison.getByRole('button', { name: say('events:form.saveDraft') }).click()
  await expect(liaison.getByText(say('events:next.justCreated'))).toBeVisible()
  eventId = new URL(liaison.url()).pathname.split('/')[2] ?? ''
  await expectClean(liaison, 'draft')
})

test('an association is named to plan along', async () => {
  await liaison.goto(`/events/${eventId}/planners`)
  // His own: a second one would have to be chosen between wherever he acts.
  const association = liaison.getByLabel(say('events:planners.association'), { exact: true })
  await association.selectOption('hiidenkosken-kylaseura')
  await liaison.getByLabel(say('events:planners.name'), { exact: true }).fill('Pekka Korhonen')
  await liaison.getByLabel(say('events:planners.email'), { exact: true }).fill(pekka)
  await liaison.getByRole('button', { name: say('events:planners.submit') }).click()
  await expect(liaison.getByText(saying('events:planners.added'))).toBeVisible()
  await expectClean(liaison, 'planners')
  await signIn(planner, pekka)
})

test('two plan the agenda at once; one loses the connection, types on, and comes back', async () => {
  const network = await cuttable(planner)
  for (const page of [liaison, planner]) {
    await page.goto(`/events/${eventId}/agenda`)
    await expect(page.getByRole('button', { name: say('agenda:add') })).toBeVisible()
    await expect(page.getByText(saying('live:saved.saved')).first()).toBeVisible()
  }
  await expect(liaison.getByText(/Pekka/).first()).toBeVisible()
  await addItem(liaison, 'Avaus')
  await expect(planner.getByText('Avaus', { exact: true })).toBeVisible()

  await network.cut()
  await expect(planner.getByText(saying('live:saved.waitingEmpty')).first()).toBeVisible()
  await addItem(planner, 'Tauko')
  await expect(planner.getByText(/^Odottaa yhteyttä, \d+/).first()).toBeVisible()
  await addItem(liaison, 'Kysely')
  await expectClean(planner, 'agenda while offline')
  await expect(planner.getByText('Kysely', { exact: true })).toHaveCount(0)
  await network.mend()

  for (const page of [liaison, planner]) {
    for (const item of ['Avaus', 'Tauko', 'Kysely']) await expect(page.getByText(item, { exact: true })).toBeVisible()
  }
  await expect(planner.getByText(/^Tallennettu/).first()).toBeVisible()
  expect(await order(planner)).toEqual(await order(liaison))
  await expectClean(liaison, 'agenda')
})

test('the event and its agenda are published', async ({ browser }) => {
  await liaison.getByRole('button', { name: say('agenda:publish.button') }).click()
  await expect(liaison.getByText(saying('agenda:publish.done'))).toBeVisible()
  await liaison.goto(`/events/${eventId}`)
  await liaison.getByRole('button', { name: say('events:next.publish') }).click()
  await expect(liaison.getByText(say('events:next.justPublished'))).toBeVisible()

  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await reader.goto(`/events/${eventId}`)
  await expect(reader.getByRole('heading', { level: 1 })).toContainText('Kesän')
  await expect(reader.getByText('Kysely', { exact: true })).toBeVisible()
  await reader.context().close()
})

test('associations are invited: the list first, then the letters', async () => {
  await liaison.goto(`/events/${eventId}/invitations`)
  await expectClean(liaison, 'nobody invited yet')
  await liaison
    .getByRole('main')
    .getByRole('link', { name: say('invitations:list.invitePeople'), exact: true })
    .click()
  await liaison.getByRole('checkbox', { name: /^Laukaa \d/ }).check()
  await liaison.getByLabel(say('audiences:pick.countyWide')).check()
  await liaison.getByRole('button', { name: say('audiences:pick.show') }).click()
  await expect(liaison.getByText(saying('audiences:list.unreached_other'))).toBeVisible()
  await expectClean(liaison, 'the list of those who will be invited')
  await liaison.getByRole('link', { name: say('audiences:list.next') }).click()
  await liaison.getByLabel(saying('letterTexts:part.summary')).fill('Tule mukaan.')
  await liaison.getByRole('button', { name: say('letterTexts:save') }).click()
  await liaison.getByRole('button', { name: saying('letterTexts:send.anyway_other') }).click()
  await expect(liaison).toHaveURL(new RegExp(`/events/${eventId}/invitations`))
  await expect(liaison.getByText(saying('invitations:list.answered_other')).first()).toBeVisible()
})

test('an association answers without script, and the convener sees it at once', async ({ browser }) => {
  const { address, name } = await answerLink(eventId)
  await expect(liaison.getByText(/ 0 on vastannut/).first()).toBeVisible()
  const invitee = await (
    await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  ).newPage()
  const answer = await invitee.goto(address)
  expect(answer?.headers()['content-security-policy']).toContain("script-src 'none'")
  await expect(invitee.locator('script')).toHaveCount(0)
  await invitee.getByRole('button', { name: say('invitations:voice.group.yes') }).click()
  await expect(invitee.getByText(say('invitations:rsvp.thanks'))).toBeVisible()
  await expect(liaison.getByText(/ 1 on vastannut/).first()).toBeVisible()

  await invitee.getByLabel(say('invitations:voice.group.people')).fill('3')
  await invitee.getByLabel(say('invitations:rsvp.message')).fill('Tulemme bussilla.')
  await invitee.getByRole('button', { name: say('invitations:rsvp.saveDetails') }).click()
  await expect(invitee.getByText(/3 henkilöä/).first()).toBeVisible()
  await liaison.goto(`/events/${eventId}/invitations?part=answered`)
  await expect(liaison.getByText(name).first()).toBeVisible()
  await expect(liaison.getByText('Tulemme bussilla.').first()).toBeVisible()
  await expectClean(liaison, 'answers')
  await invitee.context().close()
})

test('the calendar feed has the event, moves it and shows it cancelled', async ({ page }) => {
  await page.goto('/calendar/subscribe')
  await expectClean(page, 'subscribe')
  const before = await entry(page)
  expect(before).toContain('STATUS:CONFIRMED')

  await liaison.goto(`/events/${eventId}/edit`)
  await liaison.getByLabel(say('events:form.day'), { exact: true }).fill(dayAhead(37))
  await liaison.getByRole('button', { name: say('events:form.saveChanges') }).click()
  await expect(liaison.getByText(say('events:next.justMoved'))).toBeVisible()
  const moved = await entry(page)
  expect(lineOf(moved, 'DTSTART')).toContain(dayAhead(37).replaceAll('-', ''))
  expect(lineOf(moved, 'UID')).toBe(lineOf(before, 'UID'))
  expect(Number(lineOf(moved, 'SEQUENCE').split(':')[1])).toBeGreaterThan(
    Number(lineOf(before, 'SEQUENCE').split(':')[1]),
  )

  await liaison.goto(`/events/${eventId}/cancel`)
  await expectClean(liaison, 'cancel')
  await liaison.getByLabel(say('events:cancel.reasonFi')).fill('Sali on remontissa.')
  await liaison.getByRole('button', { name: say('events:cancel.submit') }).click()
  await expect(liaison.getByText(say('events:page.cancelledTitle')).first()).toBeVisible()
  await page.goto(`/events/${eventId}`)
  await expect(page.getByText(say('events:page.cancelledTitle')).first()).toBeVisible()
  await expect(page.getByText('Sali on remontissa.').first()).toBeVisible()
  await expectClean(page, 'cancelled event')
  expect(await entry(page)).toContain('STATUS:CANCELLED')
})

async function addItem(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: say('agenda:add') }).click()
  await page.getByLabel(saying('agenda:fields.title')).fill(name)
  await page.getByRole('button', { name: say('agenda:done') }).click()
  await expect(page.getByText(name, { exact: true })).toBeVisible()
}

/** The agenda's rows as they read, top to bottom. */
async function order(page: Page): Promise<string[]> {
  const rows = await page.getByRole('list').filter({ hasText: 'Avaus' }).getByRole('listitem').allTextContents()
  return rows.map((row) => ['Avaus', 'Tauko', 'Kysely'].find((name) => row.includes(name)) ?? row)
}

/** The event's entry in the organiser's feed. */
async function entry(page: Page): Promise<string> {
  const feed = await page.request.get('/calendar/laukaa.ics')
  expect(feed.ok()).toBe(true)
  const unfolded = (await feed.text()).replaceAll('\r\n ', '')
  const entries = unfolded.split('BEGIN:VEVENT').filter((one) => one.includes(`/events/${eventId}`))
  expect(entries).toHaveLength(1)
  return entries[0] ?? ''
}

function lineOf(text: string, name: string): string {
  return text.split('\r\n').find((line) => line.startsWith(name)) ?? ''
}
