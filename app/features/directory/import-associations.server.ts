import { inArray } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { importRows, type Import } from '#app/features/audit/import-rows.server.ts'
import { nameKey } from './rules.ts'
import { associations } from './tables.server.ts'

type Row = Omit<typeof associations.$inferInsert, 'createdAt' | 'nameKey'>

/** Brings in associations. Their fields and municipalities must be there. */
export async function importAssociations(db: Writer, list: Import<Row>) {
  return importRows(db, list, {
    verb: 'importAssociations',
    table: 'associations',
    known: async (tx, ids) => tx.select().from(associations).where(inArray(associations.id, ids)),
    save: async (tx, row) => {
      const named = { ...row, nameKey: nameKey(row.name) }
      await tx
        .insert(associations)
        .values({ ...named, createdAt: list.now })
        .onConflictDoUpdate({ target: associations.id, set: named })
    },
  })
}
