import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { cancelEventWithInvitations } from '#app/features/invitations/cancel-event-with-invitations.server.ts'
import { newId } from '#app/lib/ids.ts'
import { changesIn, lastNumber } from './queries.server.ts'
import { changeLetters } from './tables.server.ts'

/** Cancels an event, which is told at once, in the place of any change that waits or is being told. */
export async function cancelEventWithLetters(
  db: Writer,
  args: Parameters<typeof cancelEventWithInvitations>[1],
): ReturnType<typeof cancelEventWithInvitations> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const outcome = await cancelEventWithInvitations(tx, args)
    if (!outcome.ok) return outcome
    const open = await changesIn(tx, eventId, ['waiting', 'sending'])
    const id = newId()
    const after = {
      id,
      eventId,
      number: (await lastNumber(tx, eventId)) + 1,
      kind: 'cancellation' as const,
      was: null,
      agendaFrom: null,
      becomes: null,
      agendaTo: null,
      state: 'waiting' as const,
      changedAt: now,
      dueAt: now,
      sent: 0,
      decidedBy: null,
      decidedAt: null,
    }
    for (const change of open) {
      await tx.update(changeLetters).set({ state: 'replaced' }).where(eq(changeLetters.id, change.id))
    }
    await tx.insert(changeLetters).values(after)
    await recordChange(tx, {
      actor,
      verb: 'cancelEventWithLetters',
      subject: { kind: 'change_letters', id },
      eventId,
      changes: [
        ...open.flatMap((change) => changesBetween('change_letters', change.id, change, { state: 'replaced' })),
        ...changesBetween('change_letters', id, null, after),
      ],
      now,
    })
    return outcome
  })
}
