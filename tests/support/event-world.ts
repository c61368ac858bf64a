import { createEvent } from '#app/features/events/create-event.server.ts'
import { eventZone, type EventInput } from '#app/features/events/rules.ts'
import { zonedInstant } from '#app/lib/zoned-time.ts'
import { openTestDatabase } from './database.ts'
import { makeOrganiser, makePerson, makeVenue } from './makers.ts'

export const at = (day: string, time: string) => zonedInstant(day, time, eventZone) ?? Number.NaN
export const now = at('2027-04-01', '12:00')

/** A municipality with its liaison person, a venue, and what one writes about a forum there. */
export async function begin() {
  const db = await openTestDatabase()
  const organiser = await makeOrganiser(db)
  const liaison = await makePerson(db, { name: 'Maija Lehto' }, [{ role: 'liaison', scopeId: organiser.id }])
  const venue = await makeVenue(db, { municipalityId: organiser.id })
  const input: EventInput = {
    organiserId: organiser.id,
    kind: 'forum',
    level: 'municipality',
    theme: 'forum',
    title: { fi: 'Kevään järjestöfoorumi' },
    description: {},
    startsAt: at('2027-04-20', '17:00'),
    endsAt: at('2027-04-20', '20:00'),
    attendanceMode: 'inPerson',
    venueId: venue.id,
    onlineUrl: null,
    capacity: 60,
    answerBy: at('2027-04-13', '23:59'),
    languages: ['fi'],
  }
  const actor = { kind: 'person', personId: liaison.id } as const
  return { db, organiser, liaison, venue, input, actor }
}

export type World = Awaited<ReturnType<typeof begin>>

export async function create({ db, input, liaison, actor }: World, given: Partial<EventInput> = {}): Promise<string> {
  const made = await createEvent(db, { event: { ...input, ...given }, convenerId: liaison.id, actor, now })
  if (!made.ok) throw new Error(made.reason)
  return made.eventId
}
