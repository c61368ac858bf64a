import { asc, eq } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import type { AgendaItem } from './rules.ts'
import { agendaItems, publishedAgendas } from './tables.server.ts'

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
