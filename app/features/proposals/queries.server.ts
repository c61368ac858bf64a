import { and, asc, count, eq, inArray } from 'drizzle-orm'
import { agendaItems } from '#app/features/agenda/tables.server.ts'
import { associations } from '#app/features/directory/tables.server.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { scopeOf } from '#app/features/events/rules.ts'
import { personById, type KnownPerson } from '#app/features/people/queries.server.ts'
import { allows } from '#app/features/people/rules.ts'
import { people } from '#app/features/people/tables.server.ts'
import type { Language, LocalText } from '#app/lib/languages.ts'
import type { Queries } from '#db/database.ts'
import { isOpen, speaksFor, type Proposing, type ProposalState } from './rules.ts'
import { proposalComments, proposalSupports, topicProposals } from './tables.server.ts'

export type AssociationName = { id: string; name: string }

/** A proposal with the names that stand beside it on a page. */
export type Proposal = {
  id: string
  eventId: string
  /** Null: proposed by the convener, for the organiser. */
  association: AssociationName | null
  /** Null: somebody of the association, by its personal link. */
  proposer: { id: string; name: string } | null
  /** The link that letters about it carry when there is no proposer. */
  linkId: string | null
  lang: Language
  title: string
  why: string
  minutes: number
  speaker: string
  state: ProposalState
  reason: { text: string; lang: Language } | null
  createdAt: number
  revision: number
  /** The associations that stand behind it, its own among them, in the order in which they came. */
  supporters: AssociationName[]
  comments: number
  /** Does an item that came from it stand in the draft agenda? */
  inAgenda: boolean
}

/** Those proposed to an event, but for those taken back, oldest first: what is supported moves nothing under a finger. */
export async function proposalsOf(db: Queries, eventId: string): Promise<Proposal[]> {
  return (await detailed(db, eventId)).filter(({ state }) => state !== 'withdrawn')
}

/** One proposal of this event, also when it was taken back. */
export async function proposalOf(db: Queries, eventId: string, id: string): Promise<Proposal | null> {
  const [found] = await detailed(db, eventId, id)
  return found ?? null
}

/** How many wait for the convener's answer. */
export function waitingProposals(db: Queries, eventId: string): Promise<number> {
  return db.$count(topicProposals, and(eq(topicProposals.eventId, eventId), eq(topicProposals.state, 'waiting')))
}

export type ProposalComment = {
  id: string
  author: { id: string; name: string }
  association: string | null
  lang: Language
  text: string
  createdAt: number
}

/** What has been said of a proposal, oldest first. */
export async function commentsOf(db: Queries, proposalId: string): Promise<ProposalComment[]> {
  const { id, lang, text, createdAt } = proposalComments
  return db
    .select({
      id,
      author: { id: people.id, name: people.name },
      association: associations.name,
      lang,
      text,
      createdAt,
    })
    .from(proposalComments)
    .innerJoin(people, eq(people.id, proposalComments.authorId))
    .leftJoin(associations, eq(associations.id, proposalComments.associationId))
    .where(eq(proposalComments.proposalId, proposalId))
    .orderBy(asc(createdAt), asc(id))
}

/** As whom a person acts at an event. */
export type Voice = {
  event: EventDetails
  person: KnownPerson
  /** Convenes it: proposes and comments for the organiser, decides, and supports nothing. */
  convenes: boolean
  /** The associations that they may speak for here, by name. */
  associations: AssociationName[]
  open: boolean
}

/**
 * The person's voice at the event, or null when there is no such event or person. Asked inside the transaction of each
 * verb: who has left an association since the page was opened does not act for it any more.
 */
export async function voiceAt(db: Queries, eventId: string, personId: string, now: number): Promise<Voice | null> {
  const event = await eventById(db, eventId)
  const person = await personById(db, personId)
  if (!event || !person) return null
  const scope = scopeOf(event)
  const ids = allows(person, 'commentOnTopic', scope) ? speaksFor(person.roles, eventId) : []
  return {
    event,
    person,
    convenes: allows(person, 'decideProposals', scope),
    associations: await associationNames(db, ids),
    open: isOpen(event, now),
  }
}

/**
 * May this actor act for this association (null: the organiser) at the event, and put its weight behind a topic? A link
 * speaks for the association that it was made for: the verb that opens it has asked which. Null: no such event or person.
 */
