import { z } from 'zod'
import { needKinds } from './rules.ts'

export const longestNeed = 300

/** What is wrong with a field; the page has words for each. */
export type NeedTrouble = 'textLong'

/** Ticks and one short text. Nothing ticked and nothing written takes back what was told before. */
export const needsForm = z.object({
  kinds: z.array(z.enum(needKinds)).max(needKinds.length).default([]),
  text: z
    .string()
    .default('')
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .refine((text) => text.length <= longestNeed, { error: 'textLong' satisfies NeedTrouble }),
})

/** A press on the page of needs. */
export const needsPress = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('look') }),
  z.object({ intent: z.literal(['order', 'takeBack']), kind: z.enum(needKinds) }),
  z.object({ intent: z.literal(['name', 'remove']), personId: z.string().min(1).max(100) }),
])
