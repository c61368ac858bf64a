import { beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addItem, agendaDocument, readItems, textOf } from '#app/features/agenda/live.ts'
import type { Edit } from '#app/live/edit.ts'
import { openLog, type UpdateLog } from '#server/live/log.ts'
import type { Member } from '#server/live/members.ts'
import { openDocument } from '#server/live/open-document.ts'
import { liveSnapshots, liveUpdates } from '#server/live/tables.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'

/* The log becomes a snapshot while people go on, and only as far as the rows go (LIVE.md 9). */

const name = 'agenda/kokeilu'
const id = 'kohta00001'
let db: TestDatabase
beforeEach(async () => {
  db = await openTestDatabase()
})

const nothing = () => undefined

function opened(log: UpdateLog, project: (doc: Y.Doc, edits: Edit[]) => Promise<void>) {
  return openDocument({
    name,
    number: 1,
    document: { definition: agendaDocument, project },
    log,
    now: () => 0,
    report: (error) => {
      throw error
    },
    onEmpty: nothing,
    onBroken: nothing,
  })
}

const titleOf = async (log: UpdateLog) => readItems((await log.load(name)).doc)[0]?.title

test('a long afternoon is made a snapshot on the way, and nothing of it is lost', async () => {
  const log = openLog(db)
  const { room } = await opened(log, () => Promise.resolve())
  const tab = new Y.Doc()
  const made: Uint8Array[] = []
  tab.on('update', (update: Uint8Array) => made.push(update))
  addItem(tab, id, {}, null)
  const letters = 5500
  for (let letter = 0; letter < letters; letter++) textOf(tab, id, 'title')?.insert(0, 'a')
  const writer: Member = { personId: 'p1', mayEdit: true, send: nothing, tell: nothing, cut: nothing }
  await room.join(writer, Y.encodeStateVector(tab))
  await Promise.all(made.map((update) => room.submit(writer, update)))
  await expect.poll(() => db.read.$count(liveUpdates), { timeout: 60_000 }).toBe(0)
  expect(await db.read.$count(liveSnapshots)).toBe(1)
  await room.edit('p1', (doc) => textOf(doc, id, 'title')?.insert(0, 'b'))
  expect(await titleOf(log)).toBe(`b${'a'.repeat(letters)}`)
  room.close()
})

test('of two that make the snapshot at once, the older one does not come back; nor does a document that was forgotten', async () => {
  const log = openLog(db)
  const { room, project } = await opened(log, () => Promise.resolve())
  for (const title of ['a', 'b', 'c']) await room.edit('p1', (doc) => addItem(doc, title.repeat(10), { title }, null))
  await project()
  await Promise.all([log.compact(name, 0, 3), log.compact(name, 0, 1)])
  expect(readItems((await log.load(name)).doc)).toHaveLength(3)
  await room.edit('p1', (doc) => addItem(doc, id, { title: 'd' }, null))
  await Promise.all([log.forget(name), log.compact(name, 0)])
  expect(await db.read.$count(liveSnapshots)).toBe(0)
  room.close()
})

test('what stands in no row yet stays in the log, so that rows follow after a kill', async () => {
  const log = openLog(db)
  const rows: (string | undefined)[] = []
  const { room, project, compact } = await opened(log, (doc) => {
    rows.push(readItems(doc)[0]?.title)
    return Promise.resolve()
  })
  await room.edit('p1', (doc) => addItem(doc, id, { title: 'Avaus' }, null))
  await project()
  await room.edit('p1', (doc) => textOf(doc, id, 'title')?.insert(0, 'Illan '))
  await compact()
  expect(rows).toEqual(['Avaus'])
  expect(await log.uncompacted()).toEqual([name])
  expect(await db.read.$count(liveUpdates)).toBe(1)
  expect(await titleOf(log)).toBe('Illan Avaus')
  // The next process finds the row that is behind.
  const again = await opened(openLog(db), (doc) => {
    rows.push(readItems(doc)[0]?.title)
    return Promise.resolve()
  })
  await again.project()
  expect(rows).toEqual(['Avaus', 'Illan Avaus'])
  for (const one of [room, again.room]) one.close()
})
