import { system } from '#app/features/audit/rules.ts'
import { holdEvents as hold } from '#app/features/events/hold-events.server.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import type { Services } from '../services.ts'
import type { Job } from './repeat.ts'

/** Marks events that are over as held. */
export function holdEvents({ db, context }: Services): Job {
  return {
    every: 60_000,
    async run() {
      const { held } = await hold(db, { actor: system, now: context.now() })
      for (const eventId of held) context.announce(eventChanged(eventId))
    },
  }
}
