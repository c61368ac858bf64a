import { recipientKey, type InvitedKind } from '#app/features/directory/rules.ts'
import type { AttendanceMode, EventState } from '#app/features/events/rules.ts'
import {
  drawAtOf,
  freeSeats,
  mostOf,
  organisationLeft,
  poolOf,
  queueOf,
  seatsFor,
  type Claim,
  type Place,
  type SeatRules,
} from '#app/features/seats/rules.ts'

/** What an invitee said. */
export const answers = ['none', 'yes', 'maybe', 'no'] as const
export type Answer = (typeof answers)[number]
/** What an invitee can say. */
export const givenAnswers = ['yes', 'maybe', 'no'] as const
export type GivenAnswer = (typeof givenAnswers)[number]

/** The answer that an address names, or null. */
export function givenAnswer(word: string | null): GivenAnswer | null {
  return givenAnswers.find((answer) => answer === word) ?? null
}

/**
 * planned: starts at `sendAt`; stopped: the event was cancelled or over before everybody's turn came, or a person called
 * the planned sending off.
 */
export const sendingStates = ['planned', 'sending', 'sent', 'stopped'] as const
export type SendingState = (typeof sendingStates)[number]

/** Why an answer is not taken. */
export type Refusal =
  | { reason: 'withdrawn' }
  | { reason: 'cancelled' }
  | { reason: 'over' }
  | { reason: 'tooLate'; answerBy: number }
  /** `seatsLeft` of the `wanted` fit; what was answered before still holds. */
  | { reason: 'full'; seatsLeft: number; wanted: number }
  /** One organisation may bring `most`; what was answered before still holds. */
  | { reason: 'overLimit'; most: number; wanted: number }

/** The most people one invitation can bring. */
export const largestParty = 20

/**
 * Seats that a party takes. Capacity is of the hall: at a hybrid event those who take part online need none. Without a hall
 * everybody counts, for a capacity that a convener gave to an online event is the meeting's own. Right for sums of parties too.
 */
export function seatsOf(mode: AttendanceMode, party: { people: number; online: number }): number {
  return mode === 'hybrid' ? party.people - party.online : party.people
}

/** How many of a party, or of many, take part online. */
export function onlineOf(mode: AttendanceMode, party: { people: number; online: number }): number {
  return { inPerson: 0, hybrid: party.online, online: party.people }[mode]
}

/** What guests show at the door: the beginning of the invitation's id, which opens nothing by itself. */
export function doorCode(invitationId: string): string {
  return invitationId.slice(0, 6)
}

/** What the decision needs to know, gathered in the same transaction. */
export type Asked = {
  id: string
  recipientKind: InvitedKind
  recipientId: string
  withdrawnAt: number | null
  answer: Answer
  place: Place
  people: number
  online: number
  waitingSince: number | null
  seatRules: SeatRules
  event: {
    state: EventState
    startsAt: number
    endsAt: number
    answerBy: number | null
    capacity: number | null
    attendanceMode: AttendanceMode
  }
  /** All who hold seats, are offered some or wait, this invitee among them. */
  claims: Claim[]
  /** This invitee's own claim; null when it holds nothing and waits for nothing. */
  claim: Claim | null
}

type Seating = Pick<Asked, 'event' | 'seatRules' | 'claims' | 'claim' | 'recipientKind'>

/** Seats that this invitee can have now, its own included. Infinity when there is no limit. */
export function seatsLeft({ event, seatRules, claims, claim, recipientKind }: Seating): number {
  return seatsFor(poolOf(event, seatRules), claims, claim, recipientKind)
}

/**
 * The place in the queue, from 1 on: that of one who waits, or the one that a yes would bring. Null: no queue for this
 * invitee, who has seats, is offered some, or could have one now; and before a draw, which alone gives places.
 */
export function queuePlace(asked: Seating): number | null {
  if (drawAtOf(asked.event, asked.seatRules) !== null) return null
  const queue = queueOf(asked.claims)
  const own = queue.findIndex(({ id }) => id === asked.claim?.id)
  if (own >= 0) return own + 1
  return asked.claim === null && seatsLeft(asked) === 0 ? queue.length + 1 : null
}

/** The most people that this invitee's organisation may still bring by its limit; what it said before holds, whatever the limit. */
function mostByLimit({ id, recipientKind, recipientId, seatRules, claims, claim }: Asked): number {
  const own = { id, organisation: recipientKey({ kind: recipientKind, id: recipientId }) }
  return Math.max(claim?.people ?? 0, organisationLeft(seatRules.organisationLimit, claims, own))
}

/** Would a yes that brings no seats now wait for them, and how many people fit, now or ever? */
function roomFor(asked: Asked): { waits: boolean; fits: number } {
  const left = seatsLeft(asked)
  const waits = asked.place === 'waiting' || (asked.place === 'none' && left === 0)
  return { waits, fits: waits ? mostOf(poolOf(asked.event, asked.seatRules), asked.recipientKind) : left }
}

/** The most people that this invitee can say now, a party at most: what fits, or what may wait, within the organisation's limit. */
export function mostPeople(asked: Asked): number {
  // Online there is room for all.
  if (asked.event.attendanceMode === 'hybrid') return largestParty
  return Math.max(1, Math.min(roomFor(asked).fits, mostByLimit(asked), largestParty))
}

