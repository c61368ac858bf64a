import { and, eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import type { LetterTexts } from '#app/features/letter-texts/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { autoReminderOf, storedAutoReminder } from './queries.server.ts'
import { settingRefusalOf, type AutoReminderKind, type ReminderPlan, type SettingRefusal } from './rules.ts'
import { autoReminders } from './tables.server.ts'

/** Sets when an automatic reminder goes, or what it says. Who has had it gets no second one. */
export async function saveAutoReminder(
  db: Writer,
  args: {
    eventId: string
    kind: AutoReminderKind
    plan?: ReminderPlan
    letter?: LetterTexts
    actor: Actor
    now: number
  },
): Promise<{ ok: true } | { ok: false; reason: SettingRefusal }> {
  const { eventId, kind, plan, letter, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const reason = event ? settingRefusalOf(event, now) : ('notPublished' as const)
    if (reason) return { ok: false, reason }
    const before = await storedAutoReminder(tx, eventId, kind)
    const id = before?.id ?? newId()
    const after = { id, ...(await autoReminderOf(tx, eventId, kind)), ...plan, ...(letter && { letter }) }
    const changes = changesBetween('auto_reminders', id, before, after)
    if (changes.length === 0) return { ok: true }
    if (before) {
      await tx
        .update(autoReminders)
        .set(after)
        .where(and(eq(autoReminders.eventId, eventId), eq(autoReminders.kind, kind)))
    } else await tx.insert(autoReminders).values(after)
    const subject = { kind: 'auto_reminders', id }
    await recordChange(tx, { actor, verb: 'saveAutoReminder', subject, eventId, changes, now })
    return { ok: true }
  })
}
