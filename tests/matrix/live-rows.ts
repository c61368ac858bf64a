import type { messages } from '#app/live/contract.ts'
import type { Actor } from './row.ts'

/** A message of the live wire and who gets what. `none`: it carries no right, only what was joined before. */
export type LiveOutcome = 'ok' | 'refused' | 'noSocket'
type LiveOutcomes = Record<Actor, LiveOutcome>
const livePlanners: LiveOutcomes = {
  nobody: 'noSocket',
  member: 'refused',
  coPlanner: 'ok',
  reader: 'refused',
  liaison: 'ok',
  coConvener: 'ok',
  coOrganiser: 'ok',
  otherLiaison: 'refused',
  coordinator: 'refused',
  administrator: 'refused',
}
const readers: LiveOutcomes = { ...livePlanners, reader: 'ok', administrator: 'ok' }

export const liveRows: Record<keyof typeof messages, LiveOutcomes | 'no right of its own'> = {
  join: readers,
  update: livePlanners,
  watch: readers,
  presence: 'no right of its own',
  leave: 'no right of its own',
  unwatch: 'no right of its own',
}
