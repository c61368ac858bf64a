import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { words as wordsOf } from '#app/i18n/translators.server.ts'
import { isoDay, isoTime } from '#app/lib/dates.ts'
import { languages, type LocalText } from '#app/lib/languages.ts'
import { readDay, readTime } from '#app/lib/typed-dates.ts'
import { zonedInstant } from '#app/lib/zoned-time.ts'
import type { ChangeRefusal } from './change-event.server.ts'
import type { NamingRefusal } from './name-co-planner.server.ts'
import {
  attendanceModes,
  eventKinds,
  eventLevels,
  eventZone,
  hasOnline,
  hasVenue,
  missingPlace,
  planningRoles,
  themes,
  type AttendanceMode,
  type ErrorCode,
  type EventInput,
} from './rules.ts'

/** The longest title, description and reason, in characters; the largest room. */
const longest = { title: 200, description: 5000, reason: 1000, name: 120 } as const
const largestCapacity = 10_000

const words = <const W extends readonly [string, ...string[]]>(list: W, missing: ErrorCode) =>
  z.enum(list, { error: missing })
/** Every check has a code of ours, also those that only a forged form fails: Zod's own words are English. */
const line = (most: number, tooLong: ErrorCode) =>
  z
    .string({ error: `${tooLong}:${String(most)}` })
    .trim()
    .max(most, `${tooLong}:${String(most)}`)
    .optional()

const day = z.string({ error: 'dayMissing' }).transform((typed, ctx) => {
  const found = readDay(typed)
  if (found.ok) return found.day
  const { days, month } = found
  ctx.addIssue({ code: 'custom', message: days ? `dayNotInMonth:${String(month)}:${String(days)}` : 'dayUnclear' })
  return z.NEVER
})

const timeOfDay = (missing: ErrorCode) =>
  z.string({ error: missing }).transform((typed, ctx) => {
    const time = readTime(typed)
    if (time === null) ctx.addIssue({ code: 'custom', message: missing })
    return time ?? z.NEVER
  })

const httpsAddress = line(2000, 'linkUnclear').refine(isHttpsAddress, 'linkUnclear')

