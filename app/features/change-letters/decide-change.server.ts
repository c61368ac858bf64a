import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { changesIn } from './queries.server.ts'
import { changeLetters } from './tables.server.ts'

/**
 * A convener has the change that waits told now, or not at all: that is theirs to decide, and who did stays on record. A
 * dropped change is settled: the next edit is told against what it left.
 */
export async function decideChange(
  db: Writer,
  args: {
    eventId: string
    changeId: string
    decision: 'send' | 'drop'
    actor: { kind: 'person'; personId: string }
    now: number
  },
): Promise<{ ok: true } | { ok: false; reason: 'notWaiting' }> {
  const { eventId, changeId, decision, actor, now } = args
  return db.write(async (tx) => {
    const before = (await changesIn(tx, eventId, ['waiting'])).find(({ id }) => id === changeId)
    if (before?.kind !== 'change') return { ok: false, reason: 'notWaiting' }
    const decided = { decidedBy: actor.personId, decidedAt: now }
    const after = { ...decided, ...(decision === 'send' ? { dueAt: now } : { state: 'dropped' as const }) }
    await tx.update(changeLetters).set(after).where(eq(changeLetters.id, changeId))
    const changes = changesBetween('change_letters', changeId, before, after)
    const subject = { kind: 'change_letters', id: changeId }
    await recordChange(tx, { actor, verb: 'decideChange', subject, eventId, changes, now })
    return { ok: true }
  })
}
