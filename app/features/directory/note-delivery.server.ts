import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { associations, bodies, contacts } from './tables.server.ts'

/**
 * Keeps in the register that an address refused a letter for good, or that one arrived after all. Of each who has the
 * address; whoever stands so already is left alone.
 */
export async function noteDelivery(
  db: Writer,
  args: { address: string; arrived: boolean; actor: Actor; now: number },
): Promise<{ ok: true; changed: number }> {
  const { address, arrived, actor, now } = args
  const after = { bouncedAt: arrived ? null : now }
  return db.write(async (tx) => {
    let changed = 0
    for (const [kind, table] of [
      ['associations', associations],
      ['bodies', bodies],
      ['contacts', contacts],
    ] as const) {
      const stands = arrived ? isNotNull(table.bouncedAt) : isNull(table.bouncedAt)
      const found = await tx
        .select({ id: table.id, bouncedAt: table.bouncedAt })
        .from(table)
        .where(and(eq(table.email, address), stands))
      for (const before of found) {
        await tx.update(table).set(after).where(eq(table.id, before.id))
        const changes = changesBetween(kind, before.id, before, after)
        await recordChange(tx, { actor, verb: 'noteDelivery', subject: { kind, id: before.id }, changes, now })
        changed += 1
      }
    }
    return { ok: true, changed }
  })
}
