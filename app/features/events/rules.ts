import { zonedParts } from '#app/lib/dates.ts'
import type { Scope } from '#app/features/people/rules.ts'
import type { Language, LocalText } from '#app/lib/languages.ts'

export const eventKinds = [
  'forum',
  'workshop',
  'hearing',
  'negotiation',
  'infoMeeting',
  'bodyMeeting',
  'other',
] as const
export type EventKind = (typeof eventKinds)[number]

export const eventLevels = ['municipality', 'subregion', 'county'] as const
export type EventLevel = (typeof eventLevels)[number]

export const eventStates = ['draft', 'published', 'cancelled', 'held'] as const
export type EventState = (typeof eventStates)[number]

export const attendanceModes = ['inPerson', 'online', 'hybrid'] as const
export type AttendanceMode = (typeof attendanceModes)[number]

/** The twelve themes of the cooperation. */
export const themes = [
  'forum',
  'wellbeingWork',
  'grants',
  'budget',
  'liaison',
  'statutoryBodies',
  'guidingDocuments',
  'venues',
  'groundRules',
  'communication',
  'serviceWhole',
  'servicePaths',
] as const
export type Theme = (typeof themes)[number]

/**
 * What can be wrong with a form about an event. A schema's message is one of these, with its numbers after colons; the
 * page makes it a sentence.
 */
