import { and, asc, count, desc, eq, inArray, isNull, ne, or, sql, sum, type SQL } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { associations, bodies, contacts, organisers } from '#app/features/directory/tables.server.ts'
import { eventsByIds, type EventDetails } from '#app/features/events/queries.server.ts'
import { coOrganisers, handovers } from '#app/features/events/tables.server.ts'
import type { InvitationRow } from '#app/features/invitations/queries.server.ts'
import { listLength } from '#app/features/invitations/rules.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import type { Role } from '#app/features/people/rules.ts'
import { people, roles } from '#app/features/people/tables.server.ts'
import type { Language, LocalText } from '#app/lib/languages.ts'
import {
  areaUnder,
  shareTotals,
  sumOf,
  type OwnedCount,
  type ShareCounts,
  type SharePart,
  type ShareTotal,
} from './rules.ts'

/** The events that these organisers stand behind without being their main organiser, whatever their state, by start. */
export async function coOrganisedEvents(db: Queries, organiserIds: string[]): Promise<EventDetails[]> {
  if (organiserIds.length === 0) return []
  const rows = await db
    .selectDistinct({ id: coOrganisers.eventId })
    .from(coOrganisers)
    .where(inArray(coOrganisers.organiserId, organiserIds))
  return eventsByIds(
    db,
    rows.map(({ id }) => id),
  )
}

/** The events that a person convenes beside their convener, not for an organiser of theirs. */
export async function coConvenedEvents(db: Queries, held: Role[]): Promise<EventDetails[]> {
  return eventsByIds(
    db,
    held.flatMap(({ role, scopeId }) => (role === 'coConvener' ? [scopeId] : [])),
  )
}

export type CoConvener = { id: string; name: string; email: string; association: string | null }

/** Who convenes this event together with its convener, by name. */
export async function coConvenersOf(db: Queries, eventId: string): Promise<CoConvener[]> {
  const { id, name, email } = people
  return db
    .select({ id, name, email, association: associations.name })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .leftJoin(associations, eq(associations.id, roles.associationId))
    .where(and(eq(roles.role, 'coConvener'), eq(roles.scopeId, eventId)))
    .orderBy(asc(name), asc(id))
}

export type Liaison = { id: string; name: string; email: string; language: Language; organiserId: string }

/** Who convenes for these organisers and can sign in, by name. One who does for several stands here several times. */
export async function liaisonsOf(db: Queries, organiserIds: string[]): Promise<Liaison[]> {
  const { id, name, email, language } = people
  return db
    .select({ id, name, email, language, organiserId: roles.scopeId })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .where(
      and(
        inArray(roles.role, ['liaison', 'coordinator']),
        inArray(roles.scopeId, organiserIds),
        eq(people.active, true),
      ),
    )
    .orderBy(asc(name), asc(id))
}

/** One who can become the convener. `convenes`: has the rights already, by the organiser or as a co-convener. */
export type Successor = {
  id: string
  name: string
  email: string
  language: Language
  /** For whom they convene, or else the association of a co-convener. */
  of: LocalText
  convenes: boolean
}

/** Whom the event can be handed to: those who convene for one of its organisers, and its co-conveners. */
export async function possibleSuccessors(db: Queries, event: EventDetails): Promise<Successor[]> {
  const own = or(
    and(
      inArray(roles.role, ['liaison', 'coordinator']),
      inArray(roles.scopeId, [event.organiserId, ...event.coOrganisers.map(({ id }) => id)]),
    ),
    and(eq(roles.role, 'coConvener'), eq(roles.scopeId, event.id)),
  )
  const { id, name, email, language } = people
  const rows = await db
    .select({ id, name, email, language, role: roles.role, scopeId: roles.scopeId, association: associations.name })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .leftJoin(associations, eq(associations.id, roles.associationId))
    .where(and(own, eq(people.active, true)))
    .orderBy(asc(name), asc(id))
  const nameOf = new Map(
    [{ id: event.organiserId, name: event.organiserName }, ...event.coOrganisers].map((one) => [one.id, one.name]),
  )
  const found = new Map<string, Successor>()
  for (const { role, scopeId, association, ...person } of rows) {
    if (person.id === event.convenerId) continue
    const before = found.get(person.id)
    const convenes = role === 'coConvener' || scopeId === event.organiserId
    const of = role === 'coConvener' ? { fi: association ?? '' } : (nameOf.get(scopeId) ?? {})
    found.set(person.id, { ...person, of: before?.of ?? of, convenes: convenes || (before?.convenes ?? false) })
  }
  return [...found.values()]
}

