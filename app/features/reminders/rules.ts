import type { EventState } from '#app/features/events/rules.ts'
import { isoDay, zonedParts } from '#app/lib/dates.ts'
import { zonedInstant } from '#app/lib/zoned-time.ts'

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

/** What goes out by itself: to those who have not answered, before the deadline; to those who come, before the day. */
export const autoReminderKinds = ['unanswered', 'coming'] as const
export type AutoReminderKind = (typeof autoReminderKinds)[number]

/** The kind of its letters in the outbox: unique with the invitation, so nobody gets two whatever the clock or the convener does. */
export const letterKinds = { unanswered: 'reminderBeforeDeadline', coming: 'reminderBeforeDay' } as const

export type ReminderPlan = { on: boolean; days: number; time: string }
export const usualPlans: Record<AutoReminderKind, ReminderPlan> = {
  unanswered: { on: true, days: 3, time: '09:00' },
  coming: { on: true, days: 2, time: '09:00' },
}

/** The most days before. */
export const mostDays = 60
/** Hours of the event's zone in which automatic letters go out: from the first on, before the second. Nobody is woken. */
export const wakingHours = { from: 8, to: 18 } as const

function isWaking(at: number, zone: string): boolean {
  const { hour } = zonedParts(at, zone)
  return hour >= wakingHours.from && hour < wakingHours.to
}

type Dated = { startsAt: number; answerBy: number | null; timeZone: string }

/** What an automatic reminder counts back from, and is too late at. Without a last day to answer one may answer until the start. */
export function deadlineOf(kind: AutoReminderKind, event: Dated): number {
  return kind === 'unanswered' ? (event.answerBy ?? event.startsAt) : event.startsAt
}

/**
 * When it is due: a wall clock so many calendar days before, whatever the nights between do to the clocks (REL-14).
 * Epoch milliseconds.
 */
export function dueAt(kind: AutoReminderKind, event: Dated, plan: ReminderPlan): number {
  const [year = 0, month = 1, day = 1] = isoDay(deadlineOf(kind, event), event.timeZone).split('-').map(Number)
  const before = isoDay(Date.UTC(year, month - 1, day - plan.days, 12), 'UTC')
  const at = zonedInstant(before, plan.time, event.timeZone)
  // The form takes wall clocks between 8 and 18 only, which every day has.
  if (at === null) throw new Error(`No such time: ${before} ${plan.time}`)
  return at
}

/** May letters of this reminder be written now? What was missed in the night or while the service was down goes out later. */
export function isDue(
  kind: AutoReminderKind,
  event: Dated & { state: EventState },
  plan: ReminderPlan,
  now: number,
): boolean {
  if (!plan.on || event.state !== 'published') return false
  return dueAt(kind, event, plan) <= now && now < deadlineOf(kind, event) && isWaking(now, event.timeZone)
}

/** Why an automatic reminder cannot be set now, or null. */
export function settingRefusalOf(
  event: { state: EventState; startsAt: number },
  now: number,
): 'notPublished' | 'over' | null {
  if (event.state !== 'published') return 'notPublished'
  return now >= event.startsAt ? 'over' : null
}
export type SettingRefusal = NonNullable<ReturnType<typeof settingRefusalOf>>
