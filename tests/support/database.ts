import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { openDatabase, type Database } from '#db/database.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { projectRoot } from '#server/project-root.ts'

export type TestDatabase = Database & { file: string }

let template: Promise<string> | undefined
const folders: string[] = []
const open = new Set<Database>()

/** A fresh, migrated database in a file of its own: a copy of one that was migrated once. Closed and removed by itself. */
export async function openTestDatabase(): Promise<TestDatabase> {
  template ??= migrated()
  const file = path.join(await temporaryFolder(), 'kutsu.db')
  await copyFile(await template, file)
  const db = openDatabase(file)
  open.add(db)
  return Object.assign(db, { file })
}

async function migrated(): Promise<string> {
  const file = path.join(await temporaryFolder(), 'template.db')
  migrateDatabase(file, path.join(projectRoot, 'db/migrations'))
  return file
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kutsu-test-'))
  folders.push(folder)
  return folder
}

afterAll(async () => {
  await Promise.all([...open].map((db) => db.close()))
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})
