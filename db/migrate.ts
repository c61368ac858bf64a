import BetterSqlite3 from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'

/**
 * Brings the database file to the newest shape. All pending migrations land in one transaction, or none does.
 * @param folder the folder of the generated SQL (db/migrations)
 */
export function migrateDatabase(file: string, folder: string): void {
  const connection = new BetterSqlite3(file)
  try {
    connection.pragma('busy_timeout = 5000')
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    migrate(drizzle(connection), { migrationsFolder: folder })
  } finally {
    connection.close()
  }
}
