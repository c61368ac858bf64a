import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { newId } from '#app/lib/ids.ts'
import { countUnanswered, lastRemindedAt, lastReminder } from './queries.server.ts'
import { remindRefusalOf, type RemindRefusal } from './rules.ts'
import { reminders } from './tables.server.ts'

/** Starts a reminder to all who have not answered; `sendReminderChunk` writes its letters. Not twice within a day. */
export async function remindUnanswered(
  db: Writer,
  args: { eventId: string; personId: string; now: number },
): Promise<{ ok: true; count: number } | { ok: false; reason: RemindRefusal }> {
  const { eventId, personId, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const last = await lastReminder(tx, eventId)
    const reason = event ? remindRefusalOf(event, await lastRemindedAt(tx, eventId), now) : ('notPublished' as const)
    if (reason) return { ok: false, reason }
    const count = await countUnanswered(tx, eventId)
    if (count === 0) return { ok: false, reason: 'nobody' }
    const after = {
      id: newId(),
      eventId,
      number: (last?.number ?? 0) + 1,
      senderId: personId,
      state: 'sending' as const,
      sent: 0,
      startedAt: now,
    }
    await tx.insert(reminders).values(after)
    await recordChange(tx, {
      actor: { kind: 'person', personId },
      verb: 'remindUnanswered',
      subject: { kind: 'reminders', id: after.id },
      eventId,
      changes: changesBetween('reminders', after.id, null, after),
      now,
    })
    return { ok: true, count }
  })
}
