import { eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { deleteEvent } from '#app/features/events/delete-event.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import type { Writer } from '#db/database.ts'
import { agendaItems, agendaLocks, publishedAgendas } from './tables.server.ts'

/** Deletes a draft event with its agenda: nothing of it stays. */
export async function deleteDraftEvent(
  db: Writer,
  args: { eventId: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'noSuchEvent' | 'notDraft' }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (!event) return { ok: false, reason: 'noSuchEvent' }
    if (event.state !== 'draft') return { ok: false, reason: 'notDraft' }
    const items = await tx.select().from(agendaItems).where(eq(agendaItems.eventId, eventId))
    const published = await tx.select().from(publishedAgendas).where(eq(publishedAgendas.eventId, eventId))
    await tx.delete(agendaLocks).where(eq(agendaLocks.id, eventId))
    await tx.delete(agendaItems).where(eq(agendaItems.eventId, eventId))
    await tx.delete(publishedAgendas).where(eq(publishedAgendas.eventId, eventId))
    await recordChange(tx, {
      actor,
      verb: 'deleteDraftEvent',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes: [
        ...items.flatMap((item) => changesBetween('agenda_items', item.id, item, null)),
        ...published.flatMap((agenda) =>
          changesBetween('published_agendas', `${eventId}/${String(agenda.version)}`, agenda, null),
        ),
      ],
      now,
    })
    return deleteEvent(tx, args)
  })
}
