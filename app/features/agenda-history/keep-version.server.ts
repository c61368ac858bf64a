import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { actorName, type Actor } from '#app/features/audit/rules.ts'
import { newId } from '#app/lib/ids.ts'
import type { Writer } from '#db/database.ts'
import { keepState } from './live.server.ts'
import type { EditDetails, VersionCause } from './rules.ts'
import { agendaEdits } from './tables.server.ts'

/**
 * Keeps the draft agenda as it is, because the whole of it is about to be changed, and tells in its history why. Call it
 * right before that edit, with the document settled.
 * @returns the id of the version from which the agenda can be brought back, or null when it is empty
 */
export async function keepVersion(
  db: Writer,
  args: {
    eventId: string
    cause: Exclude<VersionCause, 'quiet'>
    /** What follows. */
    details: Extract<EditDetails, { kind: 'restored' | 'started' }>
    actor: Actor
    now: number
  },
): Promise<string | null> {
  const { eventId, cause, details, actor, now } = args
  return db.write(async (tx) => {
    const items = await agendaFor(tx, eventId)
    // Of an empty agenda there is nothing to keep.
    const versionId = items.length > 0 ? await keepState(tx, { eventId, at: now, cause, items }) : null
    const told = { itemId: '', title: '', kind: details.kind, details, people: [actorName(actor)], from: now, at: now }
    const id = newId()
    await tx.insert(agendaEdits).values({ id, eventId, ...told })
    await recordChange(tx, {
      actor,
      verb: 'keepVersion',
      subject: { kind: 'events', id: eventId },
      eventId,
      // The items themselves stand in the version.
      changes: [{ table: 'agenda_edits', id, column: 'details', before: null, after: details }],
      now,
    })
    return versionId
  })
}
