import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { eventZone, inputRefusal, type EventInput, type InputRefusal } from './rules.ts'
import { unknownPart, type EventRow } from './queries.server.ts'
import { events } from './tables.server.ts'

/** Makes a draft (LIA-2: who makes it is its convener). */
export async function createEvent(
  db: Writer,
  args: { event: EventInput; convenerId: string | null; actor: Actor; now: number },
): Promise<{ ok: true; eventId: string } | { ok: false; reason: InputRefusal }> {
  const { event, convenerId, actor, now } = args
  return db.write(async (tx) => {
    const reason = inputRefusal(event, now) ?? (await unknownPart(tx, event))
    if (reason) return { ok: false, reason }
    const id = newId()
    const row: EventRow = {
      ...event,
      id,
      convenerId,
      timeZone: eventZone,
      state: 'draft',
      cancelReason: null,
      // Says nothing of where, when or by whom: it stands in strangers' calendars for good.
      uid: `${newId()}@kutsu`,
      sequence: 0,
      movedFrom: null,
      createdAt: now,
      changedAt: now,
      publishedAt: null,
    }
    await tx.insert(events).values(row)
    const changes = changesBetween('events', id, null, row)
    await recordChange(tx, {
      actor,
      verb: 'createEvent',
      subject: { kind: 'events', id },
      eventId: id,
      changes,
      now,
    })
    return { ok: true, eventId: id }
  })
}
