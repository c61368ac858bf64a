import BetterSqlite3 from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { setTimeout as pause } from 'node:timers/promises'
import { openCommits, type Changed } from './commits.ts'
import { openLogSync } from './log-sync.ts'
import { keepStatements } from './statements.ts'

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
  /** All that was committed before the call is on the disk. Calls of one moment share one sync. @throws when the disk refuses */
  synced(): Promise<void>
  /**
   * Another number each time anybody has committed anything: while it stays, what was read before is still true. What this
   * process commits by `writeUnsynced` does not count, and neither does a commit that changed none but the tables
   * `apartFrom`. Other processes' commits count whatever they changed.
   */
  revision(apartFrom?: Changed[]): Promise<number>
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
  // Told by the connection that writes, it counts the commits of other processes, and none of ours.
  const dataVersion = writing.prepare('PRAGMA data_version').pluck()
  const commit = writing.prepare('COMMIT')
  const rollback = writing.prepare('ROLLBACK')
  const begun = writing.prepare('BEGIN IMMEDIATE')
  const changedRows = writing.prepare('SELECT total_changes()').pluck()
  // Behind those that are read in a way of their own.
  for (const connection of [writing, reading]) keepStatements(connection)
  const commits = openCommits()
  let tail: Promise<unknown> = Promise.resolve()
  let closing = false

  async function transaction<T>(queries: Queries, work: (tx: Transaction) => Promise<T>): Promise<T> {
    await begin(begun)
    const tx: Transaction = Object.assign(Object.create(queries) as Queries, {
      write: <R>(inner: (tx: Transaction) => Promise<R>) => inner(tx),
    })
    try {
      const result = await work(tx)
      commit.run()
      return result
    } catch (error) {
      // A full disk may have rolled back by itself; a second ROLLBACK would hide the first error.
      if (writing.inTransaction) rollback.run()
      throw error
    }
  }

  async function counted<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { noting, committed } = commits.begin(writeQueries)
    const before = changedRows.get()
    const result = await transaction(noting, work)
    if (changedRows.get() !== before) committed()
    return result
  }

  async function unsynced<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    // Not OFF: a checkpoint must sync the log before it copies it into the database.
    writing.exec('PRAGMA synchronous = NORMAL')
    try {
      return await transaction(writeQueries, work)
    } finally {
      writing.exec('PRAGMA synchronous = FULL')
    }
  }

  function inTurn<T>(doing: () => Promise<T>): Promise<T> {
    if (closing) return Promise.reject(new Error('The database is closing'))
    const turn = tail.then(doing)
    tail = turn.catch(() => undefined)
    return turn
  }

  const sync = openLogSync(`${file}-wal`, () =>
    inTurn(() => {
      const [found] = writing.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
      return found?.busy === 0 ? Promise.resolve() : Promise.reject(new Error('The log is in use: no checkpoint'))
    }),
  )

  return {
    read: readQueries,
    revision: (apartFrom = []) => Promise.resolve(Number(dataVersion.get()) + commits.count(apartFrom)),
    write: (work) => inTurn(() => counted(work)),
    writeUnsynced: (work) => inTurn(() => unsynced(work)),
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
async function begin(begun: BetterSqlite3.Statement): Promise<void> {
  const patience = performance.now() + lockPatience
  for (let wait = 5; ; wait = Math.min(wait * 2, 200)) {
    try {
      begun.run()
      return
    } catch (error) {
      const busy = error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY')
      if (!busy || performance.now() > patience) throw error
      await pause(wait)
    }
  }
}
