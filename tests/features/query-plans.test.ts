import { expect, test } from 'vitest'
import { system } from '#app/features/audit/rules.ts'
import { stopCancelledInvitations } from '#app/features/invitations/stop-cancelled-invitations.server.ts'
import { claimLetters } from '#app/features/mail/claim-letters.server.ts'
import { handOverLetter } from '#app/features/mail/hand-over-letter.server.ts'
import { outbox, sendingCount } from '#app/features/mail/queries.server.ts'
import { recoverLetters } from '#app/features/mail/recover-letters.server.ts'
import { stopLateLetters } from '#app/features/mail/stop-late-letters.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { eventsWithTablePlaces } from '#app/features/table-places/queries.server.ts'
import type { Transaction } from '#db/database.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { invitationQueries } from '#tests/support/invitation-queries.ts'
import { plansOf, scansOf, type Plan } from '#tests/support/query-plans.ts'
import { writeRealScale } from '#tests/support/real-scale.ts'

/* Invitations and letters are the tables that grow for years: no page and no job may read one from end to end. */

const tall = [
  'guests',
  'question_answers',
  'invitations',
  'letters',
  'links',
  'audit_rows',
  'sendings',
  'sending_chunks',
  'table_places',
]
const scale = { associations: 60, organisers: 3, pastEvents: 5, invitations: 300, invitees: 50 }
const now = Date.now()
const { file } = await openTestDatabase()
const { eventId } = writeRealScale(file, scale, { seed: 1, now })

const jobs: [string, (db: Transaction) => Promise<unknown>][] = [
  ['claimLetters', (db) => claimLetters(db, { limit: 12, now })],
  ['handOverLetter', (db) => handOverLetter(db, { id: 'none', now })],
  ['recoverLetters', (db) => recoverLetters(db, { actor: system, now })],
  ['stopLateLetters', (db) => stopLateLetters(db, { actor: system, now })],
  ['stopCancelledInvitations', (db) => stopCancelledInvitations(db, { actor: system, now })],
  ['sendingCount', (db) => sendingCount(db)],
  ['eventsWithTablePlaces', (db) => eventsWithTablePlaces(db, now)],
  ['outbox', (db) => outbox(db, null)],
  ['outbox, unknown', (db) => outbox(db, 'unknown')],
]

test.each([...invitationQueries(eventId, 'none'), ...jobs])('%s reads by an index', async (_name, query) => {
  const plans = await plansOf(file, query)
  expect(plans.length).toBeGreaterThan(0)
  expect(scansOf(plans, tall)).toEqual([])
  expect(sorted(plans)).toEqual([])
})

test.each(invitationQueries(eventId, 'none'))(
  '%s finds the letters of an invitation by what they are about',
  async (_name, query) => {
    const steps = (await plansOf(file, query)).flatMap((plan) => plan.steps)
    // By the moment they were queued, a whole chunk of letters would be read for each.
    for (const step of steps.filter((one) => one.includes(' letters '))) expect(step).toContain('subject_id=?')
  },
)

/** Sorting letters whole reads what stands behind them, their texts too. */
function sorted(plans: Plan[]): string[] {
  return plans
    .filter(
      ({ sql, steps }) => sql.includes('from "letters"') && steps.some((step) => step.includes('USE TEMP B-TREE')),
    )
    .map(({ sql }) => sql)
}

test('a query that reads all letters would be noticed', async () => {
  const plans = await plansOf(file, (db) => db.select({ trouble: letters.trouble }).from(letters))
  expect(scansOf(plans, tall)).toHaveLength(1)
})
