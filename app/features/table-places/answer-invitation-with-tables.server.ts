import type { Writer } from '#db/database.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { moveTableQueues } from './move-table-queues.server.ts'

/** Saves an answer, and gives the seats at tables to the next in line of those who do not come, or with fewer people. */
export async function answerInvitationWithTables(
  db: Writer,
  args: Parameters<typeof answerInvitation>[1],
): ReturnType<typeof answerInvitation> {
  const { actor, now } = args
  return db.write(async (tx) => {
    const outcome = await answerInvitation(tx, args)
    if (outcome.ok) await moveTableQueues(tx, { eventId: outcome.eventId, actor, now })
    return outcome
  })
}
