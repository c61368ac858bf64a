import { z } from 'zod'
import { textIn } from '#app/lib/read-form.ts'
import { languages, type LocalText } from '#app/lib/languages.ts'
import { readDay } from '#app/lib/typed-dates.ts'
import { zonedInstant } from '#app/lib/zoned-time.ts'
import { longestSurveyText } from './rules.ts'

/** What is wrong with a field; the page has words for each. */
export type SurveyTrouble = 'textMissing' | 'textLong' | 'dayWrong' | 'dayPast' | 'dayLate'

/** The survey as it was typed, and what is wrong with each field. */
export type TypedSurvey = {
  text: Record<(typeof languages)[number], string>
  day: string
}

export function typedSurveyIn(form: FormData): TypedSurvey {
  const typed = (name: string) => textIn(form, name).replace(/\r\n?/g, '\n').trim()
  return {
    text: { fi: typed('text-fi'), sv: typed('text-sv'), en: typed('text-en') },
    day: textIn(form, 'day').slice(0, 40),
  }
}

/** The texts that were written, and the end of the chosen day by the clocks of the event's zone; null: none or no day. */
export function surveyOf(typed: TypedSurvey, zone: string): { text: LocalText; closesAt: number | null } {
  const text = Object.fromEntries(languages.flatMap((one) => (typed.text[one] ? [[one, typed.text[one]]] : [])))
  const day = readDay(typed.day)
  return { text, closesAt: day.ok ? zonedInstant(day.day, '23:59', zone) : null }
}

/** Texts that are missing or too long, by the name of their field. */
export function textTroubles(text: LocalText): Partial<Record<string, SurveyTrouble>> {
  const troubles: Partial<Record<string, SurveyTrouble>> = text.fi ? {} : { 'text-fi': 'textMissing' }
  for (const one of languages) if ((text[one] ?? '').length > longestSurveyText) troubles[`text-${one}`] = 'textLong'
  return troubles
}

/** A press on the page behind a link. `proposal`: the id of the topic, or the new one's own, so that a second try adds none. */
export const linkPress = z.object({
  intent: z.enum(['propose', 'support', 'unsupport', 'withdraw']),
  proposal: z
    .string()
    .regex(/^[0-9a-z]{1,40}$/)
    .catch(''),
})
