import { system } from '#app/features/audit/rules.ts'
import { eraseGuests as erase } from '#app/features/guests/erase-guests.server.ts'
import type { Services } from '../services.ts'
import type { Job } from './repeat.ts'

/** Erases names of guests and their answers to questions when their time is over. */
export function eraseGuests({ db, context }: Services): Job {
  return {
    every: 3_600_000,
    async run(stopping) {
      let more = true
      while (more && !stopping.aborted) ({ more } = await erase(db, { actor: system, now: context.now() }))
    },
  }
}
