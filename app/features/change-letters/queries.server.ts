import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, ne, notExists, or, sql } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { publishedAgenda, publishedVersion } from '#app/features/agenda/queries.server.ts'
import type { AgendaItem } from '#app/features/agenda/rules.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { invitationLetterOf } from '#app/features/invitations/queries.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { people } from '#app/features/people/tables.server.ts'
import { chosenTables } from '#app/features/table-places/queries.server.ts'
import { placeDiffers, timeDiffers, touchedByAgenda, withTables, type ChangeState } from './rules.ts'
import { changeLetters } from './tables.server.ts'

export type ChangeRow = typeof changeLetters.$inferSelect

/** The kinds of its letters in the outbox. */
export const letterKindOf = { change: 'eventChanged', cancellation: 'eventCancelled' } as const

/** The changes of an event in these states, the newest first. */
export async function changesIn(db: Queries, eventId: string, states: ChangeState[]): Promise<ChangeRow[]> {
  return db
    .select()
    .from(changeLetters)
    .where(and(eq(changeLetters.eventId, eventId), inArray(changeLetters.state, states)))
    .orderBy(desc(changeLetters.number))
}

/** How many changes of this event there were, whatever became of them. */
export async function lastNumber(db: Queries, eventId: string): Promise<number> {
  const [found] = await db
    .select({ number: changeLetters.number })
    .from(changeLetters)
    .where(eq(changeLetters.eventId, eventId))
    .orderBy(desc(changeLetters.number))
    .limit(1)
  return found?.number ?? 0
}

type Told = Pick<ChangeRow, 'eventId' | 'kind' | 'number' | 'was' | 'agendaFrom' | 'agendaTo' | 'changedAt'>

/** The agenda as it was known and as it is, for the letters of a change. */
export async function agendasOf(
  db: Queries,
  change: Pick<Told, 'eventId' | 'agendaFrom' | 'agendaTo'>,
): Promise<{ from: AgendaItem[]; to: AgendaItem[] }> {
  const { eventId, agendaFrom, agendaTo } = change
  if (agendaFrom === null) return { from: [], to: [] }
  const to = agendaTo === null ? await publishedAgenda(db, eventId) : await publishedVersion(db, eventId, agendaTo)
  return { from: (await publishedVersion(db, eventId, agendaFrom))?.items ?? [], to: to?.items ?? [] }
}

/** The ids of the invitations that only the agenda of this change touches: of those who speak, or sit at a table. */
export async function touchedByChange(db: Queries, event: EventDetails, change: Told): Promise<string[]> {
  if (change.agendaFrom === null) return []
  const { id, recipientKind, recipientId, name } = invitations
  const tables = await chosenTables(db, event.id)
  const invited = await db
    .select({ id, recipientKind, recipientId, name })
    .from(invitations)
    .where(
      and(eq(invitations.eventId, event.id), or(eq(recipientKind, 'association'), inArray(id, [...tables.keys()]))),
    )
  const { from, to } = await agendasOf(db, change)
  return [...touchedByAgenda(from, to, event, withTables(invited, tables)).keys()]
}

/**
 * Whom a change touches and who has no letter of it yet: invited by then, not withdrawn, not out by their own "no", and not
 * without the invitation itself. Time and place touch all of them, for who comes online is not known; the agenda only its
 * speakers and those whose table changed.
 */
async function touched(db: Queries, event: EventDetails, change: Told) {
  const { id, eventId, answer, withdrawnAt, email, linkId, queuedAt } = invitations
  const told = and(
    eq(letters.subjectId, id),
    eq(letters.kind, letterKindOf[change.kind]),
    eq(letters.revision, change.number),
  )
  const lost = and(invitationLetterOf, inArray(letters.state, ['failed', 'stopped']))
  const all = change.kind === 'cancellation' || change.was !== null
  return and(
    eq(eventId, event.id),
    ne(answer, 'no'),
    isNull(withdrawnAt),
    isNotNull(email),
    isNotNull(linkId),
    lte(queuedAt, change.changedAt),
    all ? undefined : inArray(id, await touchedByChange(db, event, change)),
    notExists(
      db
        .select({ one: sql`1` })
        .from(letters)
        .where(told),
    ),
    notExists(
      db
        .select({ one: sql`1` })
        .from(letters)
        .where(lost),
    ),
  )
}

/** The next of those whom a change touches. */
export async function nextTouched(db: Queries, event: EventDetails, change: Told, limit: number) {
  return db
    .select()
    .from(invitations)
    .where(await touched(db, event, change))
    .orderBy(asc(invitations.id))
    .limit(limit)
}

/** How many still get a letter of a change. */
export async function countTouched(db: Queries, event: EventDetails, change: Told): Promise<number> {
  return db.$count(invitations, await touched(db, event, change))
}

/** How long it is shown that a change was told. */
const shownFor = 3 * 86_400_000

/** What the convener sees of the newest change of an event; null: nothing that matters now. */
export async function changeNews(db: Queries, event: EventDetails, now: number) {
  const [change] = await changesIn(db, event.id, ['waiting', 'sending', 'sent', 'dropped'])
  if (!change || now >= event.endsAt) return null
  const { id, kind, state, was, agendaFrom, dueAt, sent, decidedAt, decidedBy } = change
  if (state === 'sent' && (sent === 0 || dueAt + shownFor < now)) return null
  const open = state === 'waiting' || state === 'sending'
  const count = open ? sent + (await countTouched(db, event, change)) : sent
  if (count === 0 && state !== 'dropped') return null
  const [person] =
    decidedBy === null ? [] : await db.select({ name: people.name }).from(people).where(eq(people.id, decidedBy))
  return {
    id,
    kind,
    state,
    count,
    dueAt,
    decidedAt,
    decidedBy: person?.name ?? null,
    what: {
      time: was !== null && timeDiffers(was, event),
      place: was !== null && placeDiffers(was, event),
      agenda: agendaFrom !== null,
    },
  }
}
export type ChangeNews = NonNullable<Awaited<ReturnType<typeof changeNews>>>
