import { expect, test, type Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { commandLine } from '#app/features/audit/rules.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { links } from '#app/features/links/tables.server.ts'
import { issueSignIn } from '#app/features/people/issue-sign-in.server.ts'
import type { Database } from '#db/database.ts'
import {
  makeAnswerLink,
  makeEvent,
  makeInvitation,
  makeOrganiser,
  makePerson,
  type EventRow,
  type InvitationRow,
} from '#tests/support/makers.ts'
import { expectClean, expectCleanEverywhere, openServiceDatabase, say, service, tongues } from './service.ts'

/* The pages behind the links of letters, in each of their states: the ones that most people ever see (A11Y-1, A11Y-5). */

test.describe.configure({ mode: 'parallel' })

let db: Database
let organiserId: string
test.beforeAll(async () => {
  db = openServiceDatabase()
  organiserId = (await makeOrganiser(db)).id
})
test.afterAll(() => db.close())

/** The path of the answer page of a new invitation. */
async function invited(given: Partial<InvitationRow> = {}, eventGiven: Partial<EventRow> = {}): Promise<string> {
  const convener = await makePerson(db, { name: 'Maija Lehto', title: 'järjestöyhdyshenkilö' })
  const capacity = { capacity: 40, answerBy: Date.now() + 5 * 86_400_000 }
  const event = await makeEvent(db, { organiserId, convenerId: convener.id, ...capacity, ...eventGiven })
  const invitation = await makeInvitation(db, { eventId: event.id, ...given })
  return new URL(await makeAnswerLink(db, invitation, service())).pathname
}

/** The same where all seats are taken. */
async function invitedToFull(given: Partial<InvitationRow> = {}, eventGiven: Partial<EventRow> = {}): Promise<string> {
  const event = await makeEvent(db, { organiserId, capacity: 2, answerBy: Date.now() + 5 * 86_400_000, ...eventGiven })
  await makeInvitation(db, { eventId: event.id, answer: 'yes', place: 'seat', people: 2 })
  const invitation = await makeInvitation(db, { eventId: event.id, ...given })
  return new URL(await makeAnswerLink(db, invitation, service())).pathname
}

const waiting = { answer: 'yes', place: 'waiting', people: 2, position: 1, waitingSince: Date.now() } as const
const coming = {
  answer: 'yes',
  place: 'seat',
  people: 2,
  message: 'Tulemme bussilla.',
  answeredAt: Date.now(),
} as const
const over = { startsAt: Date.now() - 8 * 3_600_000, endsAt: Date.now() - 5 * 3_600_000, answerBy: null }

const states: [string, () => Promise<string>][] = [
  ['not answered', () => invited()],
  ['asked as one person', () => invited({ recipientKind: 'official', name: 'Sivistysjohtaja, Laukaan kunta' })],
  ['an answer chosen in the letter', async () => `${await invited()}?answer=yes`],
  ['yes, just saved', async () => `${await invited(coming)}?saved=answer`],
  ['yes, with details just saved', async () => `${await invited(coming)}?saved=details`],
  ['yes, opened again', () => invited(coming)],
  ['another answer chosen than the saved one', async () => `${await invited(coming)}?answer=no`],
  ['maybe', async () => `${await invited({ answer: 'maybe', answeredAt: Date.now() })}?saved=answer`],
  ['no', async () => `${await invited({ answer: 'no', answeredAt: Date.now() })}?saved=answer`],
  ['full', () => invitedToFull()],
  ['in the queue, just saved', async () => `${await invitedToFull(waiting)}?saved=answer`],
  ['in the queue, too late', () => invitedToFull(waiting, { answerBy: Date.now() - 60_000 })],
  ['kept seats', () => invitedToFull({ ...waiting, place: 'offered', offeredUntil: Date.now() + 86_400_000 })],
  ['too late', () => invited({}, { answerBy: Date.now() - 60_000 })],
  ['cancelled', () => invited({}, { state: 'cancelled', cancelReason: { fi: 'Sali on remontissa.' } })],
  ['over', () => invited({}, { state: 'held', ...over })],
  ['withdrawn', () => invited({ withdrawnAt: Date.now() })],
  ['an address that is none', () => Promise.resolve('/rsvp/nonsense')],
]

for (const [state, open] of states) {
  test(`answering: ${state}`, async ({ page }) => {
    const path = await open()
    for (const tongue of tongues) await expectCleanEverywhere(page, path, tongue)
  })
}

test('answering: a count that cannot be, and more people than fit', async ({ page }) => {
  const path = await invited({ ...coming, message: null }, { capacity: 3 })
  await page.setViewportSize({ width: 320, height: 900 })
  for (const tongue of tongues) {
    await saveDetails(page, `${path}?lang=${tongue}`, '21')
    await expect(page.getByLabel(say('invitations:voice.group.people', {}, tongue))).toHaveAttribute(
      'aria-invalid',
      'true',
    )
    await expectClean(page, `a count that cannot be, ${tongue}`)
    await saveDetails(page, `${path}?lang=${tongue}`, '4')
    await expect(page.getByLabel(say('invitations:rsvp.message', {}, tongue))).toHaveValue('Tulemme junalla.')
    await expectClean(page, `more than fit, ${tongue}`)
  }
})

async function saveDetails(page: Page, address: string, people: string): Promise<void> {
  await page.goto(address)
  // The browser's own check stands in front of ours.
  await page.locator('form').evaluateAll((forms) => forms.forEach((form) => form.setAttribute('novalidate', '')))
  await page.locator('[name="people"]').fill(people)
  await page.locator('[name="message"]').fill('Tulemme junalla.')
  await page
    .locator('[name="part"][value="details"]')
    .evaluate((part) => (part as HTMLInputElement).form?.requestSubmit())
  await page.waitForLoadState()
}

const signIns: [string, () => Promise<string>][] = [
  ['ready to press', () => signInPath()],
  [
    'too old',
    () =>
      signInPath(async (linkId) => {
        await expire(linkId)
      }),
  ],
  ['an address that is none', () => Promise.resolve('/sign-in/nonsense')],
]

for (const [state, open] of signIns) {
  test(`signing in: ${state}`, async ({ page }) => {
    const path = await open()
    for (const tongue of tongues) await expectCleanEverywhere(page, path, tongue)
  })
}

test('signing in: a link that was used', async ({ page, browser }) => {
  const path = await signInPath()
  const first = await (await browser.newContext()).newPage()
  await first.goto(path)
  await first.getByRole('main').getByRole('button').first().click()
  await first.waitForURL('/')
  await first.context().close()
  for (const tongue of tongues) await expectCleanEverywhere(page, path, tongue)
})

async function signInPath(then: (linkId: string) => Promise<void> = () => Promise.resolve()): Promise<string> {
  const person = await makePerson(db, { name: 'Ritva Salo' })
  const { linkId } = await issueSignIn(db, { personId: person.id, actor: commandLine, now: Date.now() })
  await then(linkId)
  return new URL(await linkAddress(db.read, { ...service(), linkId })).pathname
}

async function expire(linkId: string): Promise<void> {
  await db.write(async (tx) =>
    tx
      .update(links)
      .set({ expiresAt: Date.now() - 1 })
      .where(eq(links.id, linkId)),
  )
}
