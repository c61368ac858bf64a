import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItem, readItems, textOf } from '#app/features/agenda/live.ts'
import type { Wire } from '#app/live/connection.ts'
import { limits } from '#app/live/contract.ts'
import { connect, connected, openEditor, roomFor, until } from './editor.ts'
import { setStage, type Stage } from './stage.ts'

const draft = { title: 'Avaus', presenter: '', kind: 'speech' as const, minutes: 10, before: false }
let stage: Stage
beforeAll(async () => {
  stage = await setStage({ coPlanners: 2 })
})
afterAll(() => stage.server.close())
const planner = (index: number) => stage.coPlanners[index] ?? ''

async function joinedWire(): Promise<{ wire: Wire; room: number }> {
  const wire = connect(stage.server.baseUrl, { cookie: planner(0) })
  await connected(wire)
  return { wire, room: await roomFor(wire, stage.document) }
}

test('an update above the limit is refused with its reason, and the connection stays', async () => {
  const { wire, room } = await joinedWire()
  for (const bytes of [limits.updateBytes + 1, 3 * limits.updateBytes]) {
    const answer = await wire.emitWithAck('update', room, 1, new Uint8Array(bytes))
    expect(answer).toEqual({ ok: false, reason: 'tooLarge' })
  }
  expect(wire.connected).toBe(true)
  wire.disconnect()
})

test.each<[string, (wire: Wire, room: number) => void]>([
  ['an update', (wire, room) => wire.emit('update', room, 1, new Uint8Array(20_000_000), () => undefined)],
  ['a place', (wire) => wire.emit('presence', stage.document, 'x'.repeat(20_000_000))],
  ['a state vector', (wire) => wire.emit('join', stage.document, new Uint8Array(20_000_000), null, () => undefined)],
])('%s of twenty megabytes ends the connection unread, and nobody else notices', async (_what, send) => {
  const pekka = await openEditor(stage.server.baseUrl, planner(1), stage.document)
  const { wire, room } = await joinedWire()
  await pekka.until(({ others }) => others.length === 1)
  wire.io.reconnection(false)
  send(wire, room)
  await expect.poll(() => wire.connected).toBe(false)
  await pekka.until(({ others, saved }) => others.length === 0 && saved.state === 'saved')
  expect(stage.server.running()).toBe(true)
  pekka.leave()
})

test('a pasted text that is too large for the service is told of, and all other edits of the tab are saved', async () => {
  const ritva = await openEditor(stage.server.baseUrl, planner(0), stage.document)
  const pekka = await openEditor(stage.server.baseUrl, planner(1), stage.document)
  addItem(ritva.doc, 'ennen00001', draft, null)
  await ritva.until(({ saved }) => saved.state === 'saved')
  textOf(ritva.doc, 'ennen00001', 'presenter')?.insert(0, 'x'.repeat(1_000_000))
  await ritva.until(({ saved }) => saved.state === 'refused')
  expect(ritva.view().saved).toEqual({ state: 'refused', reason: 'edit', changes: 1 })
  await until(pekka, () => readItems(pekka.doc).some(({ id }) => id === 'ennen00001'))
  ritva.leave()
  pekka.leave()
})
