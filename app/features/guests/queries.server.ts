import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import type { AnswerMark, Guest } from './rules.ts'
import { answerMarks, guests } from './tables.server.ts'

/** Who of one party comes, in the order in which they were told. */
export async function guestsOf(db: Queries, invitationId: string): Promise<Guest[]> {
  const { name, online, position } = guests
  return db.select({ name, online }).from(guests).where(eq(guests.invitationId, invitationId)).orderBy(asc(position))
}

/** The guests of those who come to an event or wait for a seat, by invitation: of all, or of `ids`. */
export async function guestsByInvitation(db: Queries, eventId: string, ids?: string[]): Promise<Map<string, Guest[]>> {
  const { invitationId, name, online, position } = guests
  const rows = await db
    .select({ invitationId, name, online })
    .from(guests)
    .innerJoin(invitations, eq(invitations.id, invitationId))
    .where(
      and(
        ids ? inArray(invitationId, ids) : eq(guests.eventId, eventId),
        eq(invitations.answer, 'yes'),
        isNull(invitations.withdrawnAt),
      ),
    )
    .orderBy(asc(invitationId), asc(position))
  const found = new Map<string, Guest[]>()
  for (const { invitationId: id, ...guest } of rows) {
    const known = found.get(id)
    if (known) known.push(guest)
    else found.set(id, [guest])
  }
  return found
}

/** How an answer changed, the latest first. */
export async function marksOf(db: Queries, invitationId: string): Promise<AnswerMark[]> {
  const { at, name, answer, people, online, recorded, id } = answerMarks
  return db
    .select({ at, name, answer, people, online, recorded })
    .from(answerMarks)
    .where(eq(answerMarks.invitationId, invitationId))
    .orderBy(desc(at), desc(id))
}
