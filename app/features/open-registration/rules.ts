import type { AttendanceMode, EventState } from '#app/features/events/rules.ts'
import { outcomeOf, type Asked, type Refusal } from '#app/features/invitations/rules.ts'
import type { words } from '#app/i18n/translators.server.ts'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'

const hour = 3_600_000
/** How long a confirming link works, unless the registration closes before that. */
export const linkLifetime = 24 * hour
/** How long after that the request is kept, so that a late press is told kindly what it was. */
export const keptAfter = 24 * hour
/** Confirming letters that one address gets in a day, of all events: whoever types it may not be its owner. */
export const lettersADay = 5
/** Offered when a registration is opened for the first time. */
export const usualParty = 2
/** Characters. */
export const longest = { name: 80, association: 120 } as const

type Event = {
  state: EventState
  startsAt: number
  endsAt: number
  answerBy: number | null
  capacity: number | null
  attendanceMode: AttendanceMode
}
/** What the convener has set; null where it was never opened. */
export type Registration = { open: boolean; closesAt: number | null; mostPeople: number }

/** Until when one can sign up: what the convener chose, and never later than invitations are answered or the event begins. */
export function closingTime(event: Pick<Event, 'startsAt' | 'answerBy'>, closesAt: number | null): number {
  return Math.min(closesAt ?? Infinity, event.answerBy ?? Infinity, event.startsAt)
}

export type ClosedReason = 'cancelled' | 'over' | 'off' | 'closed'

/** Why nobody can sign up now, or null. */
export function closedReason(event: Event, registration: Registration | null, now: number): ClosedReason | null {
  if (event.state === 'cancelled') return 'cancelled'
  if (event.state === 'held' || now >= event.endsAt) return 'over'
  if (event.state !== 'published' || !registration?.open) return 'off'
  return now > closingTime(event, registration.closesAt) ? 'closed' : null
}

export type RegistrationRefusal = { reason: ClosedReason } | Extract<Refusal, { reason: 'full' }>

/** One who was not there before, as the rules of answering see them. */
export function newcomer(seats: Pick<Asked, 'event' | 'seatRules' | 'claims'>): Asked {
  const nothing = {
    withdrawnAt: null,
    answer: 'none',
    place: 'none',
    people: 0,
    online: 0,
    waitingSince: null,
  } as const
  // Of no organisation: each guest is one of their own.
  return { ...nothing, ...seats, id: '', recipientKind: 'guest', recipientId: '', claim: null }
}

/** Why so many cannot sign up now, or null: they get seats, or a place in the queue, as who was invited would. */
export function registrationRefusal(
  seats: Pick<Asked, 'event' | 'seatRules' | 'claims'>,
  registration: Registration | null,
  people: number,
  now: number,
): RegistrationRefusal | null {
  const reason = closedReason(seats.event, registration, now)
  if (reason) return { reason }
  const outcome = outcomeOf(newcomer(seats), { answer: 'yes', people, online: 0 }, now)
  if (!('refusal' in outcome)) return null
  const { refusal } = outcome
  if (refusal.reason === 'full') return refusal
  // To a guest the limit of one organisation is as many as can come.
  if (refusal.reason === 'overLimit') return { reason: 'full', seatsLeft: refusal.most, wanted: refusal.wanted }
  return { reason: 'closed' }
}

/** The name that stands in the convener's lists. */
export function guestName({ name, association }: { name: string; association: string | null }): string {
  return association === null ? name : `${name}, ${association}`
}

/** The path of the short address. */
export function shortPath(code: string): string {
  return `/r/${code}`
}

/** An address as it is printed and typed: without its scheme. */
export function typedAddress(address: string): string {
  return address.replace(/^https?:\/\//, '')
}

type Words = ReturnType<typeof words>

/** `ti 13.4. klo 23.59`, by the clocks of the event. */
export function momentIn(at: number, zone: string, language: Language, t: Words): string {
  return t('invitations:rsvp.dayAndTime', {
    day: weekdayAndDay(at, zone, language),
    time: clock(at, zone, language),
  })
}

/** The beginning of a text that a notice has room for, cut between words. */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).trimEnd()} …`
}
