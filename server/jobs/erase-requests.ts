import { system } from '#app/features/audit/rules.ts'
import { eraseRequests as erase } from '#app/features/open-registration/erase-requests.server.ts'
import type { Services } from '../services.ts'
import type { Job } from './repeat.ts'

/** Erases what guests typed and nobody confirmed, a day after its time. */
export function eraseRequests({ db, context }: Services): Job {
  return {
    every: 3_600_000,
    async run(stopping) {
      let more = true
      while (more && !stopping.aborted) ({ more } = await erase(db, { actor: system, now: context.now() }))
    },
  }
}
