import { and, asc, eq, gte, inArray, lt, ne, type SQL } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { associations, organisers } from '#app/features/directory/tables.server.ts'
import type { OrganiserKind } from '#app/features/directory/rules.ts'
import { people, roles } from '#app/features/people/tables.server.ts'
import type { Facilities, PhysicalAccess } from '#app/features/venues/rules.ts'
import { venues } from '#app/features/venues/tables.server.ts'
import type { Language, LocalText } from '#app/lib/languages.ts'
import { planningRoles, type EventInput, type EventKind, type PlanningRole, type Theme } from './rules.ts'
import { coOrganisers, events } from './tables.server.ts'

export type EventRow = typeof events.$inferSelect

/** An event with the names that stand beside it on a page. */
export type EventDetails = EventRow & {
  organiserName: LocalText
  organiserKind: OrganiserKind
  /** Who stands behind it together with the organiser, in the order in which they were named. */
  coOrganisers: { id: string; name: LocalText }[]
  venue: {
    id: string
    name: LocalText
    municipalityName: LocalText
    seats: number
    access: PhysicalAccess
    facilities: Facilities
  } | null
  /** Whom the guests may ask. */
  convener: { id: string; name: string; title: string | null; email: string } | null
}

/** One event, whatever its state: the page asks `allows(person, 'readEvent', …)` before it shows a draft. */
export async function eventById(db: Queries, id: string): Promise<EventDetails | null> {
  const [found] = await detailed(db, eq(events.id, id))
  return found ?? null
}

/** What rights are asked about, and the state: for sockets, which ask often. */
export async function eventStanding(db: Queries, id: string) {
  const { organiserId, state } = events
  const [event] = await db.select({ id: events.id, organiserId, state }).from(events).where(eq(events.id, id))
  return event ? { ...event, coOrganisers: (await coOrganisersOf(db, [id])).get(id) ?? [] } : null
}

/** These events, whatever their state, by start. */
export async function eventsByIds(db: Queries, ids: string[]): Promise<EventDetails[]> {
  return ids.length === 0 ? [] : detailed(db, inArray(events.id, ids))
}

/** All events of these organisers, whatever their state, by start. */
export async function eventsOf(db: Queries, organiserIds: string[]): Promise<EventDetails[]> {
  return organiserIds.length === 0 ? [] : detailed(db, inArray(events.organiserId, organiserIds))
}

/**
 * Public events (published, cancelled, held) that end at `from` or later and start before `to`, by start. Without
 * `organiserIds`, `kinds` or `theme` of all of them.
 */
export async function comingEvents(
  db: Queries,
  wanted: { from: number; to?: number; organiserIds?: string[]; kinds?: EventKind[]; theme?: Theme },
): Promise<EventDetails[]> {
  return detailed(
    db,
    and(
      ne(events.state, 'draft'),
      gte(events.endsAt, wanted.from),
      wanted.to === undefined ? undefined : lt(events.startsAt, wanted.to),
      wanted.organiserIds && inArray(events.organiserId, wanted.organiserIds),
      wanted.kinds && inArray(events.kind, wanted.kinds),
      wanted.theme && eq(events.theme, wanted.theme),
    ),
  )
}

export type CoPlanner = {
  personId: string
  name: string
  email: string
  language: Language
  role: PlanningRole
  /** Whom they plan for. */
  association: { id: string; name: string } | null
}

/** Who plans this event's agenda together with its convener, or reads its draft, by name. */
export async function coPlannersOf(db: Queries, eventId: string): Promise<CoPlanner[]> {
  const rows = await db
    .select({
      personId: people.id,
      name: people.name,
      email: people.email,
      language: people.language,
      role: roles.role,
      association: { id: associations.id, name: associations.name },
    })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .leftJoin(associations, eq(associations.id, roles.associationId))
    .where(and(inArray(roles.role, planningRoles), eq(roles.scopeId, eventId)))
    .orderBy(asc(people.name), asc(people.id))
  return rows.map((row) => ({ ...row, role: row.role === 'reader' ? 'reader' : 'coPlanner' }))
}

async function detailed(db: Queries, where: SQL | undefined): Promise<EventDetails[]> {
  const found = await db
    .select({
      event: events,
      organiserName: organisers.name,
      organiserKind: organisers.kind,
      venue: venues,
      convener: { id: people.id, name: people.name, title: people.title, email: people.email },
    })
    .from(events)
    .innerJoin(organisers, eq(organisers.id, events.organiserId))
    .leftJoin(venues, eq(venues.id, events.venueId))
    .leftJoin(people, eq(people.id, events.convenerId))
    .where(where)
    .orderBy(asc(events.startsAt), asc(events.id))
  const beside = await coOrganisersOf(
    db,
    found.map(({ event }) => event.id),
  )
  const towns = await municipalityNames(db, [...new Set(found.flatMap(({ venue }) => venue?.municipalityId ?? []))])
  return found.map(({ event, organiserName, organiserKind, venue, convener }) => ({
    ...event,
    organiserName,
    organiserKind,
    // A draft may have been given to one of them since.
    coOrganisers: (beside.get(event.id) ?? []).filter(({ id }) => id !== event.organiserId),
    venue: venue && {
      id: venue.id,
      name: venue.name,
      municipalityName: towns.get(venue.municipalityId) ?? {},
      seats: venue.seats,
      access: venue.access,
      facilities: venue.facilities,
    },
    convener,
  }))
}

async function coOrganisersOf(db: Queries, eventIds: string[]) {
  const of = new Map<string, { id: string; name: LocalText }[]>()
  if (eventIds.length === 0) return of
  const rows = await db
    .select({ eventId: coOrganisers.eventId, id: organisers.id, name: organisers.name })
    .from(coOrganisers)
    .innerJoin(organisers, eq(organisers.id, coOrganisers.organiserId))
    .where(inArray(coOrganisers.eventId, eventIds))
    .orderBy(asc(coOrganisers.namedAt), asc(organisers.id))
  for (const { eventId, ...organiser } of rows) of.set(eventId, [...(of.get(eventId) ?? []), organiser])
  return of
}

async function municipalityNames(db: Queries, ids: string[]): Promise<Map<string, LocalText>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: organisers.id, name: organisers.name, place: organisers.place })
    .from(organisers)
    .where(inArray(organisers.id, ids))
  return new Map(rows.map((row) => [row.id, row.place ?? row.name]))
}

/** What the input points at and the register does not know. */
export async function unknownPart(db: Queries, event: EventInput): Promise<'organiserUnknown' | 'venueUnknown' | null> {
  if ((await db.$count(organisers, eq(organisers.id, event.organiserId))) === 0) return 'organiserUnknown'
  if (event.venueId && (await db.$count(venues, eq(venues.id, event.venueId))) === 0) return 'venueUnknown'
  return null
}
