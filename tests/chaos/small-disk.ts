import { execFile } from 'node:child_process'
import { mkdtemp, open, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A file system of its own that is small enough to be filled. */
export interface SmallDisk {
  folder: string
  /** Leaves not one block free, and gives how many bytes were taken this time. */
  fill(): Promise<number>
  /** Gives the space back. */
  free(): Promise<void>
  close(): Promise<void>
}

/**
 * Mounts a real file system of so many megabytes (tmpfs).
 * @throws in words when this machine does not let us: a full disk that is not full would prove nothing
 */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kutsu-small-disk-'))
  const words = ['mount', '-t', 'tmpfs', '-o', `size=${String(megabytes)}m`, 'tmpfs', folder]
  await asRoot(words).catch(async (error: unknown) => {
    await rmdir(folder)
    throw new Error(`A small disk cannot be mounted here: run this as root, or with sudo. ${String(error)}`)
  })
  const filler = path.join(folder, 'filler')
  return {
    folder,
    async fill() {
      const file = await open(filler, 'a')
      let taken = 0
      try {
        for (let block = 65_536; block >= 1;) {
          try {
            taken += (await file.write(Buffer.alloc(block))).bytesWritten
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
            block = Math.floor(block / 16)
          }
        }
      } finally {
        await file.close()
      }
      return taken
    },
    free: () => rm(filler, { force: true }),
    async close() {
      await asRoot(['umount', '--lazy', folder])
      await rmdir(folder)
    },
  }
}

/** Tries as we are, then with sudo where that asks no password. */
async function asRoot([command = '', ...words]: string[]): Promise<void> {
  try {
    await run(command, words)
  } catch (error) {
    await run('sudo', ['-n', command, ...words]).catch(() => {
      throw error
    })
  }
}
