import { asc, eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { letterhead } from '#app/features/invitations/letters.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { reminderLetter } from './letters.server.ts'
import { reminderFacts, unreminded } from './queries.server.ts'
import { deadlineOf, reminderChunk, remindRefusalOf } from './rules.ts'
import { reminders } from './tables.server.ts'

/**
 * The next letters of the oldest running reminder. Who answers meanwhile gets none; when the last day to answer comes before
 * everybody's turn, it stops. `more`: call again.
 */
export async function sendReminderChunk(
  db: Writer,
  args: { actor: Actor; now: number },
): Promise<{ more: boolean; eventId: string | null }> {
  const { actor, now } = args
  return db.write(async (tx) => {
    const [before] = await tx
      .select()
      .from(reminders)
      .where(eq(reminders.state, 'sending'))
      .orderBy(asc(reminders.startedAt), asc(reminders.id))
      .limit(1)
    if (!before) return { more: false, eventId: null }
    const { id, eventId, number } = before
    const event = await eventById(tx, eventId)
    const goesOn = event !== null && remindRefusalOf(event, null, now) === null
    const chunk = goesOn
      ? await tx
          .select()
          .from(invitations)
          .where(unreminded(eventId, number, tx))
          .orderBy(asc(invitations.id))
          .limit(reminderChunk)
      : []
    const facts = event && (await reminderFacts(tx, event, 'unanswered'))
    for (const invited of chunk) {
      const { email, linkId, language } = invited
      if (!facts || email === null || linkId === null) continue
      await queueLetter(tx, {
        kind: 'reminder',
        subjectId: invited.id,
        recipient: email,
        revision: number,
        language,
        letter: reminderLetter('unanswered', facts, { ...invited, linkId }),
        ...letterhead(facts.event, language),
        now,
        notAfter: deadlineOf('unanswered', facts.event),
      })
    }
    const done = chunk.length < reminderChunk
    const after = {
      sent: before.sent + chunk.length,
      state: !goesOn ? ('stopped' as const) : done ? ('sent' as const) : ('sending' as const),
    }
    await tx.update(reminders).set(after).where(eq(reminders.id, id))
    const changes = changesBetween('reminders', id, before, after)
    const subject = { kind: 'reminders', id }
    await recordChange(tx, { actor, verb: 'sendReminderChunk', subject, eventId, changes, now })
    return { more: true, eventId }
  })
}
