import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { stopLetters } from '#app/features/mail/stop-letters.server.ts'
import { moveQueue } from './move-queue.server.ts'
import { invitationOf } from './queries.server.ts'
import { invitations } from './tables.server.ts'

/**
 * Takes an invitation back: its seats go to the next in line, its link says so, and its letter, if it still waits, does not go out. The answer
 * stays on record. Only within `eventId`: the right to withdraw was asked about that event.
 */
export async function withdrawInvitation(
  db: Writer,
  args: { invitationId: string; eventId: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'noSuchInvitation' | 'withdrawn' }> {
  const { invitationId, eventId, actor, now } = args
  return db.write(async (tx) => {
    const before = await invitationOf(tx, eventId, invitationId)
    if (!before) return { ok: false, reason: 'noSuchInvitation' }
    if (before.withdrawnAt !== null) return { ok: false, reason: 'withdrawn' }
    const nobody = { place: 'none', people: 0, online: 0 } as const
    const left = { ...nobody, position: null, offeredUntil: null, waitingSince: null }
    const after = { withdrawnAt: now, ...left }
    await tx.update(invitations).set(after).where(eq(invitations.id, invitationId))
    await recordChange(tx, {
      actor,
      verb: 'withdrawInvitation',
      subject: { kind: 'invitations', id: invitationId },
      eventId,
      changes: changesBetween('invitations', invitationId, before, after),
      now,
    })
    const cause = { kind: 'invitations', id: invitationId }
    await stopLetters(tx, { kind: 'invitation', subjectIds: [invitationId], cause, eventId, actor, now })
    await moveQueue(tx, { eventId, actor, now })
    return { ok: true }
  })
}