function isHttpsAddress(typed?: string): boolean {
  return typed === undefined || (/^https:\/\/[^\s/?#@]+\.[^\s]+$/i.test(typed) && URL.canParse(typed))
}

const capacity = z
  .string({ error: 'capacityUnclear' })
  // As the range is written, so it may be typed: 10 000.
  .transform((typed) => typed.replace(/\s/g, ''))
  .refine((typed) => /^\d+$/.test(typed), 'capacityUnclear')
  .transform(Number)
  .refine((people) => people >= 1 && people <= largestCapacity, `capacityRange:${String(largestCapacity)}`)
  .optional()

/** What the answer to a form depends on besides the form. */
export type Known = {
  /** Epoch milliseconds. */
  now: number
  /** The organisers that this person convenes for. */
  organiserIds: string[]
  venueIds: string[]
  /** The event as it is, when it is changed: its own day may have passed, and a published one must have a place. */
  event?: { startsAt: number; answerBy: number | null; published: boolean }
}

/** What one may write about an event. Comes out as the verbs take it. */
export function eventForm(known: Known) {
  const { now, event } = known
  return z
    .object({
      organiserId: words(atLeastOne(known.organiserIds), 'organiserUnknown'),
      kind: words(eventKinds, 'kindMissing'),
      level: words(eventLevels, 'levelMissing'),
      theme: words(themes, 'themeMissing'),
      titleFi: line(longest.title, 'titleLong'),
      titleSv: line(longest.title, 'titleLong'),
      titleEn: line(longest.title, 'titleLong'),
      descriptionFi: line(longest.description, 'descriptionLong'),
      descriptionSv: line(longest.description, 'descriptionLong'),
      descriptionEn: line(longest.description, 'descriptionLong'),
      day: notPast(known, known.event?.startsAt, 'dayPast'),
      startTime: timeOfDay('startTimeMissing'),
      endTime: timeOfDay('endTimeMissing'),
      attendanceMode: words(attendanceModes, 'modeMissing'),
      venueId: z
        .string({ error: 'venueUnknown' })
        .refine((id) => known.venueIds.includes(id), 'venueUnknown')
        .optional(),
      onlineUrl: httpsAddress,
      capacity,
      answerByDay: notPast(known, known.event?.answerBy ?? undefined, 'answerByPast').optional(),
      languages: z.array(words(languages, 'languagesMissing')).min(1, 'languagesMissing'),
    })
    .refine(({ titleFi, titleSv }) => titleFi || titleSv, tellAt('titleFi', 'titleMissing', []))
    .refine(
      ({ startTime, endTime }) => startTime < endTime,
      tellAt('endTime', 'endsBeforeStart', ['startTime', 'endTime']),
    )
    .refine(
      ({ day, answerByDay }) => answerByDay === undefined || answerByDay <= day,
      tellAt('answerByDay', 'answerByAfterStart', ['day', 'answerByDay']),
    )
    .refine(
      (form) => {
        const startsAt = momentOf(form.day, form.startTime)
        return startsAt > now || startsAt === event?.startsAt
      },
      tellAt('startTime', 'timePast', ['day', 'startTime']),
    )
    .refine(
      (form) => !event?.published || !missingPlace(placeOf(form)).includes('venueMissing'),
      tellAt('venueId', 'venueMissing', ['attendanceMode', 'venueId']),
    )
    .refine(
      (form) => !event?.published || !missingPlace(placeOf(form)).includes('linkMissing'),
      tellAt('onlineUrl', 'linkMissing', ['attendanceMode', 'onlineUrl']),
    )
    .transform((form): EventInput => {
      const startsAt = momentOf(form.day, form.startTime)
      const dayEnds = form.answerByDay === undefined ? null : zonedInstant(form.answerByDay, '23:59', eventZone)
      return {
        organiserId: form.organiserId,
        kind: form.kind,
        level: form.level,
        theme: form.theme,
        title: localTextOf({ fi: form.titleFi, sv: form.titleSv, en: form.titleEn }),
        description: localTextOf({ fi: form.descriptionFi, sv: form.descriptionSv, en: form.descriptionEn }),
        startsAt,
        endsAt: momentOf(form.day, form.endTime),
        ...placeOf(form),
        capacity: form.capacity ?? null,
        // The day to its end; on the day of the event, to its start.
        answerBy: dayEnds === null ? null : lastMoment(form.answerByDay ?? '', dayEnds, startsAt),
        languages: form.languages,
      }
    })
}

/** An event as its form shows it. */
export function formValues(event: EventInput): Record<string, string | string[]> {
  const { title, description, startsAt, endsAt, answerBy } = event
  return {
    organiserId: event.organiserId,
    kind: event.kind,
    level: event.level,
    theme: event.theme,
    titleFi: title.fi ?? '',
    titleSv: title.sv ?? '',
    titleEn: title.en ?? '',
    descriptionFi: description.fi ?? '',
    descriptionSv: description.sv ?? '',
    descriptionEn: description.en ?? '',
    day: isoDay(startsAt, eventZone),
    startTime: isoTime(startsAt, eventZone),
    endTime: isoTime(endsAt, eventZone),
    attendanceMode: event.attendanceMode,
    venueId: event.venueId ?? '',
    onlineUrl: event.onlineUrl ?? '',
    capacity: event.capacity === null ? '' : String(event.capacity),
    answerByDay: answerBy === null ? '' : isoDay(answerBy, eventZone),
    languages: event.languages,
  }
}

/** The field beside which a verb's refusal is told, and its code. */
export const refusalAt: Record<ChangeRefusal, { field: string; code: ErrorCode }> = {
  organiserUnknown: { field: 'organiserId', code: 'organiserUnknown' },
  organiserFixed: { field: 'organiserId', code: 'organiserFixed' },
  venueUnknown: { field: 'venueId', code: 'venueUnknown' },
  venueMissing: { field: 'venueId', code: 'venueMissing' },
  linkMissing: { field: 'onlineUrl', code: 'linkMissing' },
  titleMissing: { field: 'titleFi', code: 'titleMissing' },
  endsBeforeStart: { field: 'endTime', code: 'endsBeforeStart' },
  past: { field: 'day', code: 'dayPast' },
  answerByAfterStart: { field: 'answerByDay', code: 'answerByAfterStart' },
  over: { field: '', code: 'over' },
  noSuchEvent: { field: '', code: 'noSuchEvent' },
}

/** The field beside which a refused naming is told; its reason is its code. */
export const namingAt: Record<NamingRefusal, string> = {
  noSuchEvent: '',
  over: '',
  associationUnknown: 'associationId',
  alreadyNamed: 'email',
  accountClosed: 'email',
}

/**
 * Where a check of several fields is told. It is made as soon as the fields that it needs are right, whatever is wrong
 * with others, so that nobody mends a form twice.
 */
function tellAt(field: string, error: ErrorCode, needed: string[]) {
  type Issues = { issues: { path?: PropertyKey[] | undefined }[] }
  const when = ({ issues }: Issues) => !issues.some(({ path }) => needed.includes(String(path?.[0])))
  return { path: [field], error, when }
}

function momentOf(day: string, time: string): number {
  return zonedInstant(day, time, eventZone) ?? 0
}

/** Where it is, less what was typed before the mode changed. */
function placeOf(form: { attendanceMode: AttendanceMode; venueId?: string; onlineUrl?: string }) {
  const { attendanceMode, venueId, onlineUrl } = form
  return {
    attendanceMode,
    venueId: hasVenue(attendanceMode) ? (venueId ?? null) : null,
    onlineUrl: hasOnline(attendanceMode) ? (onlineUrl ?? null) : null,
  }
}

function lastMoment(answerByDay: string, dayEnds: number, startsAt: number): number {
  return answerByDay === isoDay(startsAt, eventZone) ? startsAt : dayEnds + 59_999
}

function notPast(known: Known, kept: number | undefined, past: ErrorCode) {
  const today = isoDay(known.now, eventZone)
  const keptDay = kept === undefined ? null : isoDay(kept, eventZone)
  return day.refine((given) => given >= today || given === keptDay, past)
}

const reason = line(longest.reason, 'reasonLong')
/** Why an event is cancelled: told to everybody. */
export const cancelForm = z
  .object({ reasonFi: reason, reasonSv: reason, reasonEn: reason })
  .refine(({ reasonFi, reasonSv }) => reasonFi || reasonSv, { path: ['reasonFi'], error: 'reasonMissing' })
  .transform(({ reasonFi, reasonSv, reasonEn }) => localTextOf({ fi: reasonFi, sv: reasonSv, en: reasonEn }))

/** Who is asked to plan an agenda: for which association, and where they are told. */
export const plannerForm = z.object({
  associationId: z.string({ error: 'associationUnknown' }),
  name: z
    .string({ error: 'nameMissing' })
    .trim()
    .min(1, 'nameMissing')
    .max(longest.name, `nameLong:${String(longest.name)}`),
  email: z
    .string({ error: 'emailUnclear' })
    .trim()
    .max(254, 'emailUnclear')
    .pipe(z.email({ error: 'emailUnclear' })),
  language: words(languages, 'languageMissing'),
  role: z.enum(planningRoles).default('coPlanner'),
})

/** What a convener's press on an event's own page asks for. */
export const publishForm = z.object({ intent: z.literal('publish') })
/** Whom to take out of a planning group, or what somebody there may do from now on. */
export const groupForm = z.object({ intent: z.enum(['remove', ...planningRoles]), personId: z.string().max(40) })

/** What a calendar's filters say. What they do not know is no filter. */
export const calendarFilter = z.object({
  organiser: z.string().max(60).optional().catch(undefined),
  kind: z.enum(eventKinds).optional().catch(undefined),
  theme: z.enum(themes).optional().catch(undefined),
})

type Translate = ReturnType<typeof wordsOf>

/** One code, with its numbers, as a sentence in the language of `t`. */
export function sentenceOf(code: string, t: Translate): string {
  const [name = '', first, second] = code.split(':')
  if (name === 'dayNotInMonth') {
    const month = t(`events:monthsIn.${(first ?? '1') as '1'}`)
    return t('events:errors.dayNotInMonth', { month, days: second })
  }
  return t(`events:errors.${name as 'titleLong'}`, { count: Number(first), most: Number(first) })
}

/** The answer to a form with its codes made sentences; what was typed goes along. */
export function inWords(result: SubmissionResult, t: Translate): SubmissionResult {
  const said = (codes: string[] | null) => codes?.map((code) => sentenceOf(code, t)) ?? null
  const error = Object.entries(result.error ?? {}).map(([field, codes]) => [field, said(codes)])
  return { ...result, error: Object.fromEntries(error) as Record<string, string[] | null> }
}

function localTextOf(texts: Record<'fi' | 'sv' | 'en', string | undefined>): LocalText {
  return Object.fromEntries(languages.flatMap((language) => (texts[language] ? [[language, texts[language]]] : [])))
}

function atLeastOne(list: string[]): [string, ...string[]] {
  // Nobody's id: with no organiser to choose from, every choice is unknown.
  return [list[0] ?? '', ...list.slice(1)]
}
