import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, lte, max, sql } from 'drizzle-orm'
import * as Y from 'yjs'
import type { Database, Queries, Transaction } from '#db/database.ts'
import { crc32 } from './checksum.ts'
import { gatherEdits, type Author, type GatheredEdits } from './gathered-edits.ts'
import { liveSnapshots, liveUpdates } from './tables.ts'

export type LoggedUpdate = { update: Uint8Array; actor: string; at: number }

export interface UpdateLog {
  /**
   * Adds updates to the document's log. Those of one turn of the event loop, of all documents, go in one transaction.
   * Committed, they outlive the process; that they outlive the machine is what `synced` says.
   * @returns the number of the last one, after the commit
   * @throws what the database says when it refuses; nothing was written then
   */
  append(document: string, updates: LoggedUpdate[]): Promise<number>
  /** Everything appended before the call is on the disk. @throws when the disk refuses */
  synced(): Promise<void>
  /** @throws DamagedDocument */
  load(document: string): Promise<StoredDocument>
  /** Replaces the document's log rows up to number `upTo` by one snapshot, when there are any; others get their turns. */
  compact(document: string, now: number, upTo?: number): Promise<void>
  /** Deletes all that is stored of the document. */
  forget(document: string): Promise<void>
  /** The documents that have log rows: edits which no snapshot holds yet. */
  uncompacted(): Promise<string[]>
}

/** `rows`: how many log rows came after the snapshot; `edits`: who touched what in these, and from then on. */
export type StoredDocument = { doc: Y.Doc; bytes: number; seq: number; rows: number; edits: GatheredEdits }

/** Others get their turn after this many updates of a log that is read: some 10 ms. */
const atOnce = 250

/** What stands in the log does not match its checksum: the document is set aside, never overwritten. */
class DamagedDocument extends Error {}

