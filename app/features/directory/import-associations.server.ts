import { inArray } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { importRows, type Import } from '#app/features/audit/import-rows.server.ts'
import { nameKey, withNewAddress } from './rules.ts'
import { associations } from './tables.server.ts'

type Row = Omit<typeof associations.$inferInsert, 'createdAt' | 'nameKey'>

/** Brings in associations. Their fields and municipalities must be there. */
export async function importAssociations(db: Writer, list: Import<Row>) {
  const rows = list.rows.map((row) => ({ ...row, nameKey: nameKey(row.name) }))
  return importRows(
    db,
    { ...list, rows },
    {
      verb: 'importAssociations',
      table: 'associations',
      known: async (tx, ids) => tx.select().from(associations).where(inArray(associations.id, ids)),
      along: withNewAddress,
      save: async (tx, row) =>
        tx
          .insert(associations)
          .values({ ...row, createdAt: list.now })
          .onConflictDoUpdate({ target: associations.id, set: row }),
    },
  )
}
