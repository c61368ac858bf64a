import { system } from '#app/features/audit/rules.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { sendSurveyChunk } from '#app/features/topic-surveys/send-survey-chunk.server.ts'
import type { Services } from '../services.ts'
import type { Job } from './repeat.ts'

/** Writes the letters of surveys of topics and of their reminders, chunk by chunk. */
export function sendSurveys({ db, context }: Services): Job {
  return {
    every: 30_000,
    async run(stopping) {
      let more = true
      while (more && !stopping.aborted) {
        const chunk = await sendSurveyChunk(db, { actor: system, now: context.now() })
        ;({ more } = chunk)
        if (chunk.eventId === null) continue
        context.announce(eventChanged(chunk.eventId))
        context.wake('deliverMail')
      }
    },
  }
}
