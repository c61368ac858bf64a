import { asc, eq } from 'drizzle-orm'
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
    .where(eq(publishedAgendas.id, eventId))
  return row ?? null
}
