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

/** The zone of every event; stored with it (ruling: no picker). */
export const eventZone = 'Europe/Helsinki'

/** Published events, also cancelled and held ones, are for everybody; a draft is for those who plan it. */
export function isPublic(state: EventState): boolean {
  return state !== 'draft'
}

/** The topic that open pages about an event listen to. */
export function eventChanged(eventId: string): string {
  return `event:${eventId}`
}
