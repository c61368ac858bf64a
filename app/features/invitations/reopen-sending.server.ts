import type { Writer } from '#db/database.ts'
import { cancelSending } from './cancel-sending.server.ts'
import { plannedSending } from './queries.server.ts'
import { saveSendingDraft } from './save-sending-draft.server.ts'

/** Takes a planned sending back into preparation: whom it calls and what it says become the person's draft again. */
export async function reopenSending(
  db: Writer,
  args: { eventId: string; sendingId: string; actor: { kind: 'person'; personId: string }; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'notPlanned' }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const planned = await plannedSending(tx, eventId, args.sendingId)
    if (!planned) return { ok: false, reason: 'notPlanned' }
    const { audience, letter } = planned
    await saveSendingDraft(tx, { eventId, letter, ...(audience && { audience }), actor, now })
    return cancelSending(tx, args)
  })
}
