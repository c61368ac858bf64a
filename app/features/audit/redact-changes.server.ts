import { and, eq, like, or } from 'drizzle-orm'
import type { Transaction } from '#db/database.ts'
import type { Change } from './rules.ts'
import { auditRows } from './tables.server.ts'

/**
 * Takes out of the audit what somebody had erased: that something was changed, when and by whom, stays on record. A part
 * of the verb that erases, which leaves a row of its own. Looks at the rows of the event, and at those about `subjects`.
 * @param mentioning ids of which one stands in each row that may hold it
 */
export async function redactChanges(
  tx: Transaction,
  {
    eventId,
    subjects,
    mentioning,
    redact,
  }: {
    eventId: string
    subjects: { kind: string; id: string }[]
    mentioning: string[]
    redact: (change: Change) => Change
  },
): Promise<void> {
  const told = or(...mentioning.map((id) => like(auditRows.changes, `%${id}%`)))
  const rows = await tx
    .select()
    .from(auditRows)
    .where(and(eq(auditRows.eventId, eventId), told))
  for (const { kind, id } of subjects) {
    const about = and(eq(auditRows.subjectKind, kind), eq(auditRows.subjectId, id))
    rows.push(...(await tx.select().from(auditRows).where(about)))
  }
  for (const row of rows) {
    const changes = row.changes.map(redact)
    if (JSON.stringify(changes) === JSON.stringify(row.changes)) continue
    await tx.update(auditRows).set({ changes }).where(eq(auditRows.id, row.id))
  }
}
