import { and, asc, desc, eq, inArray, max, type SQL } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { people } from '#app/features/people/tables.server.ts'
import type { AgendaItem } from './rules.ts'
import { agendaItems, agendaLocks, publishedAgendas } from './tables.server.ts'

/** The draft agenda in running order, as it was a moment after the last edit. */
export async function agendaFor(db: Queries, eventId: string): Promise<AgendaItem[]> {
  const rows = await db
    .select()
    .from(agendaItems)
    .where(eq(agendaItems.eventId, eventId))
    .orderBy(asc(agendaItems.position))
  return rows.map(({ id, eventId: _event, position: _position, ...item }) => ({
    ...item,
    id: id.slice(id.indexOf('/') + 1),
  }))
}

/** Since when an agenda is locked, and by whom (their name; null: the account is gone); null when it is open. */
export async function agendaLock(
  db: Queries,
  eventId: string,
): Promise<{ lockedAt: number; name: string | null } | null> {
  const [lock] = await db
    .select({ lockedAt: agendaLocks.lockedAt, name: people.name })
    .from(agendaLocks)
    .leftJoin(people, eq(people.id, agendaLocks.lockedBy))
    .where(eq(agendaLocks.id, eventId))
  return lock ?? null
}

/** The agenda that everybody sees, or null before the first publishing. */
export async function publishedAgenda(
  db: Queries,
  eventId: string,
): Promise<{ version: number; publishedAt: number; items: AgendaItem[] } | null> {
  const { version, publishedAt, items } = publishedAgendas
  const [row] = await db
    .select({ version, publishedAt, items })
    .from(publishedAgendas)
    .where(eq(publishedAgendas.eventId, eventId))
    .orderBy(desc(version))
    .limit(1)
  return row ?? null
}

/** One publishing of an agenda, and the name of who pressed (null: the command line, or an account that is gone). */
export type PublishedVersion = { version: number; publishedAt: number; publishedBy: string | null; items: AgendaItem[] }

/** Every published version of an agenda, the newest first. */
export async function publishedVersions(db: Queries, eventId: string): Promise<PublishedVersion[]> {
  return versions(db, eq(publishedAgendas.eventId, eventId))
}

/** One published version of an agenda, as everybody saw it then; null when there is none of that number. */
export async function publishedVersion(
  db: Queries,
  eventId: string,
  version: number,
): Promise<PublishedVersion | null> {
  const { eventId: event, version: number } = publishedAgendas
  const [found] = await versions(db, and(eq(event, eventId), eq(number, version)))
  return found ?? null
}

async function versions(db: Queries, where: SQL | undefined): Promise<PublishedVersion[]> {
  const { version, publishedAt, items } = publishedAgendas
  return db
    .select({ version, publishedAt, publishedBy: people.name, items })
    .from(publishedAgendas)
    .leftJoin(people, eq(people.id, publishedAgendas.publishedBy))
    .where(where)
    .orderBy(desc(version))
}

/** The agendas that everybody sees, of these events: event id -> items. */
export async function publishedItems(db: Queries, eventIds: string[]): Promise<Map<string, AgendaItem[]>> {
  const { eventId, version, items } = publishedAgendas
  const newest = db
    .select({ eventId, version: max(version).as('newest') })
    .from(publishedAgendas)
    .where(inArray(eventId, eventIds))
    .groupBy(eventId)
    .as('newest')
  const rows = await db
    .select({ eventId, items })
    .from(publishedAgendas)
    .innerJoin(newest, and(eq(newest.eventId, eventId), eq(newest.version, version)))
  return new Map(rows.map((row) => [row.eventId, row.items]))
}
