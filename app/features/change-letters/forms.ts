import { z } from 'zod'

/** A press on the notice of a change that waits, and the page it stands on. */
export const decisionForm = z.object({
  change: z.string().max(100),
  decision: z.enum(['send', 'drop']),
  back: z.enum(['event', 'invitations']),
})
