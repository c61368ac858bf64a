import { expect, test } from '@playwright/test'
import { makeAnswerLink, makeInvitation } from '#tests/support/makers.ts'
import { makeConvened } from './planning.ts'
import {
  expectClean,
  expectCleanEverywhere,
  maija,
  openServiceDatabase,
  say,
  saying,
  service,
  signIn,
  tongues,
} from './service.ts'

/* What goes out by itself: the convener sees it before it goes, and can hold it. */

test('reminders are set and written, and a change waits in sight until it is sent', async ({ page }) => {
  const db = openServiceDatabase()
  const event = await makeConvened(db, { attendanceMode: 'online', onlineUrl: 'https://kokous.example/foorumi' })
  const dayAgo = Date.now() - 86_400_000
  for (const name of ['Kuoro Kaiku ry', 'Näkövammaiset ry']) {
    const invited = await makeInvitation(db, { eventId: event.id, name, queuedAt: dayAgo })
    await makeAnswerLink(db, invited, service())
  }
  await db.close()
  const invitations = `/events/${event.id}/invitations`
  await signIn(page, maija)
  for (const tongue of tongues) {
    await expectCleanEverywhere(page, `${invitations}/reminders`, tongue)
    await expectCleanEverywhere(page, `${invitations}/reminders/coming`, tongue)
  }

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${invitations}?lang=fi`)
  await page.getByRole('link', { name: say('reminders:open') }).click()
  const title = say('reminders:kind.unanswered.title')
  const part = page.getByRole('region', { name: title })
  await expect(part.getByText(saying('reminders:standing.planned_other'))).toBeVisible()
  await part.getByLabel(say('reminders:time')).fill('21:00')
  await part.getByRole('button').click()
  await expect(part.getByText(say('reminders:troubles.timeNight'))).toBeVisible()
  await expectClean(page, 'a wrong time')
  await part.getByLabel(say('reminders:on')).uncheck()
  await part.getByLabel(say('reminders:time')).fill('10:30')
  await part.getByRole('button').click()
  await expect(page.getByText(say('reminders:saved'))).toBeVisible()
  await expect(part.getByText(say('reminders:standing.off'))).toBeVisible()

  await part.getByRole('link').click()
  await page.getByLabel(say('letterTexts:part.subject')).first().fill('Vielä ehtii: {{tapahtuma}}')
  await page.getByRole('button', { name: say('letterTexts:saveOnly'), exact: true }).click()
  await expect(page.getByText('Vielä ehtii: Järjestöfoorumi')).toBeVisible()

  await page.goto(`/events/${event.id}/edit`)
  await page.getByLabel(say('events:form.startTime')).fill('15:15')
  await page.getByRole('button', { name: say('events:form.saveChanges') }).click()
  await expect(page.getByText(saying('changeLetters:waiting_other'))).toBeVisible()
  await expectClean(page, 'the event with a change that waits')
  for (const tongue of tongues) await expectCleanEverywhere(page, invitations, tongue)
  await page.goto(`${invitations}?lang=fi`)
  await page.getByRole('button', { name: say('changeLetters:send') }).click()
  await expect(page.getByText(saying('changeLetters:sent_other'))).toBeVisible()

  await page.goto(`/events/${event.id}/edit`)
  await page.getByLabel(say('events:form.startTime')).fill('15:30')
  await page.getByRole('button', { name: say('events:form.saveChanges') }).click()
  await page.getByRole('button', { name: say('changeLetters:drop') }).click()
  await expect(page.getByText(saying('changeLetters:droppedBy'))).toBeVisible()
})
