import { asc, eq } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { inviteeMessages } from './tables.server.ts'

export type InviteeMessage = Pick<typeof inviteeMessages.$inferSelect, 'id' | 'text' | 'sentAt'>

/** What the invited of an event wrote to its convener, by invitation, oldest first. */
export async function messagesByInvitation(db: Queries, eventId: string): Promise<Record<string, InviteeMessage[]>> {
  const { id, invitationId, text, sentAt } = inviteeMessages
  const rows = await db
    .select({ id, invitationId, text, sentAt })
    .from(inviteeMessages)
    .where(eq(inviteeMessages.eventId, eventId))
    .orderBy(asc(sentAt), asc(id))
  const found: Record<string, InviteeMessage[]> = {}
  for (const { invitationId: of, ...message } of rows) (found[of] ??= []).push(message)
  return found
}

/** What one invitee wrote, oldest first. */
export async function messagesOf(db: Queries, invitationId: string): Promise<InviteeMessage[]> {
  const { id, text, sentAt } = inviteeMessages
  return db
    .select({ id, text, sentAt })
    .from(inviteeMessages)
    .where(eq(inviteeMessages.invitationId, invitationId))
    .orderBy(asc(sentAt), asc(id))
}