export function openLog(db: Database): UpdateLog {
  type Waiting = {
    document: string
    updates: LoggedUpdate[]
    done: (seq: number) => void
    failed: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  let busy = false
  let statements: Statements | undefined

  async function flush() {
    busy = true
    // Rooms that were waiting for this turn of the event loop go along.
    await Promise.resolve()
    const group = waiting
    waiting = []
    try {
      const seqs = await db.writeUnsynced(async (tx) => {
        statements ??= prepare(tx)
        const last: number[] = []
        for (const { document, updates } of group) last.push(await add(statements, document, updates))
        return last
      })
      group.forEach((one, index) => one.done(seqs[index] ?? 0))
    } catch (error) {
      for (const one of group) one.failed(error)
    }
    busy = false
    if (waiting.length > 0) void flush()
  }

  return {
    append: (document, updates) =>
      new Promise((done, failed) => {
        waiting.push({ document, updates, done, failed })
        if (!busy) void flush()
      }),
    synced: db.synced,
    load: (document) => load(db.read, document),
    async compact(document, now, upTo) {
      const stored = await load(db.read, document, upTo)
      if (stored.rows === 0) return
      const state = Buffer.from(Y.encodeStateAsUpdate(stored.doc))
      const row = { seq: stored.seq, state, checksum: crc32(state), at: now }
      await db.write(async (tx) => {
        // Forgotten while it was read, or further than this already: neither comes back.
        const newest = and(eq(liveUpdates.document, document), eq(liveUpdates.seq, stored.seq))
        if (!(await tx.$count(liveUpdates, newest))) return
        await tx
          .insert(liveSnapshots)
          .values({ id: document, ...row })
          .onConflictDoUpdate({ target: liveSnapshots.id, set: row })
        const again = await snapshotOf(tx, document)
        // The log rows go only when the snapshot was read back and is the same document.
        if (!again || !sameDocument(stored.doc, again.doc)) throw new DamagedDocument(`${document}: snapshot differs`)
        await tx.delete(liveUpdates).where(and(eq(liveUpdates.document, document), lte(liveUpdates.seq, stored.seq)))
      })
    },
    forget: (document) =>
      db.write(async (tx) => {
        await tx.delete(liveUpdates).where(eq(liveUpdates.document, document))
        await tx.delete(liveSnapshots).where(eq(liveSnapshots.id, document))
      }),
    async uncompacted() {
      const rows = await db.read.selectDistinct({ document: liveUpdates.document }).from(liveUpdates)
      return rows.map((row) => row.document)
    },
  }
}

/** Adds updates to a document's log inside a transaction; returns the number of the last one. */
export function appendUpdates(tx: Transaction, document: string, updates: LoggedUpdate[]): Promise<number> {
  return add(prepare(tx), document, updates)
}

/** The number of the document's last logged update; 0 when nothing was ever logged. */
export function lastSeq(db: Queries, document: string): Promise<number> {
  return last(prepare(db), document)
}

type Statements = ReturnType<typeof prepare>

/** The statements of an append, built once: building them takes longer than running them. */
function prepare(db: Queries) {
  const document = sql.placeholder('document')
  const row = {
    document,
    seq: sql.placeholder('seq'),
    update: sql.placeholder('update'),
    checksum: sql.placeholder('checksum'),
    actor: sql.placeholder('actor'),
    at: sql.placeholder('at'),
  }
  return {
    logged: db
      .select({ seq: max(liveUpdates.seq) })
      .from(liveUpdates)
      .where(eq(liveUpdates.document, document))
      .prepare(),
    kept: db.select({ seq: liveSnapshots.seq }).from(liveSnapshots).where(eq(liveSnapshots.id, document)).prepare(),
    insert: db.insert(liveUpdates).values(row).prepare(),
  }
}

async function last({ logged, kept }: Statements, document: string): Promise<number> {
  const [row] = await logged.execute({ document })
  if (row?.seq) return row.seq
  const [snapshot] = await kept.execute({ document })
  return snapshot?.seq ?? 0
}

async function add(statements: Statements, document: string, updates: LoggedUpdate[]): Promise<number> {
  let seq = await last(statements, document)
  for (const { update, actor, at } of updates) {
    seq += 1
    const bytes = Buffer.from(update.buffer, update.byteOffset, update.byteLength)
    await statements.insert.execute({ document, seq, update: bytes, checksum: crc32(bytes), actor, at })
  }
  return seq
}

async function load(db: Queries, document: string, upTo = Number.MAX_SAFE_INTEGER): Promise<StoredDocument> {
  // Rows before the snapshot: a compaction between the two reads would otherwise hide what it moved.
  const logged = await db
    .select()
    .from(liveUpdates)
    .where(and(eq(liveUpdates.document, document), lte(liveUpdates.seq, upTo)))
    .orderBy(asc(liveUpdates.seq))
  const snapshot = await snapshotOf(db, document)
  const doc = snapshot?.doc ?? new Y.Doc()
  const edits = gatherEdits(doc)
  let seq = snapshot?.seq ?? 0
  let bytes = snapshot?.bytes ?? 0
  const rows = logged.filter((row) => row.seq > seq)
  for (const [index, row] of rows.entries()) {
    if (index % atOnce === atOnce - 1) await setImmediate()
    if (row.seq !== seq + 1) throw new DamagedDocument(`${document}: update ${String(seq + 1)} is missing`)
    if (crc32(row.update) !== row.checksum)
      throw new DamagedDocument(`${document}: update ${String(row.seq)} is damaged`)
    Y.applyUpdate(doc, row.update, { actor: row.actor ?? 'system', at: row.at } satisfies Author)
    seq = row.seq
    bytes += row.update.length
  }
  return { doc, bytes, seq, rows: rows.length, edits }
}

async function snapshotOf(db: Queries, document: string) {
  const [row] = await db.select().from(liveSnapshots).where(eq(liveSnapshots.id, document))
  if (!row) return null
  if (crc32(row.state) !== row.checksum) throw new DamagedDocument(`${document}: the snapshot is damaged`)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, row.state)
  return { doc, seq: row.seq, bytes: row.state.length }
}

/** Same edits known, same edits deleted. */
function sameDocument(one: Y.Doc, other: Y.Doc): boolean {
  return Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other))
}
