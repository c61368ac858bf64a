import { z } from 'zod'
import type { Audience } from '#app/features/directory/rules.ts'
import { languages } from '#app/lib/languages.ts'
import { queueSteps } from '#app/features/seats/rules.ts'
import { givenAnswers, largestParty } from './rules.ts'

const longestMessage = 1000
const longestGreeting = 3000

/** What is wrong with a field; the page has words for each. */
export type FieldTrouble = 'answerMissing' | 'peopleRange' | 'messageLong' | 'greetingLong'
const trouble = (word: FieldTrouble) => ({ error: word })

/** Text as it was typed, less the ends and with one kind of line break; null when nothing is left. */
const typed = (limit: number, word: FieldTrouble) =>
  z
    .string(trouble(word))
    .default('')
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .refine((text) => text.length <= limit, trouble(word))

/** One press on an answer (`part` answer), or the details that come after it (`part` details). */
export const answerForm = z
  .object({
    part: z.enum(['answer', 'details'], trouble('answerMissing')).default('answer'),
    answer: z.enum(givenAnswers, trouble('answerMissing')),
    people: z
      .number(trouble('peopleRange'))
      .int(trouble('peopleRange'))
      .min(1, trouble('peopleRange'))
      .max(largestParty, trouble('peopleRange'))
      .optional(),
    message: typed(longestMessage, 'messageLong'),
  })
  .refine((form) => form.part === 'answer' || form.answer !== 'yes' || form.people !== undefined, {
    path: ['people'],
    error: 'peopleRange' satisfies FieldTrouble,
  })

const ids = z.array(z.string().max(100)).max(5000)

/** An audience as its form and the address of its list say it. */
export const audienceForm = z.object({
  associations: z.boolean().default(false),
  officials: z.boolean().default(false),
  elected: z.boolean().default(false),
  body: ids.default([]),
  association: ids.default([]),
})

export function audienceOf(form: z.output<typeof audienceForm>): Audience {
  const { associations, officials, elected, body, association } = form
  return { associations, officials, elected, bodyIds: body, associationIds: association }
}

export function isNobody(audience: Audience): boolean {
  const { associations, officials, elected, bodyIds, associationIds } = audience
  return !associations && !officials && !elected && bodyIds.length + associationIds.length === 0
}

/** The sending: its own id (made with the page, so that a second press is the same sending), who is ticked, greetings. */
export const sendingForm = z.object({
  sending: z.string().regex(/^[0-9a-z]{20}$/),
  recipient: ids.default([]),
  greeting: z
    .object(
      Object.fromEntries(languages.map((language) => [language, typed(longestGreeting, 'greetingLong')])) as Record<
        (typeof languages)[number],
        ReturnType<typeof typed>
      >,
    )
    .partial()
    .default({}),
})

export const withdrawForm = z.object({ invitationId: z.string().max(100) })

/** One press in the queue: whom, and where to, or that free seats are offered now. */
export const queueForm = z.object({
  invitationId: z.string().max(100),
  queue: z.enum([...queueSteps, 'offer']),
})
