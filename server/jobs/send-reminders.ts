import { system } from '#app/features/audit/rules.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { sendReminderChunk } from '#app/features/reminders/send-reminder-chunk.server.ts'
import type { Services } from '../services.ts'
import type { Job } from './repeat.ts'

/** Writes the letters of running reminders, chunk by chunk. */
export function sendReminders({ db, context }: Services): Job {
  return {
    every: 30_000,
    async run(stopping) {
      let more = true
      while (more && !stopping.aborted) {
        const chunk = await sendReminderChunk(db, { actor: system, now: context.now() })
        ;({ more } = chunk)
        if (chunk.eventId === null) continue
        context.announce(eventChanged(chunk.eventId))
        context.wake('deliverMail')
      }
    },
  }
}
