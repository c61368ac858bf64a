import { inArray } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { importRows, type Import } from '#app/features/audit/import-rows.server.ts'
import { withNewAddress } from './rules.ts'
import { contacts } from './tables.server.ts'

/** Brings in role addresses of officials and elected officials. Their organisers must be there. */
export async function importContacts(db: Writer, list: Import<typeof contacts.$inferInsert>) {
  return importRows(db, list, {
    verb: 'importContacts',
    table: 'contacts',
    known: async (tx, ids) => tx.select().from(contacts).where(inArray(contacts.id, ids)),
    along: withNewAddress,
    save: async (tx, row) => tx.insert(contacts).values(row).onConflictDoUpdate({ target: contacts.id, set: row }),
  })
}
