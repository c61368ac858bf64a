import { beforeEach, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { addItem, agendaDocument, readItems, textOf } from '#app/features/agenda/live.ts'
import type { Edit } from '#app/live/edit.ts'
import { openLog, type UpdateLog } from '#server/live/log.ts'
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

function opened(log: UpdateLog, project: (doc: Y.Doc, edits: Edit[]) => Promise<void>) {
  const nothing = () => undefined
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
  await room.edit('p1', (doc) => addItem(doc, id, {}, null))
  const letters = 1500
  const saved = Array.from({ length: letters }, () =>
    room.edit('p1', (doc) => textOf(doc, id, 'title')?.insert(0, 'a')),
  )
  await Promise.all(saved)
  await expect.poll(() => db.read.$count(liveUpdates), { timeout: 20_000 }).toBe(0)
  expect(await db.read.$count(liveSnapshots)).toBe(1)
  await room.edit('p1', (doc) => textOf(doc, id, 'title')?.insert(0, 'b'))
  expect(await titleOf(log)).toBe(`b${'a'.repeat(letters)}`)
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
