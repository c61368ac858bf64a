import { open, type FileHandle } from 'node:fs/promises'

/**
 * Syncs the write-ahead log beside the event loop: one `fdatasync` for all who wait. What a checkpoint has moved out of the
 * log was synced by SQLite itself before, so a log that starts anew in between loses nothing. Opening and closing the file
 * takes no lock away: SQLite's locks are on the database and its -shm file.
 *
 * After a sync that failed the next one proves nothing: the kernel tells of lost pages once. `rescue` then copies the whole
 * log into the database, with SQLite's own syncs, and begins it anew; until that worked every call fails.
 */
export function openLogSync(
  file: string,
  rescue: () => Promise<void>,
  opened: (file: string) => Promise<Pick<FileHandle, 'datasync' | 'close'>> = (name) => open(name, 'r+'),
): { now(): Promise<void>; close(): Promise<void> } {
  let handle: ReturnType<typeof opened> | null = null
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  let doubtful = false

  async function datasync() {
    if (doubtful) {
      await rescue()
      doubtful = false
    }
    handle ??= opened(file)
    // A log that could not be opened is tried again the next time.
    handle.catch(() => (handle = null))
    const log = await handle
    await log.datasync().catch((error: unknown) => {
      doubtful = true
      throw error
    })
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
