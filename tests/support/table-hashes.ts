import BetterSqlite3 from 'better-sqlite3'
import { createHash } from 'node:crypto'

/** What each table of a database holds, as a hash: two that are equal have the same rows. */
export function tableHashes(file: string): Record<string, string> {
  const db = new BetterSqlite3(file, { readonly: true })
  try {
    const names = db
      .prepare("select name from sqlite_master where type = 'table' order by name")
      .pluck()
      .all() as string[]
    return Object.fromEntries(
      names.map((name) => {
        const rows = db
          .prepare(`select * from "${name}"`)
          .raw()
          .all()
          .map((row) => JSON.stringify(row))
        return [name, createHash('sha256').update(rows.sort().join('\n')).digest('hex')]
      }),
    )
  } finally {
    db.close()
  }
}
