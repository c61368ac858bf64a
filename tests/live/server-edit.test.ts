import { afterAll, beforeAll, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import * as Y from 'yjs'
import { addItem, agendaDocument, fillAgenda, itemsOf, readItems, textOf } from '#app/features/agenda/live.ts'
import { emptyItem } from '#app/features/agenda/rules.ts'
import type { Database } from '#db/database.ts'
import { openLog } from '#server/live/log.ts'
import type { Member } from '#server/live/members.ts'
import { openRoom } from '#server/live/room.ts'
import { liveUpdates } from '#server/live/tables.ts'
import { openTestDatabase } from '#tests/support/database.ts'

const name = 'agenda/kokeilu'
let db: Database
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

async function open() {
  const log = openLog(db)
  const room = openRoom({
    name,
    definition: agendaDocument,
    stored: await log.load(name),
    log,
    now: () => 7,
    onCommit: () => undefined,
    onEmpty: () => undefined,
    onBroken: () => {
      throw new Error('broken')
    },
  })
  return { room, log }
}

test("the server's own edit reaches open tabs, the log with its author, and nobody else's words", async () => {
  const { room, log } = await open()
  const tab = new Y.Doc()
  const member: Member = {
    personId: 'ritva',
    mayEdit: true,
    send: (update) => Y.applyUpdate(tab, update, 'server'),
    tell: () => undefined,
    cut: () => undefined,
  }
  await room.join(member, Y.encodeStateVector(tab))
  expect(await room.edit('maija', (doc) => addItem(doc, 'kohta00001', { title: 'Avaus' }, null))).toMatchObject({
    ok: true,
  })
  expect(readItems(tab).map(({ title }) => title)).toEqual(['Avaus'])
  // Both at once: what the tab has typed meanwhile stays.
  tab.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') void room.submit(member, update)
  })
  textOf(tab, 'kohta00001', 'title')?.insert(5, ' ja kahvit')
  await room.edit('maija', (doc) => textOf(doc, 'kohta00001', 'title')?.insert(0, 'Klo 17: '))
  await room.flushed()
  const { doc } = await log.load(name)
  expect(readItems(doc)[0]?.title).toBe('Klo 17: Avaus ja kahvit')
  const rows = await db.read.select().from(liveUpdates).where(eq(liveUpdates.document, name))
  expect(rows.map(({ actor }) => actor)).toEqual(['maija', 'ritva', 'maija'])
})

test('an edit that does nothing leaves no trace, and one that is no agenda is refused', async () => {
  const { room } = await open()
  const before = await db.read.$count(liveUpdates)
  expect(await room.edit('maija', () => undefined)).toMatchObject({ ok: true })
  expect(await room.edit('maija', (doc) => doc.getMap('muu').set('a', 1))).toEqual({ ok: false, reason: 'offSchema' })
  expect(await db.read.$count(liveUpdates)).toBe(before)
})

test('a whole agenda is put in at once, larger than any message of a tab may be', async () => {
  const { room } = await open()
  const items = Array.from({ length: 400 }, (_, place) => ({
    ...emptyItem,
    id: `kohta${String(10000 + place)}`,
    title: 'Pitkä otsikko '.repeat(10),
  }))
  expect(await room.edit('maija', (doc) => fillAgenda(doc, items))).toMatchObject({ ok: true })
  expect(await room.read((doc) => itemsOf(doc).size)).toBe(401)
})
