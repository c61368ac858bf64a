import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { words as wordsOf } from '#app/i18n/translators.server.ts'
import { languages } from '#app/lib/languages.ts'
import { longest } from './rules.ts'

/** What is wrong with a field: a schema's message is one of these, with its number after a colon; the page has words for each. */
const fieldTroubles = [
  'titleMissing',
  'titleLong',
  'whyMissing',
  'whyLong',
  'minutesUnclear',
  'speakerLong',
  'associationMissing',
  'languageMissing',
  'reasonMissing',
  'reasonLong',
  'commentMissing',
  'commentLong',
] as const
type FieldTrouble = (typeof fieldTroubles)[number]

/** Text with one kind of line break and without its ends. */
const text = (most: number, missing: FieldTrouble, tooLong: FieldTrouble) =>
  z
    .string({ error: missing })
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
    .refine((typed) => typed !== '', missing)
    .refine((typed) => typed.length <= most, `${tooLong}:${String(most)}`)
/** One line: what becomes a title stands in one row. */
const line = (most: number, missing: FieldTrouble, tooLong: FieldTrouble) =>
  text(most, missing, tooLong).transform((typed) => typed.replace(/\s+/g, ' '))

const lang = z.enum(languages, { error: 'languageMissing' satisfies FieldTrouble })
/** An association's id, or nothing: the convener, for the organiser. Whether it is theirs is the verb's to say. */
const forWhom = z
  .string({ error: 'associationMissing' satisfies FieldTrouble })
  .max(100, 'associationMissing' satisfies FieldTrouble)
  .optional()
  .transform((id) => id ?? null)

const minutesUnclear = `minutesUnclear:${String(longest.minutes)}`

const topic = {
  title: line(longest.title, 'titleMissing', 'titleLong'),
  why: text(longest.why, 'whyMissing', 'whyLong'),
  minutes: z
    .string({ error: minutesUnclear })
    .transform((typed) => typed.trim())
    .refine((typed) => /^\d{1,4}$/.test(typed), minutesUnclear)
    .transform(Number)
    .refine((minutes) => minutes >= 1 && minutes <= longest.minutes, minutesUnclear),
  speaker: z
    .string({ error: 'speakerLong' satisfies FieldTrouble })
    .default('')
    .transform((typed) => typed.replace(/\s+/g, ' ').trim())
    .refine((typed) => typed.length <= longest.speaker, `speakerLong:${String(longest.speaker)}`),
  lang,
}

/** A new proposal. */
export const proposalForm = z
  .object({ associationId: forWhom, ...topic })
  .transform(({ associationId, ...rest }) => ({ associationId, topic: rest }))
/** The same, changed by its proposer: for whom it is stays. */
export const changeForm = z.object(topic)

export const commentForm = z.object({
  associationId: forWhom,
  text: text(longest.comment, 'commentMissing', 'commentLong'),
  lang,
})

export const declineForm = z.object({ reason: text(longest.reason, 'reasonMissing', 'reasonLong'), lang })

/** Which form of a proposal's page was sent. */
export const intents = ['comment', 'deleteComment', 'decline', 'withdraw'] as const
export type Intent = (typeof intents)[number]
export const intentForm = z.object({ intent: z.enum(intents), commentId: z.string().max(100).default('') })

/** A press on a proposal, from its page or from beside the agenda. `back`: where a plain form is led afterwards. */
export const pressForm = z.object({
  intent: z.enum(['support', 'unsupport', 'take']),
  associationId: z.string().max(100).default(''),
  back: z.literal('agenda').optional(),
})

type Translate = ReturnType<typeof wordsOf>

/** The answer to a form with its codes made sentences; what was typed goes along. */
export function inWords(result: SubmissionResult, t: Translate): SubmissionResult {
  const sentence = (code: string) => {
    const [name = '', most] = code.split(':')
    const trouble = fieldTroubles.find((each) => each === name)
    // A verb's refusal is a sentence already.
    return trouble ? t(`proposals:errors.${trouble}`, { most }) : code
  }
  const error = Object.entries(result.error ?? {}).map(([field, codes]) => [field, codes?.map(sentence) ?? null])
  return { ...result, error: Object.fromEntries(error) as Record<string, string[] | null> }
}
