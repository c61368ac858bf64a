import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as Y from 'yjs'
import { openDatabase, type Database } from '#db/database.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { projectRoot } from '#server/project-root.ts'

/** A migrated database in a folder of its own, as long as `work` takes. */
export async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kutsu-fuzz-'))
  const file = path.join(folder, 'kutsu.db')
  migrateDatabase(file, path.join(projectRoot, 'db/migrations'))
  const db = openDatabase(file)
  try {
    return await work(db)
  } finally {
    await db.close()
    rmSync(folder, { recursive: true })
  }
}

/** Do two documents know the same edits, and read the same? */
export function sameState(one: Y.Doc, other: Y.Doc): boolean {
  const known = (doc: Y.Doc) =>
    JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b))
  const reads = (doc: Y.Doc) => JSON.stringify(doc.getMap('items').toJSON(), byKey)
  return known(one) === known(other) && reads(one) === reads(other)
}

/** Keys of a map come in the order in which a copy heard of them: that is no difference. */
function byKey(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
