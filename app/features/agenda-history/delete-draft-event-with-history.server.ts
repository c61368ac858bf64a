import { eq } from 'drizzle-orm'
import { deleteDraftEvent } from '#app/features/agenda/delete-draft-event.server.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import type { Writer } from '#db/database.ts'
import { agendaEdits, agendaVersions } from './tables.server.ts'

/** Deletes a draft event with its agenda and all that its history tells: nothing of it stays. */
export async function deleteDraftEventWithHistory(
  db: Writer,
  args: { eventId: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'noSuchEvent' | 'notDraft' }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (!event) return { ok: false, reason: 'noSuchEvent' }
    if (event.state !== 'draft') return { ok: false, reason: 'notDraft' }
    const edits = await tx.$count(agendaEdits, eq(agendaEdits.eventId, eventId))
    const versions = await tx.$count(agendaVersions, eq(agendaVersions.eventId, eventId))
    await tx.delete(agendaEdits).where(eq(agendaEdits.eventId, eventId))
    await tx.delete(agendaVersions).where(eq(agendaVersions.eventId, eventId))
    await recordChange(tx, {
      actor,
      verb: 'deleteDraftEventWithHistory',
      subject: { kind: 'events', id: eventId },
      eventId,
      // How much went; what the items were is told by the agenda's own rows.
      changes: [
        { table: 'agenda_edits', id: eventId, column: 'count', before: edits, after: 0 },
        { table: 'agenda_versions', id: eventId, column: 'count', before: versions, after: 0 },
      ],
      now,
    })
    return deleteDraftEvent(tx, args)
  })
}
