import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'

/** All who are invited to an event, by name, with what they answered. Withdrawn invitations are left out. */
export async function everybodyInvited(db: Queries, eventId: string) {
  const { name, recipientKind, email, answer, place, people, message, answeredAt } = invitations
  return db
    .select({ name, recipientKind, email, answer, place, people, message, answeredAt })
    .from(invitations)
    .where(and(eq(invitations.eventId, eventId), isNull(invitations.withdrawnAt)))
    .orderBy(asc(name), asc(invitations.id))
}
