import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#server/project-root.ts'
import { auditTroubles, excepted } from './lint/audit.ts'

const files = new Map(
  ['app', 'server']
    .flatMap((folder) => readdirSync(path.join(projectRoot, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(projectRoot, file), readFileSync(file, 'utf8')]),
)

test('whatever changes rows is a verb, and every verb leaves an audit row under its own name', () => {
  expect(auditTroubles(files)).toEqual([])
})

test('every exception is needed', () => {
  const without = auditTroubles(files, {}).map(({ file }) => file)
  expect(Object.keys(excepted).filter((file) => !without.includes(file))).toEqual([])
})

const verb = (body: string) =>
  `export async function openDoor(db, { actor, now }) { return db.write(async (tx) => { ${body} }) }`
const recorded = "await recordChange(tx, { actor, verb: 'openDoor', now })"
const file = 'app/features/venues/open-door.server.ts'

test.each([
  ['a verb without an audit row', file, verb('await tx.update(doors).set({ open: true })'), 'no audit row'],
  ['a verb that forgets it and only calls a query', file, verb('return doorById(tx)'), 'no audit row'],
  [
    'a verb that leaves it under the name of another',
    file,
    verb(recorded.replace('openDoor', 'shutDoor')),
    'another name',
  ],
  [
    'a query that changes rows',
    'app/features/venues/queries.server.ts',
    'export async function doors(db) { await db.delete(doors) }',
    'changes rows outside a verb',
  ],
  [
    'a job that changes rows by itself',
    'server/jobs/shut-doors.ts',
    'export const shut = (db) => db.write((tx) => tx\n.update(doors)\n.set({ open: false }))',
    'changes rows outside a verb',
  ],
])('caught: %s', (_name, where, text, what) => {
  expect(auditTroubles(new Map([[where, text]]))).toContainEqual({ file: where, what })
})

test('a verb may leave its row itself or through a verb that it calls', () => {
  const caller = 'export async function openAll(db, { actor }) { return db.write((tx) => openDoor(tx, { actor })) }'
  const both = new Map([
    [file, verb(`await tx.update(doors).set({ open: true }); ${recorded}`)],
    ['app/features/venues/open-all.server.ts', caller],
  ])
  expect(auditTroubles(both)).toEqual([])
  both.delete(file)
  expect(auditTroubles(both)).toEqual([{ file: 'app/features/venues/open-all.server.ts', what: 'no audit row' }])
})
