import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events } from '#app/features/events/tables.server.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { remindUnanswered } from '#app/features/reminders/remind-unanswered.server.ts'
import { reminderPause } from '#app/features/reminders/rules.ts'
import { sendReminderChunk } from '#app/features/reminders/send-reminder-chunk.server.ts'
import { reminders } from '#app/features/reminders/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeEvent, makeInvitation } from '#tests/support/makers.ts'

/* A reminder goes to those who have not answered, once to each, and to nobody whom it cannot help (FOR-3). */

const now = Date.now()
const day = 86_400_000
const system = { kind: 'system' } as const

async function world(count: number) {
  const db = await openTestDatabase()
  const event = await makeEvent(db, { startsAt: now + 20 * day, answerBy: now + 10 * day })
  const ids: string[] = []
  await db.write(async (tx) => {
    for (let place = 0; place < count; place++) {
      const id = newId()
      const link = await createLink(tx, { purpose: 'answer', subjectId: id })
      await makeInvitation(tx, { id, eventId: event.id, linkId: link.id, name: `Yhdistys ${String(place)}` })
      ids.push(id)
    }
  })
  const remind = (at = now) => remindUnanswered(db, { eventId: event.id, personId: 'maija', now: at })
  const all = async (at = now) => {
    while ((await sendReminderChunk(db, { actor: system, now: at })).more);
  }
  const sent = () => db.read.select().from(letters).where(eq(letters.kind, 'reminder'))
  return { db, event, ids, remind, all, sent }
}

test('everybody who has not answered gets one letter with the link of the invitation, also when two callers send at once', async () => {
  const { db, ids, remind, all, sent } = await world(25)
  const [first = '', second = ''] = ids
  await answerInvitation(db, { invitationId: first, answer: 'no', actor: system, now })
  await db.write(async (tx) => tx.update(invitations).set({ withdrawnAt: now }).where(eq(invitations.id, second)))
  await makeInvitation(db, { email: null, linkId: null })
  expect(await remind()).toEqual({ ok: true, count: 23 })
  await Promise.all([all(), all()])
  const reminded = await sent()
  expect(new Set(reminded.map(({ subjectId }) => subjectId))).toEqual(new Set(ids.slice(2)))
  expect(reminded).toHaveLength(23)
  const [letter] = reminded
  const [invited] = await db.read
    .select()
    .from(invitations)
    .where(eq(invitations.id, letter?.subjectId ?? ''))
  expect(letter?.text).toContain(invited?.linkId ?? 'no link')
  expect(letter?.subject).toMatch(/^Muistutus: /)
  expect(await db.read.select().from(reminders)).toMatchObject([{ number: 1, state: 'sent', sent: 23 }])
})

test('who answers while it goes gets none, and a second reminder waits a day', async () => {
  const { db, ids, remind, all, sent } = await world(12)
  await remind()
  await sendReminderChunk(db, { actor: system, now })
  const reminded = new Set((await sent()).map(({ subjectId }) => subjectId))
  for (const id of ids.filter((each) => !reminded.has(each)))
    await answerInvitation(db, { invitationId: id, answer: 'yes', actor: system, now })
  await all()
  expect(await sent()).toHaveLength(10)
  expect(await remind(now + reminderPause - 1)).toEqual({ ok: false, reason: 'tooSoon' })
  expect(await remind(now + reminderPause)).toEqual({ ok: true, count: 10 })
  await all(now + reminderPause)
  const second = and(eq(letters.kind, 'reminder'), eq(letters.revision, 2))
  expect(await db.read.$count(letters, second)).toBe(10)
})

test('after the last day to answer nobody is reminded, and one that is under way stops', async () => {
  const { db, event, remind, all, sent } = await world(3)
  const late = event.answerBy ?? 0
  expect(await remind(late)).toEqual({ ok: false, reason: 'tooLate' })
  await remind(late - 1)
  await all(late)
  expect(await sent()).toEqual([])
  expect(await db.read.select().from(reminders)).toMatchObject([{ state: 'stopped', sent: 0 }])
  await db.write(async (tx) => tx.update(events).set({ state: 'cancelled' }).where(eq(events.id, event.id)))
  expect(await remind()).toEqual({ ok: false, reason: 'notPublished' })
})

test('when all have answered there is nobody to remind', async () => {
  const { db, ids, remind } = await world(1)
  await answerInvitation(db, { invitationId: ids[0] ?? '', answer: 'maybe', actor: system, now })
  expect(await remind()).toEqual({ ok: false, reason: 'nobody' })
})
