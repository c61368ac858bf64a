import { and, asc, count, desc, eq, inArray, isNotNull, isNull, ne, sum, type SQL } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import type { RecipientKind } from '#app/features/directory/rules.ts'
import { associations, bodies, contacts, organisers } from '#app/features/directory/tables.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { guestsByInvitation } from '#app/features/guests/queries.server.ts'
import type { Guest } from '#app/features/guests/rules.ts'
import {
  invitationLetterOf,
  notReached,
  peopleComing,
  reached,
  type InvitationRow,
} from '#app/features/invitations/queries.server.ts'
import { listLength, onlineOf, type InvitationFilter } from '#app/features/invitations/rules.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import type { LetterState } from '#app/features/mail/rules.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { people } from '#app/features/people/tables.server.ts'
import { answersOfEvent, questionsOf } from '#app/features/questions/queries.server.ts'
import { answerText } from '#app/features/questions/rules.ts'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { drawAtOf, type Place } from '#app/features/seats/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import type { Cell } from '#app/lib/csv.ts'
import { clock, isoDay } from '#app/lib/dates.ts'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'
import type { Counted } from './rules.ts'

/** How the invited have answered; withdrawn invitations are left out. */
export type InvitationSummary = {
  invited: number
  answered: number
  /** Of these, who signed up without having been called: they have answered, or were never asked. */
  guests: number
  /** Who comes and has seats. */
  yes: number
  /** In the queue, offers included. */
  waiting: number
  maybe: number
  no: number
  /** No answer yet, those not reached included. */
  none: number
  /** How many people come, and how many of them online. */
  people: number
  online: number
  /** Seats that they take. */
  seats: number
  /** No answer, and no letter that arrived: no address, or the letter failed. */
  notReached: number
  withdrawn: number
}

export async function invitationSummary(db: Queries, eventId: string): Promise<InvitationSummary> {
  const standing = and(eq(invitations.eventId, eventId), isNull(invitations.withdrawnAt))
  const counted = await db
    .select({ answer: invitations.answer, place: invitations.place, count: count() })
    .from(invitations)
    .where(standing)
    .groupBy(invitations.answer, invitations.place)
  const sumOf = (rows: typeof counted) => rows.reduce((all, row) => all + row.count, 0)
  const of = (answer: InvitationRow['answer']) => sumOf(counted.filter((row) => row.answer === answer))
  const waiting = sumOf(counted.filter(({ place }) => place === 'waiting' || place === 'offered'))
  const [unreached] = await db
    .select({ count: count() })
    .from(invitations)
    .leftJoin(letters, invitationLetterOf)
    .where(and(standing, eq(invitations.answer, 'none'), notReached))
  const guests = await db.$count(invitations, and(standing, eq(invitations.recipientKind, 'guest')))
  const answered = of('yes') + of('maybe') + of('no')
  return {
    invited: answered + of('none'),
    answered,
    guests,
    yes: of('yes') - waiting,
    waiting,
    maybe: of('maybe'),
    no: of('no'),
    none: of('none'),
    ...(await peopleComing(db, eventId)),
    notReached: unreached?.count ?? 0,
    withdrawn: await db.$count(invitations, and(eq(invitations.eventId, eventId), isNotNull(invitations.withdrawnAt))),
  }
}

/** One line of the convener's list. `letter`: where the invitation letter is; null when there is none to send. */
export type ListedInvitation = Pick<
  InvitationRow,
  'id' | 'recipientKind' | 'name' | 'email' | 'answer' | 'place' | 'people' | 'message' | 'answeredAt' | 'withdrawnAt'
> & { recordedBy: string | null; letter: LetterState | null; sentAt: number | null }

/** A page (from 1 on) of the invited of one part of the list: those who answered by time, latest first; others by name. */
export async function invitationsOf(
  db: Queries,
  eventId: string,
  filter: InvitationFilter,
  page = 1,
): Promise<ListedInvitation[]> {
  return db
    .select({
      id: invitations.id,
      recipientKind: invitations.recipientKind,
      name: invitations.name,
      email: invitations.email,
      answer: invitations.answer,
      place: invitations.place,
      people: invitations.people,
      message: invitations.message,
      answeredAt: invitations.answeredAt,
      /** The name of the convener who wrote it down. */
      recordedBy: people.name,
      withdrawnAt: invitations.withdrawnAt,
      letter: letters.state,
      sentAt: letters.sentAt,
    })
    .from(invitations)
    .leftJoin(letters, invitationLetterOf)
    .leftJoin(people, eq(people.id, invitations.recordedBy))
    .where(and(eq(invitations.eventId, eventId), partOf[filter]))
    .orderBy(
      ...(filter === 'answered' ? [desc(invitations.answeredAt)] : []),
      asc(invitations.name),
      asc(invitations.id),
    )
    .limit(listLength)
    .offset((page - 1) * listLength)
}

const partOf: Record<InvitationFilter, SQL | undefined> = {
  none: and(isNull(invitations.withdrawnAt), eq(invitations.answer, 'none'), reached),
  answered: and(isNull(invitations.withdrawnAt), ne(invitations.answer, 'none')),
  waiting: inArray(invitations.place, ['waiting', 'offered']),
  notReached: and(isNull(invitations.withdrawnAt), eq(invitations.answer, 'none'), notReached),
  withdrawn: isNotNull(invitations.withdrawnAt),
}

