import BetterSqlite3 from 'better-sqlite3'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bodies, fields } from '#app/features/directory/tables.server.ts'
import { openDatabase, type Database, type Writer } from '#db/database.ts'
import { migrateDatabase } from '#db/migrate.ts'

let folder: string
let file: string
let db: Database

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kutsu-db-'))
  file = path.join(folder, 'kutsu.db')
  migrateDatabase(file, 'db/migrations')
  db = openDatabase(file)
})
afterEach(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

const add = (writer: Writer, id: string) =>
  writer.write(async (tx) => {
    await tx.insert(fields).values({ id, name: { fi: id } })
  })
const ids = async () => (await db.read.select().from(fields)).map((row) => row.id).sort()

describe('the database seam', () => {
  it('lands a transaction whole, or not at all', async () => {
    await expect(
      db.write(async (tx) => {
        await tx.insert(fields).values({ id: 'a', name: {} })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await ids()).toEqual([])
    await add(db, 'b')
    expect(await ids()).toEqual(['b'])
  })

  it('composes: a verb called inside a transaction belongs to it', async () => {
    const both = db.write(async (tx) => {
      await add(tx, 'inner')
      throw new Error('the outer verb changed its mind')
    })
    await expect(both).rejects.toThrow()
    expect(await ids()).toEqual([])
  })

  it('lets writers take turns: what one decides on, no other overtakes', async () => {
    await db.write(async (tx) => {
      await tx.insert(fields).values({ id: 'count', name: { fi: '0' } })
    })
    const once = () =>
      db.write(async (tx) => {
        const [row] = await tx.select().from(fields).where(eq(fields.id, 'count'))
        await tx
          .update(fields)
          .set({ name: { fi: String(Number(row?.name.fi) + 1) } })
          .where(eq(fields.id, 'count'))
      })
    await Promise.all(Array.from({ length: 50 }, once))
    const [row] = await db.read.select().from(fields)
    expect(row?.name.fi).toBe('50')
  })

  it('a reader never sees a half-done write', async () => {
    let seen: string[] = []
    await db.write(async (tx) => {
      await tx.insert(fields).values({ id: 'half', name: {} })
      seen = await ids()
    })
    expect(seen).toEqual([])
    expect(await ids()).toEqual(['half'])
  })

  it('waits for a lock of another process without blocking the event loop', async () => {
    const other = new BetterSqlite3(file)
    other.exec('BEGIN IMMEDIATE')
    const written = add(db, 'patient')
    // The lock is let go by turns of the loop: were the wait blocking, they would never come.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(await ids()).toEqual([])
    other.exec('COMMIT')
    other.close()
    await written
    expect(await ids()).toEqual(['patient'])
  })

  it('REL-2: holds its pragmas on every connection, and refuses to open without them', () => {
    const memory = () => openDatabase(':memory:')
    // A database in memory cannot have a write-ahead log, so opening it must fail on the pragma.
    expect(memory).toThrow(/pragma journal_mode is memory/)
  })

  it('keeps foreign keys', async () => {
    const { associations } = await import('#app/features/directory/tables.server.ts')
    const orphan = db.write(async (tx) => {
      await tx.insert(associations).values({
        id: 'x',
        name: 'X ry',
        nameKey: 'x ry',
        fieldId: 'nowhere',
        scope: 'village',
        municipalityId: 'nowhere',
        language: 'fi',
        createdAt: 0,
      })
    })
    await expect(orphan).rejects.toThrow(/FOREIGN KEY/)
  })

  it('finishes what is under way before it closes, and takes no more', async () => {
    const last = add(db, 'last')
    const closing = db.close()
    await expect(add(db, 'later')).rejects.toThrow('closing')
    await last
    await closing
    db = openDatabase(file)
    expect(await ids()).toEqual(['last'])
  })
})

describe('what may have changed', () => {
  it('is counted for each commit, apart from tables that one does not ask about, and whatever another process does', async () => {
    const before = [await db.revision(), await db.revision([fields])]
    await add(db, 'a')
    expect(await db.revision()).not.toBe(before[0])
    expect(await db.revision([fields])).toBe(before[1])
    const after = await db.revision([fields])
    await db.write(async (tx) => {
      await tx.delete(fields)
      await tx.delete(bodies)
    })
    expect(await db.revision([fields, bodies])).toBe(before[1])
    expect(await db.revision([fields])).not.toBe(after)
    const own = await db.revision([fields])
    const elsewhere = new BetterSqlite3(file)
    elsewhere.exec("INSERT INTO fields (id, name) VALUES ('c', '{}')")
    elsewhere.close()
    expect(await db.revision([fields])).not.toBe(own)
  })

  it('is nothing when a transaction changed no row, and when live edits were logged', async () => {
    await add(db, 'a')
    const before = await db.revision()
    await db.write(async (tx) => tx.delete(fields).where(eq(fields.id, 'nobody')))
    await db.writeUnsynced(async (tx) => tx.insert(fields).values({ id: 'logged', name: {} }))
    expect(await db.revision()).toBe(before)
    expect(await ids()).toEqual(['a', 'logged'])
  })
})

describe('a commit without a sync of its own', () => {
  it('leaves every other transaction as durable as it was', async () => {
    await db.writeUnsynced(async (tx) => tx.insert(fields).values({ id: 'a', name: {} }))
    await expect(db.writeUnsynced(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    // Asked inside a transaction of the connection that writes.
    const found = await db.write((tx) =>
      tx.select({ now: sql<number>`(SELECT synchronous FROM pragma_synchronous)` }).from(fields),
    )
    expect(found).toEqual([{ now: 2 }])
    await db.synced()
  })
})
