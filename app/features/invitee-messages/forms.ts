import { z } from 'zod'
import { longestInviteeMessage } from './rules.ts'

/** What is wrong with the message; the page has words for each. */
export type MessageTrouble = 'textMissing' | 'textLong'
const trouble = (word: MessageTrouble) => ({ error: word })

/** A message, and its own id: a second press of the same form sends no second one. */
export const messageForm = z.object({
  id: z
    .string()
    .regex(/^[0-9a-z]{20}$/)
    .optional()
    .catch(undefined),
  text: z
    .string(trouble('textMissing'))
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .refine((text) => text !== '', trouble('textMissing'))
    .refine((text) => text.length <= longestInviteeMessage, trouble('textLong')),
})
