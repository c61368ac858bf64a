import type { RecipientKind } from '#app/features/directory/rules.ts'
import type { EventState } from '#app/features/events/rules.ts'

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

/** Whether the invitee holds seats. Waiting and offered come with the waiting list. */
export const places = ['none', 'seat'] as const

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

/** The most people one invitation can bring. */
export const largestParty = 20

/** What the decision needs to know, gathered in the same transaction. */
export type Asked = {
  withdrawnAt: number | null
  answer: Answer
  people: number
  event: { state: EventState; endsAt: number; answerBy: number | null; capacity: number | null }
  /** Seats taken by everybody, this invitee's own included. */
  seatsTaken: number
}

/**
 * Seats that this invitee can have: the free ones and its own, which it keeps also when the capacity was lowered below
 * what is taken. Infinity when there is no limit.
 */
export function seatsLeft(asked: Asked): number {
  if (asked.event.capacity === null) return Infinity
  const own = asked.answer === 'yes' ? asked.people : 0
  return Math.max(own, asked.event.capacity - (asked.seatsTaken - own))
}

/** Why this answer is refused now, or null. "No" and "maybe" take no seat, but come too late all the same. */
export function refusalOf(asked: Asked, wish: { answer: GivenAnswer; people: number }, now: number): Refusal | null {
  if (asked.withdrawnAt !== null) return { reason: 'withdrawn' }
  if (asked.event.state === 'cancelled') return { reason: 'cancelled' }
  if (asked.event.state === 'held' || now >= asked.event.endsAt) return { reason: 'over' }
  if (asked.event.answerBy !== null && now > asked.event.answerBy) {
    return { reason: 'tooLate', answerBy: asked.event.answerBy }
  }
  if (wish.answer !== 'yes') return null
  const left = seatsLeft(asked)
  return wish.people > left ? { reason: 'full', seatsLeft: left, wanted: wish.people } : null
}

/** How many come when an invitee says this: nobody unless it is yes, then at least one, else as many as it said before. */
export function peopleOf(
  asked: Pick<Asked, 'answer' | 'people'>,
  wish: { answer: GivenAnswer; people?: number },
): number {
  if (wish.answer !== 'yes') return 0
  return wish.people ?? (asked.answer === 'yes' ? asked.people : 1)
}

/** An association or a body is many (*te*), an official or an elected official is one (*sinä*). */
export const voices = ['group', 'person'] as const
export type Voice = (typeof voices)[number]
export function voiceOf(kind: RecipientKind): Voice {
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

/** The parts that the list of the invited is shown in. */
export const invitationFilters = ['none', 'answered', 'notReached', 'withdrawn'] as const
export type InvitationFilter = (typeof invitationFilters)[number]

/** Recipients invited in one transaction of a sending: so few that nothing else waits for it noticeably. */
export const letterChunk = 10
