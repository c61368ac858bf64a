import BetterSqlite3 from 'better-sqlite3'
import { getTableColumns, getTableName, is, Table } from 'drizzle-orm'
import { integer, sqliteTable, text as sqliteText } from 'drizzle-orm/sqlite-core'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { id, privacyClasses, privacyOf, table, text } from '#db/columns.ts'
import { projectRoot } from '#server/project-root.ts'
import { openTestDatabase } from '#tests/support/database.ts'

/** The files that hold tables: one in each area that has any, and the live log's. */
const tableFiles = [
  ...readdirSync(path.join(projectRoot, 'app/features'))
    .map((area) => path.join(projectRoot, 'app/features', area, 'tables.server.ts'))
    .filter((file) => existsSync(file)),
  path.join(projectRoot, 'server/live/tables.ts'),
]

let tables: Table[]
let stored: BetterSqlite3.Database

beforeAll(async () => {
  const modules = (await Promise.all(tableFiles.map((file) => import(file)))) as Record<string, unknown>[]
  tables = modules.flatMap((module) => Object.values(module)).filter((value): value is Table => is(value, Table))
  stored = new BetterSqlite3((await openTestDatabase()).file)
  return () => stored.close()
})

/** `table.column` of every column that has no privacy class. */
function unclassified(of: Table[]): string[] {
  return of.flatMap((one) =>
    Object.keys(getTableColumns(one))
      .filter((column) => !privacyClasses.includes(privacyOf(one)?.[column] ?? ('' as never)))
      .map((column) => `${getTableName(one)}.${column}`),
  )
}

/** `table.column` of every column of the database file that no table of the code describes. */
function unknown(database: BetterSqlite3.Database): string[] {
  const described = new Set(
    tables.flatMap((one) =>
      Object.values(getTableColumns(one)).map((column) => `${getTableName(one)}.${snake(column.name)}`),
    ),
  )
  const found = database
    .prepare(
      `SELECT t.name || '.' || c.name AS name FROM sqlite_master t, pragma_table_info(t.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> '__drizzle_migrations'`,
    )
    .pluck()
    .all() as string[]
  return found.filter((name) => !described.has(name))
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

test('every column of every table has a privacy class', () => {
  expect(tables.length).toBeGreaterThanOrEqual(18)
  expect(unclassified(tables)).toEqual([])
})

test('the database holds no column that no table describes', () => {
  expect(unknown(stored)).toEqual([])
})

test('a planted column without a class is caught', () => {
  const raw = sqliteTable('planted', { id: sqliteText().primaryKey(), diet: sqliteText(), age: integer() })
  expect(unclassified([raw])).toEqual(['planted.id', 'planted.diet', 'planted.age'])
  const made = table('planted', { id: id(), name: text('personal') })
  expect(unclassified([made])).toEqual([])
  expect(
    unclassified([Object.assign(made, { [Symbol.for('kutsu.privacy')]: { id: 'none', name: 'secret' } })]),
  ).toEqual(['planted.name'])
})

test('a planted column that only the database has is caught', () => {
  stored.exec('ALTER TABLE people ADD COLUMN diagnosis TEXT')
  expect(unknown(stored)).toEqual(['people.diagnosis'])
})
