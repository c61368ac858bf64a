import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as Y from 'yjs'
import { openDatabase } from '#db/database.ts'
import { openLog } from '#server/live/log.ts'
import { liveSnapshots, liveUpdates } from '#server/live/tables.ts'
import { openEditor } from '#tests/live/editor.ts'
import type { Stage } from '#tests/live/stage.ts'

/** What somebody finds who was never here: another account, nothing kept in any browser. */
export function freshCopies({ server, administrator }: Stage, documents: string[]): Promise<Y.Doc[]> {
  return Promise.all(
    documents.map(async (document) => {
      const reader = await openEditor(server.baseUrl, administrator, document)
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(reader.doc))
      reader.leave()
      return copy
    }),
  )
}

/** The documents as a kill left them, read from a copy of the files; and how many log rows no snapshot holds. */
export async function copiesOnDisk(dataDir: string, documents: string[]): Promise<{ docs: Y.Doc[]; rows: number }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kutsu-after-kill-'))
  try {
    await copyFile(path.join(dataDir, 'kutsu.db'), path.join(folder, 'kutsu.db'))
    await copyFile(path.join(dataDir, 'kutsu.db-wal'), path.join(folder, 'kutsu.db-wal')).catch(() => undefined)
    const db = openDatabase(path.join(folder, 'kutsu.db'))
    const log = openLog(db)
    const docs: Y.Doc[] = []
    for (const document of documents) docs.push((await log.load(document)).doc)
    const rows = await db.read.$count(liveUpdates)
    const snapshots = await db.read.$count(liveSnapshots)
    await db.close()
    return { docs, rows: snapshots === 0 ? 0 : rows }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
