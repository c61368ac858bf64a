import { system } from '#app/features/audit/rules.ts'
import { sendChangeChunk } from '#app/features/change-letters/send-change-chunk.server.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import type { Services } from '../services.ts'
import type { Job } from './repeat.ts'

/** Writes the letters of changes that have been quiet long enough, and of cancelled events, chunk by chunk. */
export function sendChanges({ db, context }: Services): Job {
  return {
    every: 20_000,
    async run(stopping) {
      let more = true
      while (more && !stopping.aborted) {
        const chunk = await sendChangeChunk(db, { actor: system, now: context.now() })
        ;({ more } = chunk)
        if (chunk.eventId === null) continue
        context.announce(eventChanged(chunk.eventId))
        context.wake('deliverMail')
      }
    },
  }
}
