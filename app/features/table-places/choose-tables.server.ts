import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor, type Change } from '#app/features/audit/rules.ts'
import { invitationById } from '#app/features/invitations/queries.server.ts'
import { lastPosition } from '#app/features/seats/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { moveTableQueues } from './move-table-queues.server.ts'
import { placeAt, placesOf, tablesOf } from './queries.server.ts'
import { claimsAt, movesFor, type TableRefusal } from './rules.ts'
import { tablePlaces } from './tables.server.ts'

/**
 * Saves how many of a guest's party come to which table: all of it or nothing. Where no seat is free they get into the
 * table's queue; seats that become free go to the next in line at once. Taking an offer is choosing its table again;
 * leaving is choosing it with nobody, also after the deadline. Tables that `wishes` does not name stay as they are.
 */
export async function chooseTables(
  db: Writer,
  args: { invitationId: string; wishes: ReadonlyMap<string, number>; actor: Actor; now: number },
): Promise<{ ok: true; eventId: string; changed: boolean } | { ok: false; refusal: TableRefusal }> {
  const { invitationId, wishes, actor, now } = args
  return db.write(async (tx) => {
    const guest = await invitationById(tx, invitationId)
    if (!guest) return { ok: false, refusal: { reason: 'withdrawn', itemId: null } }
    const { eventId } = guest
    // Seats that became free meanwhile are for those who wait, before anybody is told how many there are.
    await moveTableQueues(tx, { eventId, actor, now })
    const places = await placesOf(tx, eventId)
    const decided = movesFor({ guest, groups: await tablesOf(tx, guest.event), places }, wishes, now)
    if (!decided.ok) return decided
    const changes: Change[] = []
    for (const { itemId, people, place } of decided.moves) {
      const before = await placeAt(tx, { eventId, invitationId, itemId })
      const id = before?.id ?? newId()
      if (place === null) {
        await tx.delete(tablePlaces).where(eq(tablePlaces.id, id))
        changes.push(...changesBetween('table_places', id, before, null))
        continue
      }
      const joins = place === 'waiting' && before?.place !== 'waiting'
      const after = {
        place,
        people,
        position: joins
          ? lastPosition(claimsAt(places, itemId)) + 1
          : place === 'waiting'
            ? (before?.position ?? null)
            : null,
        waitingSince: joins ? now : (before?.waitingSince ?? null),
        offeredUntil: null,
      }
      const row = { id, eventId, invitationId, itemId, ...after, chosenAt: now }
      if (before) await tx.update(tablePlaces).set(after).where(eq(tablePlaces.id, id))
      else await tx.insert(tablePlaces).values(row)
      changes.push(...changesBetween('table_places', id, before, before ? after : row))
    }
    if (changes.length === 0) return { ok: true, eventId, changed: false }
    const subject = { kind: 'invitations', id: invitationId }
    await recordChange(tx, { actor, verb: 'chooseTables', subject, eventId, changes, now })
    await moveTableQueues(tx, { eventId, actor, now })
    return { ok: true, eventId, changed: true }
  })
}