/** All who are invited to an event, by name, with what they answered. Withdrawn invitations are left out. */
export async function everybodyInvited(db: Queries, eventId: string) {
  const { id, name, recipientKind, email, answer, place, online, message, answeredAt } = invitations
  return db
    .select({ id, name, recipientKind, email, answer, place, people: invitations.people, online, message, answeredAt })
    .from(invitations)
    .where(and(eq(invitations.eventId, eventId), isNull(invitations.withdrawnAt)))
    .orderBy(asc(name), asc(invitations.id))
}

/** Where each kind of recipient is registered, and the organiser of its place. */
const registers = [
  { kinds: ['association'], table: associations, organiserId: associations.municipalityId },
  { kinds: ['body'], table: bodies, organiserId: bodies.organiserId },
  { kinds: ['official', 'elected'], table: contacts, organiserId: contacts.organiserId },
] as const satisfies { kinds: readonly RecipientKind[]; table: unknown; organiserId: unknown }[]

/** How many of the invited answered what, by group and municipality: counted by the database, however many there are. */
export async function countedAnswers(db: Queries, eventId: string): Promise<Counted[]> {
  const { recipientKind: kind, recipientId, answer, place, online } = invitations
  const found: Counted[] = []
  for (const { kinds, table, organiserId } of registers) {
    const rows = await db
      .select({
        kind,
        organiserId,
        answer,
        place,
        count: count(),
        people: sum(invitations.people).mapWith(Number),
        online: sum(online).mapWith(Number),
      })
      .from(invitations)
      .leftJoin(table, eq(table.id, recipientId))
      .where(and(eq(invitations.eventId, eventId), isNull(invitations.withdrawnAt), inArray(kind, [...kinds])))
      .groupBy(kind, organiserId, answer, place)
    found.push(...rows)
  }
  // Who signed up openly stands in no register.
  const guests = await db
    .select({
      kind,
      answer,
      place,
      count: count(),
      people: sum(invitations.people).mapWith(Number),
      online: sum(online).mapWith(Number),
    })
    .from(invitations)
    .where(and(eq(invitations.eventId, eventId), isNull(invitations.withdrawnAt), eq(kind, 'guest')))
    .groupBy(kind, answer, place)
  found.push(...guests.map((row) => ({ ...row, organiserId: null })))
  return found
}

/** What these organisers are called. */
export async function organiserNames(db: Queries, ids: string[]): Promise<Map<string, LocalText>> {
  if (ids.length === 0) return new Map()
  const { id, name, place } = organisers
  const rows = await db.select({ id, name, place }).from(organisers).where(inArray(id, ids))
  return new Map(rows.map((row) => [row.id, row.place ?? row.name]))
}

/** One party that comes, as the list of participants shows it. */
export type ComingParty = Pick<InvitationRow, 'id' | 'name' | 'place' | 'people' | 'online'> & { guests: Guest[] }

/** Those who come or wait for a seat, by name; a page (from 1 on) of them, or all. */
export async function comingParties(db: Queries, eventId: string, page: number | null): Promise<ComingParty[]> {
  const { id, name, place, online } = invitations
  const coming = and(eq(invitations.eventId, eventId), eq(invitations.answer, 'yes'), isNull(invitations.withdrawnAt))
  const listed = db.select({ id, name, place, people: invitations.people, online }).from(invitations).where(coming)
  const sorted = listed.orderBy(asc(name), asc(id))
  const parties = await (page === null ? sorted : sorted.limit(listLength).offset((page - 1) * listLength))
  const ids = page === null ? undefined : parties.map((party) => party.id)
  const named = await guestsByInvitation(db, eventId, ids)
  return parties.map((party) => ({ ...party, guests: named.get(party.id) ?? [] }))
}

/**
 * Who was invited and what they answered, as a table with a heading: for CSV and for a workbook. What guests need is not in
 * it (GDPR-1).
 */
export async function answerTable(db: Queries, event: EventDetails, language: Language): Promise<Cell[][]> {
  const t = words(language)
  const { timeZone: zone, attendanceMode: mode } = event
  const moment = (at: number | null) => (at === null ? '' : `${isoDay(at, zone)} ${clock(at, zone, language)}`)
  const inDraw = drawAtOf(event, await seatRulesOf(db, event.id)) !== null
  const waiting = inDraw ? 'seats:inDraw' : 'invitations:list.waiting'
  const rows = await everybodyInvited(db, event.id)
  const named = await guestsByInvitation(db, event.id)
  const asked = await questionsOf(db, event.id)
  const answers = await answersOfEvent(db, event.id)
  const nameOf = ({ name, online }: Guest) =>
    online && mode === 'hybrid' ? t('participants:nameOnline', { name }) : name
  const head = [
    ...(['who', 'kind', 'email', 'answer', 'people'] as const).map((column) => t(`invitations:export.${column}`)),
    t('participants:export.online'),
    t('participants:export.names'),
    ...(['message', 'when'] as const).map((column) => t(`invitations:export.${column}`)),
    ...asked.map(({ wording }) => localText(wording, language).text),
  ]
  return [
    head,
    ...rows.map((row): Cell[] => [
      row.name,
      t(`invitations:kinds.${row.recipientKind}`),
      row.email,
      t(isQueued(row.place) ? waiting : `invitations:list.said.${row.answer}`),
      row.answer === 'yes' ? row.people : null,
      row.answer === 'yes' ? onlineOf(mode, row) : null,
      (named.get(row.id) ?? [])
        .filter(({ name }) => name !== '')
        .map(nameOf)
        .join(', '),
      row.message,
      moment(row.answeredAt),
      ...asked.map((question) => answerText(question, answers.get(row.id)?.[question.id], language)),
    ]),
  ]
}

const isQueued = (place: Place) => place === 'waiting' || place === 'offered'
