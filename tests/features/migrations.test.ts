import BetterSqlite3 from 'better-sqlite3'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrateDatabase } from '#db/migrate.ts'
import { projectRoot } from '#server/project-root.ts'

/* A table that is made anew keeps what stood in it, and what points at it. */

const migrations = path.join(projectRoot, 'db/migrations')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kutsu-migrations-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The migrations before this one, in a folder of their own. */
async function before(tag: string): Promise<string> {
  const earlier = path.join(folder, tag)
  await cp(migrations, earlier, { recursive: true })
  const file = path.join(earlier, 'meta/_journal.json')
  const journal = JSON.parse(await readFile(file, 'utf8')) as { entries: { tag: string }[] }
  const at = journal.entries.findIndex((entry) => entry.tag === tag)
  await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }))
  return earlier
}

/** Puts a row in; what it does not say is empty. */
function put(db: BetterSqlite3.Database, table: string, row: Record<string, string>): void {
  const columns = db.pragma(`table_info(${table})`) as { name: string; type: string; notnull: 0 | 1 }[]
  const empty = (type: string) => (type === 'INTEGER' ? 0 : '{}')
  const values = columns.map(({ name, type, notnull }) => row[name] ?? (notnull ? empty(type.toUpperCase()) : null))
  db.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`).run(values)
}

test('topics, their support and comments outlive the migration that lets a topic come without an account', async () => {
  const file = path.join(folder, 'kutsu.db')
  migrateDatabase(file, await before('0005_whole-way'))
  const db = new BetterSqlite3(file)
  put(db, 'organisers', { id: 'o' })
  put(db, 'fields', { id: 'f' })
  put(db, 'people', { id: 'p' })
  put(db, 'associations', { id: 'a', municipality_id: 'o', field_id: 'f' })
  put(db, 'events', { id: 'e', organiser_id: 'o' })
  put(db, 'topic_proposals', { id: 't', event_id: 'e', proposer_id: 'p', title: 'Bussit' })
  put(db, 'proposal_supports', { id: 's', proposal_id: 't', association_id: 'a', person_id: 'p' })
  put(db, 'proposal_comments', { id: 'c', proposal_id: 't', author_id: 'p', text: 'Hyvä' })
  put(db, 'sendings', { id: 'g', event_id: 'e' })
  put(db, 'invitations', { id: 'i', event_id: 'e', sending_id: 'g' })
  db.close()
  migrateDatabase(file, migrations)
  const after = new BetterSqlite3(file)
  const all = (table: string) => after.prepare(`SELECT * FROM ${table}`).all()
  expect(all('topic_proposals')).toMatchObject([{ id: 't', proposer_id: 'p', title: 'Bussit', link_id: null }])
  expect(all('proposal_supports')).toMatchObject([{ id: 's', proposal_id: 't', person_id: 'p' }])
  expect(all('proposal_comments')).toMatchObject([{ id: 'c', proposal_id: 't', text: 'Hyvä' }])
  expect(all('invitations')).toMatchObject([{ id: 'i', online: 0 }])
  expect(after.pragma('foreign_key_check')).toEqual([])
  after.close()
})
