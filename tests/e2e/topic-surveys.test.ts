import { expect, test } from '@playwright/test'
import { asc, eq } from 'drizzle-orm'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { surveyInvitees, topicSurveys } from '#app/features/topic-surveys/tables.server.ts'
import type { Database } from '#db/database.ts'
import { makeConvened } from './planning.ts'
import {
  dayAhead,
  expectClean,
  expectCleanInAllLooks,
  maija,
  openServiceDatabase,
  say,
  service,
  signIn,
  tongues,
} from './service.ts'

/* A convener asks associations for topics before the invitation; they answer from a phone, without account and script. */

let db: Database
test.beforeAll(() => {
  db = openServiceDatabase()
})
test.afterAll(() => db.close())

test('a convener asks, an association proposes and another supports by its link, and the convener sees it', async ({
  browser,
}) => {
  const event = await makeConvened(db, { state: 'draft' })
  const page = await (await browser.newContext()).newPage()
  await signIn(page, maija)
  await page.goto(`/events/${event.id}/proposals?lang=fi`)
  await page.getByRole('link', { name: say('proposals:survey') }).click()
  await expectClean(page, 'whom to ask')
  // The sample's audience has a council in it, too: only associations are asked.
  await page.getByRole('button', { name: /^Valitse kutsuryhmä: Laukaan järjestöt/ }).click()
  await page.getByRole('button', { name: /^Lähetä kysely/ }).click()
  await expect(page.getByText(say('topicSurveys:troubles.textMissing'))).toBeVisible()
  await expect(page.getByText(say('topicSurveys:troubles.dayWrong'))).toBeVisible()
  await page.getByLabel(say('topicSurveys:send.fi')).fill('Mistä kylillä pitäisi puhua?')
  await page.getByLabel(say('topicSurveys:send.day')).fill(dayAhead(5))
  await page.getByRole('button', { name: say('topicSurveys:send.keep') }).click()
  await expect(page.getByText(say('topicSurveys:send.kept'))).toBeVisible()
  for (const tongue of tongues) {
    await page.goto(`/events/${event.id}/survey/send?lang=${tongue}`)
    await expectCleanInAllLooks(page, 'survey to send', tongue)
  }
  await page.goto(`/events/${event.id}/survey/send?lang=fi`)
  await page.getByRole('button', { name: /^Lähetä kysely/ }).click()
  await expect(page.getByText(say('topicSurveys:results.none'))).toBeVisible()

  const [first = '', second = ''] = await linksOf(event.id)
  const phone = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const guest = await phone.newPage()
  await guest.goto(`${first}?lang=fi`)
  await guest.getByRole('button', { name: say('topicSurveys:page.submit') }).click()
  await expect(guest.getByText(say('proposals:errors.titleMissing'))).toBeVisible()
  await guest.getByRole('textbox', { name: say('topicSurveys:page.topic'), exact: true }).fill('Kylätalon katto')
  await guest.getByLabel(say('topicSurveys:page.why')).fill('Se vuotaa.')
  await guest.getByLabel(say('topicSurveys:page.speaker')).fill('Ritva Salo')
  await guest.getByRole('button', { name: say('topicSurveys:page.submit') }).click()
  await expect(guest.getByText(say('topicSurveys:page.saved.propose'))).toBeVisible()
  await expect(guest.getByText(say('topicSurveys:page.own'))).toBeVisible()

  await guest.goto(`${second}?lang=fi`)
  await expect(guest.getByText('Ritva Salo')).toHaveCount(0)
  await guest.getByRole('button', { name: new RegExp(`^${say('topicSurveys:page.support')}`) }).click()
  await expect(guest.getByText(say('topicSurveys:page.saved.support'))).toBeVisible()
  await expect(guest.getByText(say('topicSurveys:page.count_other', { count: 2 }))).toBeVisible()
  await phone.close()

  await expect(page.getByText(say('topicSurveys:results.count_other', { count: 2 }))).toBeVisible()
  for (const tongue of tongues) {
    await page.goto(`/events/${event.id}/survey?lang=${tongue}`)
    await expectCleanInAllLooks(page, 'survey', tongue)
    await page.goto(`${second}?lang=${tongue}`)
    await expectCleanInAllLooks(page, 'topics by link', tongue)
  }
  await page.context().close()
})

/** The personal addresses of the asked, once their letters are on the way. */
async function linksOf(eventId: string): Promise<string[]> {
  const asked = () =>
    db.read
      .select({ linkId: surveyInvitees.linkId })
      .from(surveyInvitees)
      .innerJoin(topicSurveys, eq(topicSurveys.id, surveyInvitees.surveyId))
      .where(eq(topicSurveys.eventId, eventId))
      .orderBy(asc(surveyInvitees.name))
  await expect.poll(async () => (await asked()).filter(({ linkId }) => linkId !== null).length).toBeGreaterThan(1)
  const ids = (await asked()).flatMap(({ linkId }) => linkId ?? [])
  return Promise.all(ids.map(async (linkId) => new URL(await linkAddress(db.read, { ...service(), linkId })).pathname))
}
