import { system } from '#app/features/audit/rules.ts'
import { eraseNeeds as erase } from '#app/features/needs/erase-needs.server.ts'
import type { Services } from '../services.ts'
import type { Job } from './repeat.ts'

/** Erases needs whose time is over (GDPR-1). */
export function eraseNeeds({ db, context }: Services): Job {
  return {
    every: 3_600_000,
    async run(stopping) {
      let more = true
      while (more && !stopping.aborted) ({ more } = await erase(db, { actor: system, now: context.now() }))
    },
  }
}
