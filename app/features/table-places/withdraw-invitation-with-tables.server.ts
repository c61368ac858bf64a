import type { Writer } from '#db/database.ts'
import { withdrawInvitation } from '#app/features/invitations/withdraw-invitation.server.ts'
import { moveTableQueues } from './move-table-queues.server.ts'

/** Takes an invitation back, and gives its seats at tables to the next in line. */
export async function withdrawInvitationWithTables(
  db: Writer,
  args: Parameters<typeof withdrawInvitation>[1],
): ReturnType<typeof withdrawInvitation> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const outcome = await withdrawInvitation(tx, args)
    if (outcome.ok) await moveTableQueues(tx, { eventId, actor, now })
    return outcome
  })
}
