import { eq } from 'drizzle-orm'
import { emptyItem, type AgendaItem } from '#app/features/agenda/rules.ts'
import { publishedAgendas } from '#app/features/agenda/tables.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { queueOf } from '#app/features/seats/rules.ts'
import { answerInvitationWithTables } from '#app/features/table-places/answer-invitation-with-tables.server.ts'
import { chooseTables } from '#app/features/table-places/choose-tables.server.ts'
import { moveTableQueues } from '#app/features/table-places/move-table-queues.server.ts'
import { placesOf } from '#app/features/table-places/queries.server.ts'
import { claimsAt } from '#app/features/table-places/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeEvent, makeInvitation, type EventRow, type InvitationRow } from '#tests/support/makers.ts'

const system = { kind: 'system' } as const
const day = 86_400_000

/** Two tables at one time, the first with these seats and the other with 20, and a workshop of its own without a limit. */
export const programme = (tilat: number): AgendaItem[] => [
  { ...emptyItem, id: 'poydat', title: 'Pöydät', kind: 'tableWork' },
  { ...emptyItem, id: 'tilat0', title: 'Tilat', within: 'poydat', capacity: tilat },
  { ...emptyItem, id: 'avust0', title: 'Avustukset', within: 'poydat', capacity: 20 },
  { ...emptyItem, id: 'pajat0', title: 'Pajat', kind: 'tableWork' },
  { ...emptyItem, id: 'taide0', title: 'Taide', within: 'pajat0', capacity: null },
]

/** A published event in ten days with that programme, and guests who all come, this many of each. */
export async function tableWorld(
  tilat: number,
  parties: Record<string, number>,
  now: number,
  given: Partial<EventRow> = {},
) {
  const db = await openTestDatabase()
  const event = await makeEvent(db, { startsAt: now + 10 * day, answerBy: null, ...given })
  const agenda = { eventId: event.id, version: 1, publishedAt: now, items: programme(tilat) }
  await db.write(async (tx) => tx.insert(publishedAgendas).values(agenda))
  const guests: Record<string, InvitationRow> = {}
  for (const [name, people] of Object.entries(parties)) {
    const id = newId()
    const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
    const coming = { answer: 'yes', place: 'seat', people } as const
    guests[name] = await makeInvitation(db, { id, name, eventId: event.id, linkId: link.id, ...coming })
  }
  const idOf = (name: string) => guests[name]?.id ?? ''
  const by = { eventId: event.id, actor: system, now }
  return {
    db,
    event,
    by,
    idOf,
    choose: (name: string, wishes: Record<string, number>, at = now) =>
      chooseTables(db, { invitationId: idOf(name), wishes: new Map(Object.entries(wishes)), actor: system, now: at }),
    answer: (name: string, said: { answer: 'yes' | 'no' | 'maybe'; people?: number }) =>
      answerInvitationWithTables(db, { invitationId: idOf(name), ...said, actor: system, now }),
    /** What somebody has: `tilat0 seat 1, taide0 waiting 2`. */
    has: async (name: string) =>
      (await placesOf(db.read, event.id))
        .filter((row) => row.invitationId === idOf(name))
        .map(({ itemId, place, people }) => `${itemId} ${place} ${String(people)}`)
        .sort()
        .join(', '),
    queue: async (itemId = 'tilat0') => {
      const places = await placesOf(db.read, event.id)
      return queueOf(claimsAt(places, itemId)).map(({ id }) => places.find((row) => row.invitationId === id)?.name)
    },
    lettersTo: async (name: string) => {
      const address = guests[name]?.email ?? ''
      const found = await db.read.select().from(letters).where(eq(letters.recipient, address)).orderBy(letters.queuedAt)
      return found.filter(({ kind }) => kind.startsWith('table')).map(({ kind }) => kind)
    },
    move: (at: number) => moveTableQueues(db, { ...by, now: at }),
  }
}
