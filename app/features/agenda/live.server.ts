import { eq } from 'drizzle-orm'
import type * as Y from 'yjs'
import { allows, type Person } from '#app/features/people/rules.ts'
import { eventStanding } from '#app/features/events/queries.server.ts'
import { scopeOf } from '#app/features/events/rules.ts'
import type { Queries, Writer } from '#db/database.ts'
import { readItems } from './live.ts'
import { agendaItems, agendaLocks } from './tables.server.ts'

/** May this person have the event's draft agenda open? */
export async function mayOpen(db: Queries, person: Person, eventId: string): Promise<boolean> {
  const event = await eventStanding(db, eventId)
  return event !== null && allows(person, 'seeAgendaDraft', scopeOf(event))
}

/** May this person edit it? Never after the event was cancelled or held; only the convener while it is locked. */
export async function mayEdit(db: Queries, person: Person, eventId: string): Promise<boolean> {
  const event = await eventStanding(db, eventId)
  if (!event || event.state === 'cancelled' || event.state === 'held') return false
  const scope = scopeOf(event)
  if (!allows(person, 'planAgenda', scope)) return false
  return allows(person, 'lockAgenda', scope) || (await db.$count(agendaLocks, eq(agendaLocks.id, eventId))) === 0
}

/**
 * Writes the document's items as the rows that pages read. The draft is nobody's business but the planners': the event
 * itself does not count as changed.
 */
export async function project(db: Writer, eventId: string, doc: Y.Doc): Promise<void> {
  const rows = readItems(doc).map((item, position) => ({
    ...item,
    // The document's own ids are made by browsers: two events may hold the same one.
    id: `${eventId}/${item.id}`,
    eventId,
    position,
  }))
  await db.write(async (tx) => {
    if (!(await eventStanding(tx, eventId))) return
    await tx.delete(agendaItems).where(eq(agendaItems.eventId, eventId))
    if (rows.length > 0) await tx.insert(agendaItems).values(rows)
  })
}
