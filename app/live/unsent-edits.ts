/** Edits of this browser that the server has not acknowledged, kept also across closed tabs. Nothing here ever rejects. */
export interface UnsentEdits {
  add(document: string, update: Uint8Array): Promise<number>
  /** In the order they were made. */
  of(document: string): Promise<{ key: number; update: Uint8Array }[]>
  remove(keys: number[]): Promise<void>
  close(): void
}

const databasePrefix = 'kutsu-unsent-'
const storeName = 'edits'

/**
 * Keeps them in IndexedDB, apart for each person: whoever signs in next on the same computer neither sees nor sends them.
 * Signing out deletes them: its answer carries `Clear-Site-Data: "storage"`.
 * Where the browser offers no storage (private windows of some), or storing fails, they live as long as the tab.
 */
export async function openUnsentEdits(personId: string): Promise<UnsentEdits> {
  try {
    return backedByMemory(inDatabase(await open(`${databasePrefix}${personId}`)))
  } catch {
    return inMemory()
  }
}

/** The same, without storage: for tabs that have none, and for editors that are no browser. */
export function inMemory(): UnsentEdits {
  const kept = new Map<number, { document: string; update: Uint8Array }>()
  let next = 1
  return {
    add(document, update) {
      kept.set(next, { document, update })
      return Promise.resolve(next++)
    },
    of: (document) =>
      Promise.resolve(
        [...kept].filter(([, one]) => one.document === document).map(([key, { update }]) => ({ key, update })),
      ),
    remove(keys) {
      for (const key of keys) kept.delete(key)
      return Promise.resolve()
    },
    close() {
      kept.clear()
    },
  }
}

/**
 * A full disk, or a browser that drops the connection to its storage, must not keep an edit from being sent: what the
 * storage does not take is kept in memory. Its keys are negative there, so that the two never share one.
 */
function backedByMemory(stored: UnsentEdits): UnsentEdits {
  const memory = inMemory()
  return {
    async add(document, update) {
      try {
        return await stored.add(document, update)
      } catch {
        return -(await memory.add(document, update))
      }
    },
    async of(document) {
      const here = await memory.of(document)
      // What an earlier tab left there stays, for a later one that can read it.
      const there = await stored.of(document).catch(() => [])
      return [...there, ...here.map(({ key, update }) => ({ key: -key, update }))]
    },
    async remove(keys) {
      await memory.remove(keys.map((key) => -key))
      // What cannot be removed is sent once more by a later tab, and changes nothing.
      await stored.remove(keys.filter((key) => key > 0)).catch(() => undefined)
    },
    close() {
      memory.close()
      stored.close()
    },
  }
}

function inDatabase(database: IDBDatabase): UnsentEdits {
  // Signing out in another tab deletes the database: this one must not stand in the way.
  database.onversionchange = () => {
    database.close()
  }
  const store = (mode: IDBTransactionMode) => database.transaction(storeName, mode).objectStore(storeName)
  return {
    add: async (document, update) => Number(await done(store('readwrite').add({ document, update }))),
    async of(document) {
      const found = store('readonly')
      const [keys, rows] = await Promise.all([done(found.getAllKeys()), done(found.getAll())])
      return (rows as { document: string; update: Uint8Array }[]).flatMap((row, index) =>
        row.document === document ? [{ key: Number(keys[index]), update: row.update }] : [],
      )
    },
    async remove(keys) {
      const rows = store('readwrite')
      await Promise.all(keys.map((key) => done(rows.delete(key))))
    },
    close() {
      database.close()
    },
  }
}

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(storeName, { autoIncrement: true })
  return done(request)
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result)
    }
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB refused'))
    }
  })
}
