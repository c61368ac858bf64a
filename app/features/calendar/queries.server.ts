import { and, asc, count, eq, gte, inArray, isNotNull, lt, max, ne, or, sql } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { publishedItems } from '#app/features/agenda/queries.server.ts'
import { organisers } from '#app/features/directory/tables.server.ts'
import { comingEvents, eventsByIds, type EventDetails } from '#app/features/events/queries.server.ts'
import { eventZone, isPublic, type EventKind, type Theme } from '#app/features/events/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import { venues } from '#app/features/venues/tables.server.ts'
import { isoDay, zonedParts } from '#app/lib/dates.ts'
import type { LocalText } from '#app/lib/languages.ts'
import { zonedInstant } from '#app/lib/zoned-time.ts'
import { feedScope, type FeedEvent, type SubscribableFeed } from './rules.ts'

/** What all feeds depend on, as two short texts: when both are the same, so is every feed of that day. */
export type FeedStamp = { events: string; places: string }

export async function feedStamp(db: Queries): Promise<FeedStamp> {
  // The last change alone would hide one that a clock set back dates before it; the sum does not, and stays a safe number.
  const changes = sql<number>`sum(${events.changedAt} % 1000000007)`
  const [public_] = await db
    .select({ changedAt: max(events.changedAt), count: count(), changes })
    .from(events)
    .where(ne(events.state, 'draft'))
  const { id, name, kind, parentId, subregion, email } = organisers
  const named = await db.select({ id, name, kind, parentId, subregion, email }).from(organisers).orderBy(asc(id))
  const placed = await db
    .select({ id: venues.id, name: venues.name, municipalityId: venues.municipalityId })
    .from(venues)
    .orderBy(asc(venues.id))
  return { events: JSON.stringify(public_), places: JSON.stringify([named, placed]) }
}

/** The window of the feeds: 30 days back and 18 months ahead, from the start of the day, so that it moves once a day. */
export function feedWindow(now: number): { from: number; to: number; today: number } {
  const today = zonedInstant(isoDay(now, eventZone), '00:00', eventZone) ?? now
  const { year, month, day } = zonedParts(now, eventZone)
  return { today, from: today - 30 * 86_400_000, to: Date.UTC(year, month - 1 + 18, day) }
}

/**
 * Which events a feed holds now, by start: public ones in the window; also one that was cancelled, or moved out of
 * the window, in the last 30 days, so that none vanishes silently. Null for an organiser that does not exist.
 */
export async function feedOutline(
  db: Queries,
  feed: SubscribableFeed,
  now: number,
): Promise<{ organiser: FeedOrganiser | null; events: { id: string; changedAt: number }[] } | null> {
  const found = feed.of === 'organiser' ? await feedOrganiser(db, feed.organiserId) : null
  if (feed.of === 'organiser' && !found) return null
  const { from, to } = feedWindow(now)
  const scope = found?.scope
  const rows = await db
    .select({ id: events.id, changedAt: events.changedAt })
    .from(events)
    .where(
      and(
        ne(events.state, 'draft'),
        or(
          and(gte(events.endsAt, from), lt(events.startsAt, to)),
          and(gte(events.changedAt, from), or(eq(events.state, 'cancelled'), isNotNull(events.movedFrom))),
        ),
        feed.kinds.length > 0 ? inArray(events.kind, feed.kinds) : undefined,
        scope &&
          or(
            inArray(events.organiserId, scope.own),
            and(eq(events.level, 'subregion'), inArray(events.organiserId, scope.subregion)),
            and(eq(events.level, 'county'), inArray(events.organiserId, scope.county)),
          ),
      ),
    )
    .orderBy(asc(events.startsAt), asc(events.id))
  return { organiser: found && { name: found.name, withCounty: found.withCounty }, events: rows }
}

/** `withCounty`: the feed holds the county's events too. */
export type FeedOrganiser = { name: LocalText; withCounty: boolean }

/** The organiser of a feed and whose events it holds; null when there is no such organiser. */
export async function feedOrganiser(db: Queries, id: string) {
  const all = await db.select().from(organisers)
  const scope = feedScope(id, all)
  const row = all.find((each) => each.id === id)
  return scope && row ? { name: row.name, withCounty: scope.county.length > 0, scope } : null
}

/** These events with all that a calendar shows of them, in the order given. Drafts are left out. */
export async function feedEvents(db: Queries, ids: string[]): Promise<FeedEvent[]> {
  const found = (await eventsByIds(db, ids)).filter((event) => isPublic(event.state))
  const agendaOf = await publishedItems(db, ids)
  const emails = await db
    .select({ id: organisers.id, email: organisers.email })
    .from(organisers)
    .where(inArray(organisers.id, [...new Set(found.map((event) => event.organiserId))]))
  const emailOf = new Map(emails.map((row) => [row.id, row.email]))
  const facts = new Map<string, FeedEvent>(
    found.map((event) => [
      event.id,
      {
        ...event,
        organiser: { name: event.organiserName, email: emailOf.get(event.organiserId) ?? null },
        agenda: agendaOf.get(event.id) ?? [],
      },
    ]),
  )
  return ids.flatMap((id) => facts.get(id) ?? [])
}

/**
 * The public calendar's coming events from the start of today, by start: the same choice as the organiser's feed, so
 * that one subscribes to what one sees. An organiser that does not exist is no filter.
 */
export async function comingInCalendar(
  db: Queries,
  filter: { organiser?: string | undefined; kind?: EventKind | undefined; theme?: Theme | undefined },
  now: number,
): Promise<EventDetails[]> {
  const scope = filter.organiser === undefined ? null : (await feedOrganiser(db, filter.organiser))?.scope
  const found = await comingEvents(db, {
    from: feedWindow(now).today,
    ...(filter.kind && { kinds: [filter.kind] }),
    ...(filter.theme && { theme: filter.theme }),
    ...(scope && { organiserIds: [...new Set([...scope.own, ...scope.subregion, ...scope.county])] }),
  })
  if (!scope) return found
  return found.filter(
    ({ organiserId, level }) =>
      scope.own.includes(organiserId) ||
      (level === 'subregion' && scope.subregion.includes(organiserId)) ||
      (level === 'county' && scope.county.includes(organiserId)),
  )
}
