import { system } from '#app/features/audit/rules.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { dueReminders } from '#app/features/reminders/queries.server.ts'
import { sendAutoReminderChunk } from '#app/features/reminders/send-auto-reminder-chunk.server.ts'
import { sendReminderChunk } from '#app/features/reminders/send-reminder-chunk.server.ts'
import type { Services } from '../services.ts'
import type { Job } from './repeat.ts'

/** Writes the letters of running reminders, and of those that are due by themselves, chunk by chunk. */
export function sendReminders({ db, context }: Services): Job {
  function tell(eventId: string) {
    context.announce(eventChanged(eventId))
    context.wake('deliverMail')
  }
  return {
    every: 30_000,
    async run(stopping) {
      let more = true
      while (more && !stopping.aborted) {
        const chunk = await sendReminderChunk(db, { actor: system, now: context.now() })
        ;({ more } = chunk)
        if (chunk.eventId !== null) tell(chunk.eventId)
      }
      for (const due of await dueReminders(db.read, context.now())) {
        more = true
        while (more && !stopping.aborted) {
          const chunk = await sendAutoReminderChunk(db, { ...due, actor: system, now: context.now() })
          ;({ more } = chunk)
          if (chunk.sent > 0) tell(due.eventId)
        }
      }
    },
  }
}
