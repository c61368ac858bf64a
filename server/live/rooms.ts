import { openLog, type UpdateLog } from './log.ts'
import { openDocument, type KeptDocument, type LiveDocument, type OpenDocument } from './open-document.ts'
import { openTurns } from './pace.ts'
import type { Database } from '#db/database.ts'

/** A document that only a page looked at stays open this long, for the socket that follows. */
const lingers = 15_000

export interface Rooms {
  /**
   * Opens the document, or joins those who are opening it: one load for all. It stays open at least until `work` is done.
   * @throws when it cannot be loaded
   */
  use<T>(name: string, work: (open: OpenDocument) => Promise<T>): Promise<T>
  /** Everything submitted is on the disk, and in the rows. */
  settle(name: string): Promise<void>
  /** Shows everybody out and deletes the document. */
  forget(name: string): Promise<void>
  all(): OpenDocument[]
  /** Documents whose rows may be behind the log since the process was killed. */
  catchUp(): Promise<void>
  close(): Promise<void>
}

type Entry = KeptDocument & { closing: NodeJS.Timeout | undefined }

export function openRooms(options: {
  db: Database
  now(): number
  find(name: string): LiveDocument | null
  report(error: unknown, where: string): void
  log?: UpdateLog
}): Rooms {
  const log = options.log ?? openLog(options.db)
  const turn = openTurns()
  let numbers = 0
  const opening = new Map<string, Promise<Entry>>()
  const opened = new Map<string, Entry>()
  /** How many are about to do something with a document. */
  const users = new Map<string, number>()

  async function load(name: string): Promise<Entry> {
    const document = options.find(name)
    if (!document) throw new Error(`There is no live document called ${name}`)
    const kept = await openDocument({
      name,
      number: ++numbers,
      document,
      log,
      turn,
      now: options.now,
      report: options.report,
      onEmpty() {
        closeWhenEmpty(entry, 0)
      },
      onBroken: () => void discard(entry),
    })
    const entry: Entry = { ...kept, closing: undefined }
    opened.set(name, entry)
    closeWhenEmpty(entry, lingers)
    return entry
  }

  function closeWhenEmpty(entry: Entry, after: number) {
    clearTimeout(entry.closing)
    entry.closing = setTimeout(() => {
      if (entry.room.members.size > 0 || opened.get(entry.name) !== entry) return
      put(entry).catch((error: unknown) => {
        options.report(error, `closing ${entry.name}`)
        // Not on the disk yet, or not in the rows: stays open and is tried again.
        closeWhenEmpty(entry, lingers)
      })
    }, after)
  }

  /** Rows and snapshot are written; the room goes if nobody came meanwhile. */
  async function put(entry: Entry) {
    await entry.room.flushed()
    if (entry.room.troubled()) throw new Error('unsaved edits')
    await entry.project()
    await entry.compact()
    if (entry.room.members.size > 0) return
    if (users.has(entry.name) || entry.dirty() || entry.room.busy()) closeWhenEmpty(entry, lingers)
    else drop(entry)
  }

  function drop(entry: Entry) {
    clearTimeout(entry.closing)
    entry.room.close()
    entry.presence.close()
    if (opened.get(entry.name) === entry) {
      opened.delete(entry.name)
      opening.delete(entry.name)
    }
  }

  /** The document in memory went wrong: its people come back to what is stored. */
  async function discard(entry: Entry) {
    for (const member of entry.room.members) member.cut()
    await entry.room.flushed()
    drop(entry)
  }

  function open(name: string): Promise<Entry> {
    const known = opening.get(name)
    if (known) return known
    const loading = load(name)
    opening.set(name, loading)
    loading.catch(() => opening.delete(name))
    return loading
  }

  async function use<T>(name: string, work: (open: Entry) => Promise<T>): Promise<T> {
    users.set(name, (users.get(name) ?? 0) + 1)
    try {
      return await work(await open(name))
    } finally {
      const left = (users.get(name) ?? 1) - 1
      if (left > 0) users.set(name, left)
      else users.delete(name)
    }
  }

  const settle = (name: string) =>
    use(name, async (entry) => {
      await entry.room.flushed()
      await entry.project()
    })

  return {
    use,
    settle,
    async forget(name) {
      const entry = await opening.get(name)
      if (entry) await discard(entry)
      await log.forget(name)
    },
    all: () => [...opened.values()],
    async catchUp() {
      for (const name of await log.uncompacted()) {
        if (options.find(name)) await settle(name).catch((error: unknown) => options.report(error, `opening ${name}`))
      }
    },
    async close() {
      await Promise.allSettled(opening.values())
      for (const entry of [...opened.values()]) {
        await put(entry).catch((error: unknown) => {
          options.report(error, `closing ${entry.name}`)
        })
        drop(entry)
      }
    },
  }
}
