import { and, desc, eq, inArray } from 'drizzle-orm'
import type { AgendaItem } from '#app/features/agenda/rules.ts'
import { people } from '#app/features/people/tables.server.ts'
import type { Queries } from '#db/database.ts'
import type { EditDetails, VersionCause } from './rules.ts'
import { agendaEdits, agendaVersions } from './tables.server.ts'

/** An edit as a page tells it. `people` are names; empty: nobody is known any more. */
export type ToldEdit = {
  id: string
  itemId: string
  title: string
  details: EditDetails
  people: string[]
  at: number
}

/** How many edits a page tells. */
const onPage = 200

/** The edits of an event's draft agenda, or of one of its items, newest first; `before`: only older ones than that. */
export async function editsOf(db: Queries, eventId: string, itemId: string | null): Promise<ToldEdit[]> {
  const rows = await db
    .select()
    .from(agendaEdits)
    .where(and(eq(agendaEdits.eventId, eventId), itemId === null ? undefined : eq(agendaEdits.itemId, itemId)))
    .orderBy(desc(agendaEdits.at), desc(agendaEdits.id))
    .limit(onPage)
  const names = await namesOf(
    db,
    rows.flatMap((row) => row.people),
  )
  return rows.map(({ id, itemId: item, title, details, people: ids, at }) => ({
    id,
    itemId: item,
    title,
    details,
    people: ids.flatMap((personId) => names.get(personId) ?? []),
    at,
  }))
}

/** A version of a draft as a list tells of it. */
export type VersionLine = { id: string; at: number; cause: VersionCause; people: string[] }

/** The kept versions of an event's draft agenda, newest first. */
export async function versionsOf(db: Queries, eventId: string): Promise<VersionLine[]> {
  const { id, at, cause, people: ids } = agendaVersions
  const rows = await db
    .select({ id, at, cause, ids })
    .from(agendaVersions)
    .where(eq(agendaVersions.eventId, eventId))
    .orderBy(desc(at))
  const names = await namesOf(
    db,
    rows.flatMap((row) => row.ids),
  )
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    cause: row.cause,
    people: row.ids.flatMap((personId) => names.get(personId) ?? []),
  }))
}

/** One kept version of this event's agenda. */
export async function versionById(
  db: Queries,
  eventId: string,
  versionId: string,
): Promise<{ id: string; at: number; cause: VersionCause; items: AgendaItem[] } | null> {
  const { id, at, cause, items } = agendaVersions
  const [row] = await db
    .select({ id, at, cause, items })
    .from(agendaVersions)
    .where(and(eq(id, versionId), eq(agendaVersions.eventId, eventId)))
  return row ?? null
}

async function namesOf(db: Queries, ids: string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, wanted))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
