import { z } from 'zod'

/** What becomes of the items that are there. */
export const startModes = ['onlyEmpty', 'append', 'replace'] as const
export type StartMode = (typeof startModes)[number]

/** Which template, and how. */
export const startForm = z.object({
  template: z.string().max(60),
  mode: z.enum(startModes).catch('onlyEmpty'),
})
