import { inArray } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { importRows, type Import } from '#app/features/audit/import-rows.server.ts'
import { venues } from './tables.server.ts'

/** Brings in places to meet. Their municipalities must be there. */
export async function importVenues(db: Writer, list: Import<typeof venues.$inferInsert>) {
  return importRows(db, list, {
    verb: 'importVenues',
    table: 'venues',
    known: async (tx, ids) => tx.select().from(venues).where(inArray(venues.id, ids)),
    save: async (tx, row) => tx.insert(venues).values(row).onConflictDoUpdate({ target: venues.id, set: row }),
  })
}
