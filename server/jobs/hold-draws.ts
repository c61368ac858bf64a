import { randomBytes } from 'node:crypto'
import { system } from '#app/features/audit/rules.ts'
import { holdDraw } from '#app/features/draws/hold-draw.server.ts'
import { eventsToDraw } from '#app/features/draws/queries.server.ts'
import { sendDrawChunk } from '#app/features/draws/send-draw-chunk.server.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import type { Services } from '../services.ts'
import type { Job } from './repeat.ts'

/** Draws the seats of events whose time to answer is over, then tells those who took part, chunk by chunk. */
export function holdDraws({ db, context }: Services): Job {
  return {
    every: 60_000,
    async run(stopping) {
      for (const eventId of await eventsToDraw(db.read, context.now())) {
        if (stopping.aborted) return
        const seed = randomBytes(32).toString('hex')
        const { held } = await holdDraw(db, { eventId, seed, actor: system, now: context.now() })
        if (held) context.announce(eventChanged(eventId))
      }
      let more = true
      while (more && !stopping.aborted) {
        ;({ more } = await sendDrawChunk(db, { actor: system, now: context.now() }))
        if (more) context.wake('deliverMail')
      }
    },
  }
}
