import type { AudienceRule } from '#app/features/audiences/rules.ts'
import { isOpen } from '#app/features/proposals/rules.ts'
import type { EventState } from '#app/features/events/rules.ts'
import { languages, type Language, type LocalText } from '#app/lib/languages.ts'

/** draft: being prepared; sending and reminding: a job writes its letters; sent: all have theirs. */
export const surveyStates = ['draft', 'sending', 'sent', 'reminding'] as const
export type SurveyState = (typeof surveyStates)[number]

type Event = { state: EventState; startsAt: number }
type Survey = { state: SurveyState; closesAt: number | null }

/** Nobody is reminded twice within this time, however often the button is pressed. */
export const surveyReminderPause = 24 * 3_600_000

/** Associations asked or reminded in one transaction: so few that nothing else waits for it noticeably. */
export const surveyChunk = 10

/** The longest text of a convener above the question, in characters. */
export const longestSurveyText = 2000

/** The most topics of one association that a survey takes: somebody who passes the link on fills no list. */
export const mostTopics = 10

/** The invited on one page of the list. */
export const surveyListLength = 100

/** May associations still propose and support by their links? Ends by itself on the last day, and when the event begins. */
export function isSurveyOpen(survey: Survey, event: Event, now: number): boolean {
  return survey.state !== 'draft' && survey.closesAt !== null && now <= survey.closesAt && isOpen(event, now)
}

/** What is wrong with a last day to answer, or null. */
export function closingRefusal(event: Event, closesAt: number, now: number): 'dayPast' | 'dayLate' | null {
  if (closesAt <= now) return 'dayPast'
  return closesAt >= event.startsAt ? 'dayLate' : null
}

/** Why nobody is reminded now, or null. */
export function surveyReminderRefusal(
  survey: Survey & { remindedAt: number | null },
  event: Event,
  now: number,
): 'closed' | 'sending' | 'tooSoon' | null {
  if (!isSurveyOpen(survey, event, now)) return 'closed'
  if (survey.state !== 'sent') return 'sending'
  return survey.remindedAt !== null && now < survey.remindedAt + surveyReminderPause ? 'tooSoon' : null
}

/** Only associations propose topics: bodies and officials of a saved audience are left out. */
export function associationsOnly(rule: AudienceRule): AudienceRule {
  const ofAssociations = (keys: string[]) => keys.filter((key) => key.startsWith('association:'))
  return {
    ...rule,
    bodyIds: [],
    officials: false,
    elected: false,
    added: ofAssociations(rule.added),
    without: ofAssociations(rule.without),
  }
}

/** Languages of recipients in which nothing is written, with how many they are: those get the Finnish text. */
export function missingTexts(
  text: LocalText,
  letters: Record<Language, number>,
): { language: Language; count: number }[] {
  return languages
    .filter((language) => letters[language] > 0 && !text[language])
    .map((language) => ({ language, count: letters[language] }))
}

/** The parts that the list of the asked is shown in. */
export const surveyParts = ['unanswered', 'answered', 'notReached'] as const
export type SurveyPart = (typeof surveyParts)[number]
export type SurveyCounts = Record<SurveyPart, number>

/** Why a press behind a survey's link is refused. */
export const linkRefusals = ['closed', 'many', 'noSuchProposal', 'ownProposal', 'answered', 'withdrawn'] as const
export type LinkRefusal = (typeof linkRefusals)[number]