/** When the convener changed last, and who they were; null when it has always been the same. */
export async function lastHandover(
  db: Queries,
  eventId: string,
): Promise<{ from: string | null; to: string; at: number } | null> {
  const [found] = await db
    .select()
    .from(handovers)
    .where(eq(handovers.eventId, eventId))
    .orderBy(desc(handovers.at), desc(handovers.id))
    .limit(1)
  if (!found) return null
  const { fromPersonId, toPersonId, at } = found
  const { id, name } = people
  const named = await db
    .select({ id, name })
    .from(people)
    .where(inArray(id, [toPersonId, ...(fromPersonId === null ? [] : [fromPersonId])]))
  const nameOf = new Map(named.map((one) => [one.id, one.name]))
  return { from: nameOf.get(fromPersonId ?? '') ?? null, to: nameOf.get(toPersonId) ?? '', at }
}

/** Whose an invited one is: the home of an association, the organiser of a body, of an official, of an elected official. */
const ownerId = sql<
  string | null
>`coalesce(${associations.municipalityId}, ${bodies.organiserId}, ${contacts.organiserId})`
const isAssociation = and(eq(invitations.recipientKind, 'association'), eq(associations.id, invitations.recipientId))
const isBody = and(eq(invitations.recipientKind, 'body'), eq(bodies.id, invitations.recipientId))
const isContact = and(
  inArray(invitations.recipientKind, ['official', 'elected']),
  eq(contacts.id, invitations.recipientId),
)
const standing = (eventId: string) => and(eq(invitations.eventId, eventId), isNull(invitations.withdrawnAt))

/** How everybody's answers stand, by organiser of the event. Nobody's name comes with it. */
export async function totalsOf(db: Queries, event: EventDetails): Promise<ShareTotal[]> {
  return shareTotals(await ownedCounts(db, event.id), event, await organisationTree(db))
}

/** What one who convenes for co-organisers of an event sees of its answers: totals, and their own people. */
export type Share = {
  organisers: EventDetails['coOrganisers']
  totals: ShareTotal[]
  own: ShareCounts
  rows: SharedInvitation[]
}

/** One line of a share's list. Addresses and messages are for the convener. */
export type SharedInvitation = Pick<
  InvitationRow,
  'id' | 'recipientKind' | 'name' | 'answer' | 'place' | 'people' | 'answeredAt'
>

/** A page (from 1 on) of one part of the list of those who belong to these co-organisers, with the counts. */
export async function shareOf(
  db: Queries,
  event: EventDetails,
  organiserIds: string[],
  { part, page }: { part: SharePart; page: number },
): Promise<Share> {
  const tree = await organisationTree(db)
  const named = event.coOrganisers.filter(({ id }) => organiserIds.includes(id))
  const area = named.flatMap(({ id }) => areaUnder(id, tree))
  const counted = await ownedCounts(db, event.id)
  return {
    organisers: named,
    totals: shareTotals(counted, event, tree),
    own: sumOf(counted.filter((row) => row.ownerId !== null && area.includes(row.ownerId))),
    rows: await sharedInvitations(db, { eventId: event.id, area, part, page }),
  }
}

async function sharedInvitations(
  db: Queries,
  { eventId, area, part, page }: { eventId: string; area: string[]; part: SharePart; page: number },
): Promise<SharedInvitation[]> {
  if (area.length === 0) return []
  const { id, recipientKind, name, answer, place, answeredAt } = invitations
  const ofPart: Record<SharePart, SQL> = { answered: ne(answer, 'none'), none: eq(answer, 'none') }
  return db
    .select({ id, recipientKind, name, answer, place, people: invitations.people, answeredAt })
    .from(invitations)
    .leftJoin(associations, isAssociation)
    .leftJoin(bodies, isBody)
    .leftJoin(contacts, isContact)
    .where(and(standing(eventId), ofPart[part], inArray(ownerId, area)))
    .orderBy(...(part === 'answered' ? [desc(answeredAt)] : []), asc(name), asc(id))
    .limit(listLength)
    .offset((page - 1) * listLength)
}

function ownedCounts(db: Queries, eventId: string): Promise<OwnedCount[]> {
  const { answer, place } = invitations
  return db
    .select({ ownerId, answer, place, count: count(), people: sum(invitations.people).mapWith(Number) })
    .from(invitations)
    .leftJoin(associations, isAssociation)
    .leftJoin(bodies, isBody)
    .leftJoin(contacts, isContact)
    .where(standing(eventId))
    .groupBy(ownerId, answer, place)
}

function organisationTree(db: Queries) {
  return db.select({ id: organisers.id, parentId: organisers.parentId }).from(organisers)
}
