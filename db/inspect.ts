import BetterSqlite3 from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import path from 'node:path'

export type Inspection = {
  /** What quick_check found wrong, or null. */
  damage: string | null
  /** Migrations that this code has and the file does not. */
  pending: number
}

/**
 * Looks at a database file without changing it.
 * @throws when the file is not there or is no database
 */
export function inspectDatabase(file: string, migrations: string): Inspection {
  const connection = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
  try {
    const found = String(connection.pragma('quick_check(1)', { simple: true }))
    const journal = JSON.parse(readFileSync(path.join(migrations, 'meta/_journal.json'), 'utf8')) as {
      entries: { when: number }[]
    }
    const last = lastMigration(connection)
    return {
      damage: found === 'ok' ? null : found,
      pending: journal.entries.filter((entry) => entry.when > last).length,
    }
  } finally {
    connection.close()
  }
}

/** When the newest migration of the file was made; 0 for an empty file. */
function lastMigration(connection: BetterSqlite3.Database): number {
  const there = connection.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get()
  if (!there) return 0
  const last = connection.prepare('select max(created_at) as at from __drizzle_migrations').get() as {
    at: number | null
  }
  return last.at ?? 0
}
