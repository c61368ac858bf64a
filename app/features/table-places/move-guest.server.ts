import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { freeSeats } from '#app/features/seats/rules.ts'
import { tableLetter } from './letters.server.ts'
import { moveTableQueues } from './move-table-queues.server.ts'
import { lettersHad, placesOf, rowOf, tablesOf } from './queries.server.ts'
import { claimsAt } from './rules.ts'
import { tablePlaces } from './tables.server.ts'

export type MoveRefusal =
  { reason: 'gone' | 'over' | 'unknownTable' } | { reason: 'noSeats'; free: number; wanted: number }

/**
 * The convener moves a guest to another table of the same time, by hand and past its queue, but never past its seats. The
 * guest is told by letter, and the seats left go to the next in line. Who waited or was offered seats gets them there.
 */
export async function moveGuest(
  db: Writer,
  args: { eventId: string; invitationId: string; from: string; to: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; refusal: MoveRefusal }> {
  const { eventId, invitationId, from, to, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (event?.state !== 'published' || now >= event.endsAt) return { ok: false, refusal: { reason: 'over' } }
    const group = (await tablesOf(tx, event)).find(({ tables }) => tables.some(({ id }) => id === to))
    const [source, target] = [from, to].map((itemId) => group?.tables.find(({ id }) => id === itemId))
    if (!group || !source || !target || from === to) return { ok: false, refusal: { reason: 'unknownTable' } }
    const places = await placesOf(tx, eventId)
    const [moving, there] = [from, to].map((itemId) =>
      places.find((row) => row.itemId === itemId && row.invitationId === invitationId),
    )
    if (!moving) return { ok: false, refusal: { reason: 'gone' } }
    const before = rowOf(moving)
    const people = before.people + (there?.people ?? 0)
    const claims = claimsAt(places, to).filter(({ id }) => id !== invitationId)
    const free = freeSeats({ capacity: target.capacity, startsAt: event.startsAt }, claims)
    if (people > free) return { ok: false, refusal: { reason: 'noSeats', free, wanted: people } }
    const after = {
      itemId: to,
      people,
      place: 'seat' as const,
      position: null,
      offeredUntil: null,
    }
    if (there) await tx.delete(tablePlaces).where(eq(tablePlaces.id, there.id))
    await tx.update(tablePlaces).set(after).where(eq(tablePlaces.id, before.id))
    await recordChange(tx, {
      actor,
      verb: 'moveGuest',
      subject: { kind: 'invitations', id: invitationId },
      eventId,
      changes: [
        ...changesBetween('table_places', before.id, before, after),
        ...(there ? changesBetween('table_places', there.id, rowOf(there), null) : []),
      ],
      now,
    })
    const { startsAt, endsAt } = group
    const news = { kind: 'tableMoved', from: source } as const
    const letter = tableLetter(
      event,
      news,
      { ...target, startsAt, endsAt },
      { people, before: await lettersHad(tx, invitationId, news.kind) },
      moving.invitation,
      now,
    )
    if (letter) await queueLetter(tx, letter)
    await moveTableQueues(tx, { eventId, actor, now })
    return { ok: true }
  })
}
