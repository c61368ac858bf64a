import { topicProposals } from '#app/features/proposals/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Writer } from '#db/database.ts'

/** A topic that waits for its answer. */
export async function makeProposal(
  db: Writer,
  given: Partial<typeof topicProposals.$inferSelect> & { eventId: string; proposerId: string },
): Promise<typeof topicProposals.$inferSelect> {
  const row = {
    id: newId(),
    linkId: null,
    associationId: null,
    lang: 'fi' as const,
    title: 'Nuorille paikka iltaan',
    why: 'Koulu ja seuratalot ovat kiinni.',
    minutes: 15,
    speaker: '',
    state: 'waiting' as const,
    reason: null,
    reasonLang: null,
    decidedAt: null,
    decidedBy: null,
    revision: 0,
    createdAt: Date.now(),
    ...given,
  }
  await db.write(async (tx) => tx.insert(topicProposals).values(row))
  return row
}
