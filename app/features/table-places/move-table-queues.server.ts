import { eq } from 'drizzle-orm'
import type { Transaction, Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor, type Change } from '#app/features/audit/rules.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { hasLapsed, turnsOf } from '#app/features/seats/rules.ts'
import { tableLetter, type TableNews } from './letters.server.ts'
import { lettersHad, allPlaces, rowOf, tablesOf, type NamedPlace } from './queries.server.ts'
import { claimsAt, staleOf } from './rules.ts'
import { tablePlaces } from './tables.server.ts'

/**
 * Brings the tables of an event up to date: who does not come any more, or with fewer people, leaves seats; offers whose
 * time is over end; and at each open table free seats are offered or given to the next in line, who are told by letter.
 * Does nothing where nothing moves, so it may be called at any time, and is by every verb after which something may.
 * @returns how many places changed
 */
export async function moveTableQueues(
  db: Writer,
  args: { eventId: string; actor: Actor; now: number },
): Promise<{ moved: number }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const all = await allPlaces(tx, eventId)
    const event = all.length > 0 ? await eventById(tx, eventId) : null
    if (event?.state !== 'published' || now >= event.startsAt) return { moved: 0 }
    const groups = await tablesOf(tx, event)
    const changes: Change[] = []
    const standing = new Map(all.map((row) => [row.id, row]))
    for (const { place: row, people } of staleOf(all, groups)) {
      changes.push(...(await change(tx, row, people > 0 ? { people } : null)))
      if (people > 0) standing.set(row.id, { ...row, people })
      else standing.delete(row.id)
    }
    for (const group of groups) {
      for (const table of group.tables) {
        const at = { event, table: { ...table, startsAt: group.startsAt, endsAt: group.endsAt }, now }
        const here = [...standing.values()].filter(({ itemId }) => itemId === table.id)
        const lapsed = here.filter((row) => hasLapsed(row, now))
        for (const row of lapsed) {
          changes.push(...(await change(tx, row, null)))
          await tell(tx, at, row, { kind: 'tableLapsed' })
        }
        // At a closed table the queue stands still, and goes on when it is opened again.
        if (table.closed !== null) continue
        const rest = here.filter((row) => !lapsed.includes(row))
        const pool = { capacity: table.capacity, startsAt: event.startsAt }
        for (const { id, place, offeredUntil } of turnsOf(pool, claimsAt(rest, table.id), now)) {
          const row = rest.find(({ invitationId }) => invitationId === id)
          if (!row) continue
          const after = { place, offeredUntil, position: null }
          changes.push(...(await change(tx, row, after)))
          const news: TableNews =
            place === 'offered' ? { kind: 'tableOffered', until: offeredUntil } : { kind: 'tableGiven' }
          await tell(tx, at, row, news)
        }
      }
    }
    if (changes.length > 0) {
      const subject = { kind: 'events', id: eventId }
      await recordChange(tx, { actor, verb: 'moveTableQueues', subject, eventId, changes, now })
    }
    return { moved: new Set(changes.map(({ id }) => id)).size }
  })
}

/** Queues the letter of what moved at a table, if there is an address. */
async function tell(
  tx: Transaction,
  { event, table, now }: { event: EventDetails; table: Parameters<typeof tableLetter>[2]; now: number },
  { people, invitationId, invitation }: NamedPlace,
  news: TableNews,
): Promise<void> {
  const before = await lettersHad(tx, invitationId, news.kind)
  const letter = tableLetter(event, news, table, { people, before }, invitation, now)
  if (letter) await queueLetter(tx, letter)
}

/** Changes a row, or takes it away (`after` null). Gives the changed columns. */
async function change(
  tx: Transaction,
  place: NamedPlace,
  after: Partial<typeof tablePlaces.$inferSelect> | null,
): Promise<Change[]> {
  const own = eq(tablePlaces.id, place.id)
  if (after) await tx.update(tablePlaces).set(after).where(own)
  else await tx.delete(tablePlaces).where(own)
  return changesBetween('table_places', place.id, rowOf(place), after)
}
