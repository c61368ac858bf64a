import BetterSqlite3 from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { open, type FileHandle } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** What a query function needs: reading and, inside `write`, changing rows. Every call is awaited. */
export type Queries = Pick<
  BetterSQLite3Database,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$count'
>

/** Opens a transaction, or, given a transaction, goes on inside it: so verbs call verbs (one fact, one transaction). */
export interface Writer {
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
}

export type Transaction = Queries & Writer

export interface Database extends Writer {
  /** Reads; any number at once. Never sees a half-done write. */
  read: Queries
  /**
   * Like `write`, but comes back when the transaction is committed and seen by readers, and not yet safe from a power cut:
   * nobody may be told that it is saved before `synced` has come back. For the log of live edits, where one sync serves
   * many transactions and runs beside the event loop.
   */
  writeUnsynced<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /** All that was committed before the call is on the disk. Calls of one moment share one sync. */
  synced(): Promise<void>
  /** Another number each time anybody has committed anything: while it stays, what was read before is still true. */
  revision(): Promise<number>
  close(): Promise<void>
}

/** SQLite pragmas of every connection. busy_timeout is short: a blocking wait would freeze every socket (REL-2). */
const pragmas = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 20,
} as const

/** How long writers wait, all in all, for a lock that another process holds, before `write` fails. */
const lockPatience = 30_000

/**
 * Opens the database file, creating it when it is missing. Two connections: one for all writers, which take turns,
 * one for readers.
 * @throws when a pragma does not hold on a connection (REL-2)
 */
export function openDatabase(file: string): Database {
  const writing = connect(file)
  const reading = connect(file)
  const writeQueries = drizzle(writing, { casing: 'snake_case' })
  const readQueries = drizzle(reading, { casing: 'snake_case' })
  // Counts the commits of all other connections, also of other processes; this one never writes.
  const dataVersion = reading.prepare('PRAGMA data_version').pluck()
  let tail: Promise<unknown> = Promise.resolve()
  let closing = false

  const sync = openSync(`${file}-wal`)

  async function transaction<T>(work: (tx: Transaction) => Promise<T>, durable: boolean): Promise<T> {
    // Not OFF: a checkpoint must sync the log before it copies it into the database.
    if (!durable) writing.pragma('synchronous = NORMAL')
    try {
      return await inside(work)
    } finally {
      if (!durable) writing.pragma('synchronous = FULL')
    }
  }

  async function inside<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    await begin(writing)
    const tx: Transaction = Object.assign(Object.create(writeQueries) as Queries, {
      write: <R>(inner: (tx: Transaction) => Promise<R>) => inner(tx),
    })
    try {
      const result = await work(tx)
      writing.exec('COMMIT')
      return result
    } catch (error) {
      // A full disk may have rolled back by itself; a second ROLLBACK would hide the first error.
      if (writing.inTransaction) writing.exec('ROLLBACK')
      throw error
    }
  }

  function inTurn<T>(doing: () => Promise<T>): Promise<T> {
    if (closing) return Promise.reject(new Error('The database is closing'))
    const turn = tail.then(doing)
    tail = turn.catch(() => undefined)
    return turn
  }

  return {
    read: readQueries,
    revision: () => Promise.resolve(Number(dataVersion.get())),
    write: (work) => inTurn(() => transaction(work, true)),
    writeUnsynced: (work) => inTurn(() => transaction(work, false)),
    synced: sync.now,
    async close() {
      closing = true
      await tail
      await sync.close()
      reading.close()
      if (writing.open) {
        writing.pragma('wal_checkpoint(TRUNCATE)')
        writing.close()
      }
    },
  }
}

/**
 * Syncs the write-ahead log beside the event loop. What a checkpoint has moved out of it was synced by SQLite itself before,
 * so a log that starts anew in between loses nothing. Opening and closing the file takes no lock away: SQLite's locks are
 * on the database and its -shm file.
 */
function openSync(file: string): { now(): Promise<void>; close(): Promise<void> } {
  let handle: Promise<FileHandle> | null = null
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  async function datasync() {
    handle ??= open(file, 'r+')
    // A log that could not be opened is tried again the next time.
    handle.catch(() => (handle = null))
    await (await handle).datasync()
  }

  function now(): Promise<void> {
    if (!running) {
      running = datasync().finally(() => (running = null))
      return running
    }
    // The one that runs may have begun before the caller's commit: the next one serves all that wait.
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null
        return now()
      })
    return next
  }

  return {
    now,
    async close() {
      await running?.catch(() => undefined)
      await (await handle?.catch(() => null))?.close()
    },
  }
}

function connect(file: string): BetterSqlite3.Database {
  const connection = new BetterSqlite3(file)
  connection.pragma('busy_timeout = 5000')
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  connection.pragma(`busy_timeout = ${String(pragmas.busy_timeout)}`)
  for (const [name, wanted] of Object.entries(pragmas)) {
    const found: unknown = connection.pragma(name, { simple: true })
    if (found !== wanted) throw new Error(`SQLite pragma ${name} is ${String(found)}, not ${String(wanted)}: ${file}`)
  }
  return connection
}

/** Takes the write lock. Waits between tries without blocking the event loop. */
async function begin(connection: BetterSqlite3.Database): Promise<void> {
  const patience = performance.now() + lockPatience
  for (let wait = 5; ; wait = Math.min(wait * 2, 200)) {
    try {
      connection.exec('BEGIN IMMEDIATE')
      return
    } catch (error) {
      const busy = error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY')
      if (!busy || performance.now() > patience) throw error
      await pause(wait)
    }
  }
}