/** What an invitee is told of the seats before choosing: the draw that lies ahead, its group's quota, its organisation's limit. */
export function seatTerms({ event, seatRules, claims, recipientKind }: Seating) {
  const { capacity, quotas = {}, drawAt = null } = poolOf(event, seatRules)
  return {
    drawAt,
    /** People who have asked for a seat of the draw, and seats that it gives. */
    asked: queueOf(claims).reduce((sum, { people }) => sum + people, 0),
    seats: capacity === null ? 0 : freeSeats({ capacity, startsAt: event.startsAt }, claims),
    quota: quotas[recipientKind] ?? null,
    limit: seatRules.organisationLimit,
  }
}

/** What an answer comes to: seats now, the queue, or nothing for whoever does not come. */
export type Outcome = { place: 'none' | 'seat' | 'waiting' } | { refusal: Refusal }

/**
 * What becomes of this answer now. "No" and "maybe" take no seat, but come too late all the same; who answers in time and finds no
 * seat gets into the queue, and before a draw everybody does. Raising the count past what fits is refused, and what was
 * answered before still holds.
 * @param by.convener recorded for the invitee, who telephoned: after the deadline too
 * @param by.overLimit the convener lets the organisation bring more than its limit, knowingly
 */
export function outcomeOf(
  asked: Asked,
  wish: { answer: GivenAnswer; people: number; online: number },
  now: number,
  by: { convener?: boolean; overLimit?: boolean } = {},
): Outcome {
  const refusal = refusalOf(asked, wish.answer, now, by.convener)
  if (refusal) return { refusal }
  if (wish.answer !== 'yes') return { place: 'none' }
  const wanted = seatsOf(asked.event.attendanceMode, wish)
  const most = by.overLimit ? Infinity : mostByLimit(asked)
  if (wanted > most) return { refusal: { reason: 'overLimit', most, wanted } }
  if (wanted <= seatsLeft(asked)) return { place: 'seat' }
  const { waits, fits } = roomFor(asked)
  return waits && wanted <= fits ? { place: 'waiting' } : { refusal: { reason: 'full', seatsLeft: fits, wanted } }
}

/** Why this answer is refused now, whatever seats there are, or null. */
export function refusalOf(
  asked: Pick<Asked, 'withdrawnAt' | 'place' | 'waitingSince' | 'event'>,
  answer: GivenAnswer | null,
  now: number,
  byConvener = false,
): Refusal | null {
  if (asked.withdrawnAt !== null) return { reason: 'withdrawn' }
  if (asked.event.state === 'cancelled') return { reason: 'cancelled' }
  if (asked.event.state === 'held' || now >= asked.event.endsAt) return { reason: 'over' }
  const { answerBy } = asked.event
  if (answerBy === null || now <= answerBy || byConvener || isOpenAfterDeadline(asked, answer)) return null
  return { reason: 'tooLate', answerBy }
}

/** An offer is answered while it stands, and whoever came through the queue may leave it or give the seat back at any time. */
function isOpenAfterDeadline(asked: Pick<Asked, 'place' | 'waitingSince'>, answer: GivenAnswer | null): boolean {
  if (asked.place === 'offered') return answer !== 'maybe'
  return answer === 'no' && asked.waitingSince !== null && asked.place !== 'none'
}

/** How many come when an invitee says this: nobody unless it is yes, then at least one, else as many as it said before. */
export function peopleOf(
  asked: Pick<Asked, 'answer' | 'people'>,
  wish: { answer: GivenAnswer; people?: number },
): number {
  if (wish.answer !== 'yes') return 0
  return wish.people ?? (asked.answer === 'yes' ? asked.people : 1)
}

/** How many of those who come take part online: as many as is said now, else as many as it said before. Only where one can choose. */
export function onlinePeopleOf(
  asked: Pick<Asked, 'answer' | 'online' | 'event'>,
  wish: { online?: number },
  people: number,
): number {
  if (asked.event.attendanceMode !== 'hybrid') return 0
  return Math.min(people, wish.online ?? (asked.answer === 'yes' ? asked.online : 0))
}

/** An association or a body is many (*te*), an official, an elected official or a guest is one (*sinä*). */
export const voices = ['group', 'person'] as const
export type Voice = (typeof voices)[number]
export function voiceOf(kind: InvitedKind): Voice {
  return kind === 'association' || kind === 'body' ? 'group' : 'person'
}

/** Why nobody can be invited to an event now, or null. */
export function inviteRefusalOf(
  event: { state: EventState; endsAt: number },
  now: number,
): 'notPublished' | 'over' | null {
  if (event.state === 'held' || now >= event.endsAt) return 'over'
  return event.state === 'published' ? null : 'notPublished'
}

/** The same in words for its convener: a cancelled event is not published either, but publishing is not what helps. */
export function shownRefusal<Refusal>(event: { state: EventState }, refusal: Refusal): Refusal | 'cancelled' {
  return refusal === 'notPublished' && event.state === 'cancelled' ? 'cancelled' : refusal
}

/** Why a sending cannot start at that moment, or null. `answerBy`: an invitation after it could not be answered. */
export function sendAtRefusalOf(
  event: { startsAt: number; answerBy: number | null },
  sendAt: number,
  now: number,
): 'past' | 'afterStart' | 'afterAnswerBy' | null {
  if (sendAt <= now) return 'past'
  if (sendAt >= event.startsAt) return 'afterStart'
  return event.answerBy !== null && sendAt >= event.answerBy ? 'afterAnswerBy' : null
}

/** The parts that the list of the invited is shown in. `waiting`: in the queue, offers included. */
export const invitationFilters = ['none', 'answered', 'waiting', 'notReached', 'withdrawn'] as const
/** The invited on one page of the list. */
export const listLength = 100
export type InvitationFilter = (typeof invitationFilters)[number]

/** Recipients invited in one transaction of a sending: so few that nothing else waits for it noticeably. */
export const letterChunk = 10