export const errorCodes = [
  'titleMissing',
  'titleLong',
  'descriptionLong',
  'kindMissing',
  'levelMissing',
  'themeMissing',
  'organiserUnknown',
  'organiserFixed',
  'dayMissing',
  'dayUnclear',
  'dayNotInMonth',
  'dayPast',
  'startTimeMissing',
  'endTimeMissing',
  'timePast',
  'endsBeforeStart',
  'modeMissing',
  'venueUnknown',
  'venueMissing',
  'linkUnclear',
  'linkMissing',
  'capacityUnclear',
  'capacityRange',
  'answerByAfterStart',
  'answerByPast',
  'languagesMissing',
  'reasonMissing',
  'reasonLong',
  'associationUnknown',
  'nameMissing',
  'nameLong',
  'emailUnclear',
  'languageMissing',
  'alreadyNamed',
  'accountClosed',
  'over',
  'noSuchEvent',
  'notPublished',
  'notDraft',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** What somebody named to a planning group may do: edit the agenda, or read its draft. */
export const planningRoles = ['coPlanner', 'reader'] as const
export type PlanningRole = (typeof planningRoles)[number]

/** The zone of every event; stored with it (ruling: no picker). */
export const eventZone = 'Europe/Helsinki'

/** Published events, also cancelled and held ones, are for everybody; a draft is for those who plan it. */
export function isPublic(state: EventState): boolean {
  return state !== 'draft'
}

/** What the authorisation table is asked about this event. */
export function scopeOf(event: {
  id: string
  organiserId: string
  coOrganisers: { id: string }[]
  state: EventState
}): Scope {
  return {
    eventId: event.id,
    organiserId: event.organiserId,
    coOrganiserIds: event.coOrganisers.map(({ id }) => id),
    published: isPublic(event.state),
  }
}

/** The topic that open pages about an event listen to. */
export function eventChanged(eventId: string): string {
  return `event:${eventId}`
}

/** What a convener writes about an event: the whole of it but its state. Times are epoch milliseconds. */
export type EventInput = {
  organiserId: string
  kind: EventKind
  level: EventLevel
  theme: Theme
  title: LocalText
  description: LocalText
  startsAt: number
  endsAt: number
  attendanceMode: AttendanceMode
  venueId: string | null
  /** Where to join online: https only. */
  onlineUrl: string | null
  /** People that fit; null: no limit. */
  capacity: number | null
  answerBy: number | null
  languages: Language[]
}

/** Why what was written cannot stand, whatever the event's state. */
export type InputRefusal =
  'organiserUnknown' | 'venueUnknown' | 'titleMissing' | 'endsBeforeStart' | 'past' | 'answerByAfterStart'

/**
 * The first thing wrong with the input itself; the verbs look up organiser and venue. `now` bars past dates, except
 * the start that the event has already: a running event's description may be mended.
 */
export function inputRefusal(input: EventInput, now: number, startsNow?: number): InputRefusal | null {
  if (!input.title.fi && !input.title.sv) return 'titleMissing'
  if (input.endsAt <= input.startsAt) return 'endsBeforeStart'
  if (input.startsAt <= now && input.startsAt !== startsNow) return 'past'
  if (input.answerBy !== null && input.answerBy > input.startsAt) return 'answerByAfterStart'
  return null
}

/** What a published event must have. A draft may lack any of it. */
export const publishRefusals = ['notDraft', 'past', 'venueMissing', 'linkMissing', 'answerByPast'] as const
export type PublishRefusal = (typeof publishRefusals)[number]

type Publishable = Pick<EventInput, 'startsAt' | 'attendanceMode' | 'venueId' | 'onlineUrl' | 'answerBy'> & {
  state: EventState
}

/** Everything that keeps this draft from being published, so that the page can name it all at once. */
export function missingForPublishing(event: Publishable, now: number): PublishRefusal[] {
  const missing: PublishRefusal[] = []
  if (event.state !== 'draft') missing.push('notDraft')
  if (event.startsAt <= now) missing.push('past')
  if (event.answerBy !== null && event.answerBy <= now) missing.push('answerByPast')
  return [...missing, ...missingPlace(event)]
}

/** A public event that loses its place or its link would send people nowhere. */
export function missingPlace(
  event: Pick<EventInput, 'attendanceMode' | 'venueId' | 'onlineUrl'>,
): ('venueMissing' | 'linkMissing')[] {
  return [
    ...(event.attendanceMode !== 'online' && !event.venueId ? (['venueMissing'] as const) : []),
    ...(event.attendanceMode !== 'inPerson' && !event.onlineUrl ? (['linkMissing'] as const) : []),
  ]
}

const scheduleColumns = ['startsAt', 'endsAt', 'attendanceMode', 'venueId', 'onlineUrl'] as const

/** Time or place differ: calendars must hear of it as a new SEQUENCE (RFC 5545 3.8.7.4). */
export function scheduleDiffers(
  before: Pick<EventInput, (typeof scheduleColumns)[number]>,
  after: Pick<EventInput, (typeof scheduleColumns)[number]>,
): boolean {
  return scheduleColumns.some((column) => before[column] !== after[column])
}

/** The online way in, for those the mode lets in that way; what was typed before the mode changed is not shown. */
export function hasOnline(mode: AttendanceMode): boolean {
  return mode !== 'inPerson'
}
export function hasVenue(mode: AttendanceMode): boolean {
  return mode !== 'online'
}

const dayLong = 86_400_000

/** What waits for a convener or a co-planner about one event. */
export type TaskKind =
  | 'draftPast'
  | 'draftNear'
  | 'notInvited'
  | 'agendaMissing'
  | 'notReached'
  | 'noAnswers'
  | 'proposalsWait'
  | 'needsToOrder'
  | 'agendaToPlan'
/** `due`: by when, epoch milliseconds; may have passed. `count`: of what the kind counts. */
export type Task = { kind: TaskKind; due: number; count: number }

/** How far the work on an event is, as later areas know it. */
export type Progress = {
  agendaPublished: boolean
  invited: number
  notReached: number
  unanswered: number
  /** Topics proposed to the agenda that the convener has not answered. */
  proposals: number
  /** What guests need and nobody has ordered yet; `by`: the first day to order it by. */
  orders: { count: number; by: number }
}

type Waiting = { state: EventState; startsAt: number; answerBy: number | null }

/** What its convener should do next, each with a day to do it by: counted back from the event. */
export function convenerTasks(event: Waiting, progress: Progress, now: number): Task[] {
  const { state, startsAt } = event
  const before = (days: number) => startsAt - days * dayLong
  const waiting: Task[] =
    progress.proposals > 0 ? [{ kind: 'proposalsWait', due: before(14), count: progress.proposals }] : []
  if (state === 'draft') {
    if (startsAt <= now) return [{ kind: 'draftPast', due: now, count: 1 }]
    return before(60) <= now ? [{ kind: 'draftNear', due: before(28), count: 1 }, ...waiting] : waiting
  }
  if (state !== 'published' || startsAt <= now) return []
  const answerBy = event.answerBy ?? startsAt
  const tasks: Task[] = [...waiting]
  if (!progress.agendaPublished && before(42) <= now) tasks.push({ kind: 'agendaMissing', due: before(14), count: 1 })
  if (progress.invited === 0 && before(60) <= now) tasks.push({ kind: 'notInvited', due: before(28), count: 1 })
  if (progress.notReached > 0) tasks.push({ kind: 'notReached', due: answerBy, count: progress.notReached })
  const { orders } = progress
  if (orders.count > 0) tasks.push({ kind: 'needsToOrder', due: orders.by, count: orders.count })
  const closing = now <= answerBy && answerBy - 7 * dayLong <= now
  if (progress.unanswered > 0 && closing) tasks.push({ kind: 'noAnswers', due: answerBy, count: progress.unanswered })
  return tasks
}

/** What a co-planner can do: the agenda, until it is published or the event begins. */
export function coPlannerTasks(event: Waiting, agendaPublished: boolean, now: number): Task[] {
  const open = (event.state === 'draft' || event.state === 'published') && event.startsAt > now && !agendaPublished
  return open ? [{ kind: 'agendaToPlan', due: event.startsAt - 14 * dayLong, count: 1 }] : []
}

/** How many forums an organiser has in this calendar year, held, coming and drafted; cancelled ones do not count. */
export function forumsOfYear(
  events: { organiserId: string; kind: EventKind; state: EventState; startsAt: number }[],
  organiserId: string,
  now: number,
): number {
  const { year } = zonedParts(now, eventZone)
  return events.filter(
    (event) =>
      event.organiserId === organiserId &&
      event.kind === 'forum' &&
      event.state !== 'cancelled' &&
      zonedParts(event.startsAt, eventZone).year === year,
  ).length
}
