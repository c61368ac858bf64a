import { inArray } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { importRows, type Import } from '#app/features/audit/import-rows.server.ts'
import { fields } from './tables.server.ts'

/** Brings in the fields of activity. */
export async function importFields(db: Writer, list: Import<typeof fields.$inferInsert>) {
  return importRows(db, list, {
    verb: 'importFields',
    table: 'fields',
    known: async (tx, ids) => tx.select().from(fields).where(inArray(fields.id, ids)),
    save: async (tx, row) => tx.insert(fields).values(row).onConflictDoUpdate({ target: fields.id, set: row }),
  })
}
