import type { EventState } from '#app/features/events/rules.ts'

/** stopped: the event was cancelled, over, or past its last day to answer before everybody's turn came. */
export const reminderStates = ['sending', 'sent', 'stopped'] as const

/** Nobody is reminded twice within this time, however often the button is pressed. */
export const reminderPause = 24 * 3_600_000

/** Reminded in one transaction: so few that nothing else waits for it noticeably. */
export const reminderChunk = 10

type Event = { state: EventState; startsAt: number; answerBy: number | null }

/** Why nobody is reminded now, or null. After the last day to answer a reminder would ask for what is not taken any more. */
export function remindRefusalOf(
  event: Event,
  last: number | null,
  now: number,
): 'notPublished' | 'over' | 'tooLate' | 'tooSoon' | null {
  if (event.state !== 'published') return 'notPublished'
  if (now >= event.startsAt) return 'over'
  if (event.answerBy !== null && now >= event.answerBy) return 'tooLate'
  return last !== null && now < last + reminderPause ? 'tooSoon' : null
}
export type RemindRefusal = NonNullable<ReturnType<typeof remindRefusalOf>> | 'nobody'
