import { inArray } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { importRows, type Import } from '#app/features/audit/import-rows.server.ts'
import { withNewAddress } from './rules.ts'
import { bodies } from './tables.server.ts'

/** Brings in bodies: councils, groups. Their organisers must be there. */
export async function importBodies(db: Writer, list: Import<typeof bodies.$inferInsert>) {
  return importRows(db, list, {
    verb: 'importBodies',
    table: 'bodies',
    known: async (tx, ids) => tx.select().from(bodies).where(inArray(bodies.id, ids)),
    along: withNewAddress,
    save: async (tx, row) => tx.insert(bodies).values(row).onConflictDoUpdate({ target: bodies.id, set: row }),
  })
}
