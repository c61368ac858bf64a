import type { Writer } from '#db/database.ts'
import { answerWithGuests } from '#app/features/guests/answer-with-guests.server.ts'
import { moveTableQueues } from './move-table-queues.server.ts'

/** Saves an answer with who comes, and gives the seats at tables to the next in line of those who do not come, or with fewer people. */
export async function answerInvitationWithTables(
  db: Writer,
  args: Parameters<typeof answerWithGuests>[1],
): ReturnType<typeof answerWithGuests> {
  const { actor, now } = args
  return db.write(async (tx) => {
    const outcome = await answerWithGuests(tx, args)
    if (outcome.ok) await moveTableQueues(tx, { eventId: outcome.eventId, actor, now })
    return outcome
  })
}
