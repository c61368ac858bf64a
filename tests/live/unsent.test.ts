import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { addItem, readItems, textOf } from '#app/features/agenda/live.ts'
import type { EventState } from '#app/features/events/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import { inMemory, openUnsentEdits } from '#app/live/unsent-edits.ts'
import { makeEvent } from '#tests/support/makers.ts'
import { openEditor, type Editor } from './editor.ts'
import { setStage, type Stage } from './stage.ts'

const draft = { title: 'Avaus', presenter: '', kind: 'speech' as const, minutes: 10, before: false }
let stage: Stage
beforeAll(async () => {
  stage = await setStage({ coPlanners: 1 })
})
afterAll(() => stage.server.close())
afterEach(() => vi.unstubAllGlobals())

/** An event of its own for each test, and the liaison person's editor of its agenda. */
async function begin() {
  const { server, organiserId, liaison } = stage
  const event = await makeEvent(server.db, { organiserId, state: 'draft' })
  const name = `agenda/${event.id}`
  const open = (unsent = inMemory()) => openEditor(server.baseUrl, liaison, name, unsent)
  const become = (state: EventState) =>
    server.db.write(async (tx) => tx.update(events).set({ state }).where(eq(events.id, event.id)))
  /** What somebody finds who was never here. */
  const stored = async () => {
    const reader = await open()
    const found = readItems(reader.doc).map(({ id }) => id)
    reader.leave()
    return found
  }
  return { name, open, become, stored }
}

/** Without a connection, each of these edits by itself. */
async function offline(editor: Editor, edits: (() => void)[]) {
  editor.wire.disconnect()
  await editor.until(({ saved }) => saved.state === 'waiting')
  for (const edit of edits) {
    edit()
    editor.flush()
  }
}

const ids = ['kohta00001', 'kohta00002', 'kohta00003', 'kohta00004', 'kohta00005']

test('what was typed offline waits when the event was cancelled meanwhile, also in a later tab, and is sent when it may be', async () => {
  const { name, open, become, stored } = await begin()
  const unsent = inMemory()
  const ritva = await open(unsent)
  await offline(
    ritva,
    ids.map((id) => () => addItem(ritva.doc, id, draft, null)),
  )
  await become('cancelled')
  ritva.wire.connect()
  await ritva.until(({ saved }) => saved.state !== 'waiting' && saved.state !== 'readOnly')
  expect(ritva.view()).toMatchObject({ saved: { state: 'kept', changes: 5 }, mayEdit: false })
  expect(readItems(ritva.doc).map(({ id }) => id)).toEqual(ids)
  expect(await unsent.of(name)).toHaveLength(5)
  ritva.leave()

  const later = await open(unsent)
  await later.until(({ saved }) => saved.state === 'kept')
  expect(later.view().saved).toEqual({ state: 'kept', changes: 5 })
  expect(readItems(later.doc).map(({ id }) => id)).toEqual(ids)
  await become('draft')
  await later.until(({ saved }) => saved.state === 'saved')
  expect(await stored()).toEqual(ids)
  await expect.poll(() => unsent.of(name)).toEqual([])
  later.leave()
})

test('a right taken away while typing keeps what was not sent, and goes on when it comes back', async () => {
  const { open, become, stored } = await begin()
  const ritva = await open()
  await become('cancelled')
  await ritva.until(({ saved }) => saved.state === 'readOnly')
  addItem(ritva.doc, 'kohta00001', draft, null)
  ritva.flush()
  expect(ritva.view().saved).toEqual({ state: 'kept', changes: 1 })
  expect(await stored()).toEqual([])
  await become('draft')
  await ritva.until(({ saved }) => saved.state === 'saved')
  expect(await stored()).toEqual(['kohta00001'])
  ritva.leave()
})

test('of what waits, only the refused edits are lost and counted; the others are saved', async () => {
  const { name, open, stored } = await begin()
  const unsent = inMemory()
  /** Updates that an earlier tab left, one for each edit. */
  const leave = async (...edits: ((doc: Y.Doc) => void)[]) => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (const edit of edits) edit(doc)
    for (const update of updates) await unsent.add(name, update)
  }
  await leave((doc) => addItem(doc, 'kohta00001', draft, null))
  await leave(
    (doc) => doc.getMap('other').set('a', 1),
    // Builds on what is refused.
    (doc) => addItem(doc, 'kohta00002', draft, null),
  )
  await leave((doc) => addItem(doc, 'kohta00003', draft, null))
  const ritva = await open(unsent)
  await ritva.until(({ saved }) => saved.state === 'refused')
  expect(ritva.view()).toMatchObject({ saved: { state: 'refused', reason: 'edit', changes: 2 }, mayEdit: false })
  expect((await stored()).sort()).toEqual(['kohta00001', 'kohta00003'])
  await expect.poll(() => unsent.of(name)).toEqual([])
  ritva.leave()
})

test('an edit that is too large does not take those before it along', async () => {
  const { open, stored } = await begin()
  const ritva = await open()
  await offline(ritva, [
    () => addItem(ritva.doc, 'kohta00001', draft, null),
    () => textOf(ritva.doc, 'kohta00001', 'presenter')?.insert(0, 'x'.repeat(70_000)),
  ])
  ritva.wire.connect()
  await ritva.until(({ saved }) => saved.state === 'refused')
  expect(ritva.view().saved).toEqual({ state: 'refused', reason: 'edit', changes: 1 })
  expect(await stored()).toEqual(['kohta00001'])
  ritva.leave()
})

test("edits are sent and saved also when the browser's storage fails", async () => {
  const transaction = () => {
    throw new Error('Connection to Indexed Database server lost')
  }
  const database = { transaction, close: () => undefined }
  vi.stubGlobal('indexedDB', {
    open() {
      const request = { result: database, onsuccess: () => undefined }
      queueMicrotask(() => request.onsuccess())
      return request
    },
  })
  const { open, stored } = await begin()
  const ritva = await open(await openUnsentEdits('ritva'))
  addItem(ritva.doc, 'kohta00001', draft, null)
  await ritva.until(({ saved }) => saved.state === 'saved')
  await offline(ritva, [() => addItem(ritva.doc, 'kohta00002', draft, null)])
  ritva.wire.connect()
  await ritva.until(({ saved }) => saved.state === 'saved')
  expect(await stored()).toEqual(['kohta00001', 'kohta00002'])
  ritva.leave()
})
