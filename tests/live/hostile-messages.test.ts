import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { agendaUpdate } from '#app/features/agenda/live.ts'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { connect, connected, roomFor } from './editor.ts'
import { setStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage({ coPlanners: 1 })
})
afterAll(() => stage.server.close())

const item = {
  ...emptyItem,
  id: 'kohta00001',
  title: 'x',
  presenter: '',
  kind: 'talk',
  minutes: 5,
  before: false,
} as const

test('a tab that says nonsense of what it has is answered, and nobody else notices', async () => {
  const wire = connect(stage.server.baseUrl, { cookie: stage.coPlanners[0] ?? '' })
  await connected(wire)
  const empty = Y.encodeStateVector(new Y.Doc())
  const room = await roomFor(wire, stage.document)
  expect(room).toBeGreaterThan(0)
  // Right behind an edit, so that the nonsense would be read while the edit is on its way to the disk.
  const edit = wire.emitWithAck('update', room, 1, agendaUpdate([item]))
  const answers = [[5], [255, 255, 255, 255, 255, 255, 255, 255, 255, 255], [3, 1]].map((bytes) =>
    wire.emitWithAck('join', stage.document, Uint8Array.from(bytes), null),
  )
  for (const answer of await Promise.all(answers)) expect(answer).toEqual({ ok: false, reason: 'malformed' })
  expect(await edit).toMatchObject({ ok: true })
  expect(await wire.emitWithAck('join', stage.document, empty, null)).toMatchObject({ ok: true })
  expect((await stage.server.get('/livez')).status).toBe(200)
  wire.disconnect()
})
