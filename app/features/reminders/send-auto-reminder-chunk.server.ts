import { asc, eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { letterhead } from '#app/features/invitations/letters.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { newId } from '#app/lib/ids.ts'
import { reminderLetter } from './letters.server.ts'
import { autoReminderOf, reminderFacts, storedAutoReminder, toRemind } from './queries.server.ts'
import { deadlineOf, isDue, letterKinds, reminderChunk, type AutoReminderKind } from './rules.ts'
import { autoReminders } from './tables.server.ts'

/**
 * The next letters of one automatic reminder, by the clock. Everything is asked anew in each chunk: who answered meanwhile
 * gets none, and what was turned off, moved or missed is seen at once. `more`: call again.
 */
export async function sendAutoReminderChunk(
  db: Writer,
  args: { eventId: string; kind: AutoReminderKind; actor: Actor; now: number },
): Promise<{ sent: number; more: boolean }> {
  const { eventId, kind, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const plan = await autoReminderOf(tx, eventId, kind)
    if (!event || !isDue(kind, event, plan, now)) return { sent: 0, more: false }
    const chunk = await tx
      .select()
      .from(invitations)
      .where(toRemind(event, plan, now, tx))
      .orderBy(asc(invitations.id))
      .limit(reminderChunk)
    if (chunk.length === 0) return { sent: 0, more: false }
    const facts = await reminderFacts(tx, event, kind)
    for (const invited of chunk) {
      const { email, linkId, language } = invited
      if (email === null || linkId === null) continue
      await queueLetter(tx, {
        kind: letterKinds[kind],
        subjectId: invited.id,
        recipient: email,
        // Never raised: one letter of its kind for each invitation.
        revision: 0,
        language,
        letter: reminderLetter(kind, facts, { ...invited, linkId }),
        ...letterhead(event, language),
        now,
        notAfter: deadlineOf(kind, event),
      })
    }
    const before = await storedAutoReminder(tx, eventId, kind)
    const id = before?.id ?? newId()
    const after = { ...plan, id, sent: plan.sent + chunk.length, lastAt: now }
    if (before) await tx.update(autoReminders).set(after).where(eq(autoReminders.id, id))
    else await tx.insert(autoReminders).values(after)
    await recordChange(tx, {
      actor,
      verb: 'sendAutoReminderChunk',
      subject: { kind: 'auto_reminders', id },
      eventId,
      changes: changesBetween('auto_reminders', id, before, after),
      now,
    })
    return { sent: chunk.length, more: chunk.length === reminderChunk }
  })
}
