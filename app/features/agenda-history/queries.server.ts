import { and, desc, eq, inArray } from 'drizzle-orm'
import { agendaFor, publishedVersion, publishedVersions } from '#app/features/agenda/queries.server.ts'
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

/** The edits of an event's draft agenda, or of one of its items, newest first. */
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

/**
 * A version as a list tells of it. `ref` names it in an address: `now` (the draft), `published-2`, or the id of a kept one.
 */
export type VersionLine = {
  ref: string
  at: number
  cause: VersionCause | 'published' | 'now'
  people: string[]
  /** The number of a published one. */
  version: number | null
}

/** The versions of an event's agenda, kept and published, newest first; the draft of now is not among them. */
export async function versionsOf(db: Queries, eventId: string): Promise<VersionLine[]> {
  const { id, at, cause, people: ids } = agendaVersions
  const rows = await db.select({ id, at, cause, ids }).from(agendaVersions).where(eq(agendaVersions.eventId, eventId))
  const names = await namesOf(
    db,
    rows.flatMap((row) => row.ids),
  )
  const kept = rows.map((row): VersionLine => {
    const by = row.ids.flatMap((personId) => names.get(personId) ?? [])
    return { ref: row.id, at: row.at, cause: row.cause, people: by, version: null }
  })
  const published = (await publishedVersions(db, eventId)).map(({ version, publishedAt, publishedBy }): VersionLine => {
    const by = publishedBy === null ? [] : [publishedBy]
    return { ref: `published-${String(version)}`, at: publishedAt, cause: 'published', people: by, version }
  })
  return [...kept, ...published].sort((a, b) => b.at - a.at)
}

/** The agenda as it was in a version, by the `ref` of `versionsOf`, or `now`: the draft as its rows have it. */
export async function versionByRef(
  db: Queries,
  eventId: string,
  ref: string,
): Promise<(Omit<VersionLine, 'people'> & { items: AgendaItem[] }) | null> {
  if (ref === 'now') return { ref, at: 0, cause: 'now', version: null, items: await agendaFor(db, eventId) }
  const [, number] = /^published-(\d+)$/.exec(ref) ?? []
  if (number !== undefined) {
    const found = await publishedVersion(db, eventId, Number(number))
    if (!found) return null
    return { ref, at: found.publishedAt, cause: 'published', version: found.version, items: found.items }
  }
  const [row] = await db
    .select()
    .from(agendaVersions)
    .where(and(eq(agendaVersions.id, ref), eq(agendaVersions.eventId, eventId)))
  return row ? { ref, at: row.at, cause: row.cause, version: null, items: row.items } : null
}

async function namesOf(db: Queries, ids: string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, wanted))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