export async function standingOf(
  db: Queries,
  asked: { eventId: string; associationId: string | null; actor: Proposing; now: number },
): Promise<{ open: boolean; speaks: boolean; supports: boolean } | null> {
  const { eventId, associationId, actor, now } = asked
  if (actor.kind === 'link') {
    const event = await eventById(db, eventId)
    const theirs = associationId !== null
    return event && { open: isOpen(event, now), speaks: theirs, supports: theirs }
  }
  const voice = await voiceAt(db, eventId, actor.personId, now)
  if (!voice) return null
  const theirs = voice.associations.some(({ id }) => id === associationId)
  return {
    open: voice.open,
    speaks: associationId === null ? voice.convenes : theirs,
    supports: theirs && !voice.convenes,
  }
}

/** What stands beside an agenda or on the page of all proposals, as this person may see and use it. */
export type Beside = {
  eventId: string
  /** All but those taken back, oldest first. */
  proposals: Proposal[]
  /** The associations that they may support for. */
  voices: AssociationName[]
  organiser: LocalText
  may: { propose: boolean; decide: boolean }
}

export async function proposalsBeside(
  db: Queries,
  event: EventDetails,
  person: Pick<KnownPerson, 'roles'> | null,
  now: number,
): Promise<Beside> {
  const scope = scopeOf(event)
  const open = isOpen(event, now)
  const supports = person !== null && open && allows(person, 'supportTopic', scope)
  return {
    eventId: event.id,
    proposals: (await proposalsOf(db, event.id)).map((one) => asSeenBy(one, allows(person, 'seeAgendaDraft', scope))),
    voices: supports ? await associationNames(db, speaksFor(person.roles, event.id)) : [],
    organiser: event.organiserName,
    may: {
      propose: open && allows(person, 'proposeTopic', scope),
      decide: open && allows(person, 'decideProposals', scope),
    },
  }
}

/**
 * A proposal for the eyes of a page: what came by an association's link names nobody to the other associations, for who
 * would speak is for the planners; and no page needs the link.
 */
export function asSeenBy(proposal: Proposal, plans: boolean): Proposal {
  const { proposer, speaker } = proposal
  return { ...proposal, linkId: null, speaker: plans || proposer !== null ? speaker : '' }
}

async function associationNames(db: Queries, ids: string[]): Promise<AssociationName[]> {
  if (ids.length === 0) return []
  const { id, name } = associations
  return db.select({ id, name }).from(associations).where(inArray(id, ids)).orderBy(asc(name), asc(id))
}

async function detailed(db: Queries, eventId: string, proposalId?: string): Promise<Proposal[]> {
  const ofEvent = eq(topicProposals.eventId, eventId)
  const rows = await db
    .select({ row: topicProposals, association: associations, proposer: { id: people.id, name: people.name } })
    .from(topicProposals)
    .leftJoin(people, eq(people.id, topicProposals.proposerId))
    .leftJoin(associations, eq(associations.id, topicProposals.associationId))
    .where(proposalId === undefined ? ofEvent : and(ofEvent, eq(topicProposals.id, proposalId)))
    .orderBy(asc(topicProposals.createdAt), asc(topicProposals.id))
  const ids = rows.map(({ row }) => row.id)
  if (ids.length === 0) return []
  const supports = await db
    .select({ proposalId: proposalSupports.proposalId, id: associations.id, name: associations.name })
    .from(proposalSupports)
    .innerJoin(associations, eq(associations.id, proposalSupports.associationId))
    .where(inArray(proposalSupports.proposalId, ids))
    .orderBy(asc(proposalSupports.createdAt), asc(associations.name))
  const comments = await db
    .select({ proposalId: proposalComments.proposalId, count: count() })
    .from(proposalComments)
    .where(inArray(proposalComments.proposalId, ids))
    .groupBy(proposalComments.proposalId)
  const items = await db
    .select({ proposalId: agendaItems.proposalId })
    .from(agendaItems)
    .where(and(eq(agendaItems.eventId, eventId), inArray(agendaItems.proposalId, ids)))
  return rows.map(({ row, association, proposer }) => ({
    id: row.id,
    eventId: row.eventId,
    association: association && { id: association.id, name: association.name },
    proposer,
    linkId: row.linkId,
    lang: row.lang,
    title: row.title,
    why: row.why,
    minutes: row.minutes,
    speaker: row.speaker,
    state: row.state,
    reason: row.reason === null ? null : { text: row.reason, lang: row.reasonLang ?? row.lang },
    createdAt: row.createdAt,
    revision: row.revision,
    supporters: supports.flatMap((one) => (one.proposalId === row.id ? [{ id: one.id, name: one.name }] : [])),
    comments: comments.find((one) => one.proposalId === row.id)?.count ?? 0,
    inAgenda: items.some((item) => item.proposalId === row.id),
  }))
}
