import { textIn } from '#app/lib/read-form.ts'
import { readTime } from '#app/lib/typed-dates.ts'
import { mostDays, wakingHours, type ReminderPlan } from './rules.ts'

/** What is wrong with a field; the page has words for each. */
export type PlanTrouble = 'daysRange' | 'timeUnclear' | 'timeNight'

/** When a reminder goes, as it was typed. */
export type TypedPlan = { on: boolean; days: string; time: string }

export function typedPlanIn(form: FormData): TypedPlan {
  const text = (name: string) => textIn(form, name).trim().slice(0, 40)
  return { on: form.has('on'), days: text('days'), time: text('time') }
}

/** The plan that was typed, or what is wrong with it, by field. */
export function planOf(
  typed: TypedPlan,
): { ok: true; plan: ReminderPlan } | { ok: false; troubles: { days?: PlanTrouble; time?: PlanTrouble } } {
  const days = /^\d{1,3}$/.test(typed.days) ? Number(typed.days) : 0
  const time = readTime(typed.time)
  const hour = Number((time ?? '').slice(0, 2))
  const troubles: { days?: PlanTrouble; time?: PlanTrouble } = {}
  if (days < 1 || days > mostDays) troubles.days = 'daysRange'
  if (time === null) troubles.time = 'timeUnclear'
  else if (hour < wakingHours.from || hour >= wakingHours.to) troubles.time = 'timeNight'
  if (time === null || Object.keys(troubles).length > 0) return { ok: false, troubles }
  return { ok: true, plan: { on: typed.on, days, time } }
}
