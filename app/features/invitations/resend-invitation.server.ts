import type { Writer } from '#db/database.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { resendLetter } from '#app/features/mail/resend-letter.server.ts'
import { letterOfInvitation } from './queries.server.ts'

/** Sends an invitation's letter again that did not arrive. Only of an invitation of `eventId`: the right is that event's. */
export async function resendInvitation(
  db: Writer,
  args: { eventId: string; invitationId: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'unknown' | 'notNeeded' }> {
  const { eventId, invitationId, actor, now } = args
  return db.write(async (tx) => {
    const found = await letterOfInvitation(tx, eventId, invitationId)
    if (found?.invitation.withdrawnAt !== null || found.letter === null) return { ok: false, reason: 'unknown' }
    return resendLetter(tx, { id: found.letter.id, actor, now })
  })
}
