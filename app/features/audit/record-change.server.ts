import type { Transaction } from '#db/database.ts'
import { newId } from '#app/lib/ids.ts'
import { actorName, type Actor, type Change } from './rules.ts'
import { auditRows } from './tables.server.ts'

/** Leaves the audit row of a verb, in the verb's own transaction. */
export async function recordChange(
  tx: Transaction,
  entry: {
    actor: Actor
    verb: string
    subject: { kind: string; id: string }
    eventId?: string
    changes: Change[]
    now: number
  },
): Promise<void> {
  await tx.insert(auditRows).values({
    id: newId(),
    at: entry.now,
    actor: actorName(entry.actor),
    verb: entry.verb,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    eventId: entry.eventId ?? null,
    changes: entry.changes,
  })
}
