import { z } from 'zod'
import { queueSteps } from '#app/features/seats/rules.ts'
import { textIn } from '#app/lib/read-form.ts'
import { readDay, readTime } from '#app/lib/typed-dates.ts'
import { zonedInstant } from '#app/lib/zoned-time.ts'
import { givenAnswers, largestParty } from './rules.ts'

const longestMessage = 1000

/** What is wrong with a field; the page has words for each. */
export type FieldTrouble = 'answerMissing' | 'peopleRange' | 'messageLong'
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

export const withdrawForm = z.object({ invitationId: z.string().max(100) })

/** One press in the queue: whom, and where to, by a step or to a place, from 1 on; or that free seats are offered now. */
export const queueForm = z.discriminatedUnion('queue', [
  z.object({ invitationId: z.string().max(100), queue: z.enum([...queueSteps, 'offer']) }),
  z.object({
    invitationId: z.string().max(100),
    queue: z.literal('to'),
    to: z.coerce.number().int().min(1).max(100_000),
  }),
])

/** When a sending starts, as it was typed. */
export type TypedTime = { when: string; day: string; time: string }

export function typedTimeIn(form: FormData): TypedTime {
  const text = (name: string) => textIn(form, name).slice(0, 40)
  return { when: text('when'), day: text('day'), time: text('time') }
}

/** The moment that was typed, by the clocks of the event's zone; `at` null: now. */
export function sendTimeOf(
  typed: TypedTime,
  zone: string,
): { ok: true; at: number | null } | { ok: false; reason: 'dayWrong' | 'timeWrong' } {
  if (typed.when !== 'later') return { ok: true, at: null }
  const day = readDay(typed.day)
  if (!day.ok) return { ok: false, reason: 'dayWrong' }
  const time = readTime(typed.time)
  const at = time === null ? null : zonedInstant(day.day, time, zone)
  return at === null ? { ok: false, reason: 'timeWrong' } : { ok: true, at }
}
