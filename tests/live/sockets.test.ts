import BetterSqlite3 from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { addItem, readItems, textOf } from '#app/features/agenda/live.ts'
import { roles, sessions } from '#app/features/people/tables.server.ts'
import { connect, connected, openEditor, roomFor, until } from './editor.ts'
import { setStage, type Stage } from './stage.ts'

const draft = { title: 'Avaus', presenter: '', kind: 'speech' as const, minutes: 10, before: false }
let stage: Stage
let baseUrl: string
beforeAll(async () => {
  stage = await setStage({ coPlanners: 3 })
  baseUrl = stage.server.baseUrl
})
afterAll(() => stage.server.close())
const planner = (index = 0) => stage.coPlanners[index] ?? ''

test("two people see each other and each other's letters, and the rows follow", async () => {
  const ritva = await openEditor(baseUrl, planner(0), stage.document)
  const pekka = await openEditor(baseUrl, planner(1), stage.document)
  addItem(ritva.doc, 'avaus00001', draft, null)
  await until(pekka, () => readItems(pekka.doc).length === 1)
  textOf(pekka.doc, 'avaus00001', 'title')?.insert(5, ' ja kahvit')
  await until(ritva, () => readItems(ritva.doc)[0]?.title === 'Avaus ja kahvit')
  await ritva.until(({ saved, others }) => saved.state === 'saved' && others[0]?.name === 'Pekka Koski')
  pekka.setPlace('avaus00001')
  await ritva.until(({ others }) => others[0]?.place === 'avaus00001')
  pekka.leave()
  await ritva.until(({ others }) => others.length === 0)
  await expect
    .poll(async () => (await agendaFor(stage.server.db.read, stage.eventId)).map(({ title }) => title))
    .toEqual(['Avaus ja kahvit'])
  ritva.leave()
})

test('edits made without a connection arrive with the next one', async () => {
  const ritva = await openEditor(baseUrl, planner(0), stage.document)
  const pekka = await openEditor(baseUrl, planner(1), stage.document)
  ritva.wire.disconnect()
  await ritva.until(({ saved }) => saved.state === 'waiting')
  addItem(ritva.doc, 'irti000001', { ...draft, title: 'Yksin kirjoitettu' }, null)
  addItem(pekka.doc, 'yhdessa001', { ...draft, title: 'Muiden kirjoittama' }, null)
  await pekka.until(({ saved }) => saved.state === 'saved')
  expect(ritva.view().saved).toMatchObject({ state: 'waiting' })
  ritva.wire.connect()
  await until(pekka, () => readItems(pekka.doc).some(({ id }) => id === 'irti000001'))
  await ritva.until(({ saved }) => saved.state === 'saved')
  expect(readItems(ritva.doc)).toEqual(readItems(pekka.doc))
  ritva.leave()
  pekka.leave()
})

test.each([
  ['another site', 'https://paha.example'],
  ['no address', null],
  ['a hidden address', 'null'],
])('a socket from %s is refused', async (_name, origin) => {
  const wire = connect(baseUrl, { cookie: planner(), origin })
  expect(await connected(wire)).not.toBeNull()
  wire.disconnect()
})

test('a socket of nobody is refused', async () => {
  const wire = connect(baseUrl, {})
  expect(await connected(wire)).toBe('signedOut')
  wire.disconnect()
})

test('long polling is not offered', async () => {
  const answer = await stage.server.get('/live-socket/?EIO=4&transport=polling', { headers: { Origin: baseUrl } })
  expect(answer.status).toBe(400)
})

/** An update that `edit` makes in a document of its own. */
function updateOf(edit: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  edit(doc)
  return Y.encodeStateAsUpdate(doc)
}

test('one who may only read writes nothing, one who may not even that sees nothing', async () => {
  const reader = connect(baseUrl, { cookie: stage.administrator })
  await connected(reader)
  const join = await reader.emitWithAck('join', stage.document, new Uint8Array([0]), null)
  const room = join.ok ? join.room : 0
  expect(join).toMatchObject({
    ok: true,
    mayEdit: false,
  })
  const update = updateOf((doc) => {
    addItem(doc, 'salaa00001', draft, null)
  })
  expect(await reader.emitWithAck('update', room, 1, update)).toEqual({ ok: false, reason: 'readOnly' })
  reader.disconnect()
  const stranger = connect(baseUrl, { cookie: stage.stranger })
  await connected(stranger)
  const refused = await stranger.emitWithAck('join', stage.document, new Uint8Array([0]), null)
  expect(refused).toEqual({ ok: false, reason: 'notAllowed' })
  expect(await stranger.emitWithAck('update', room, 1, update)).toEqual({ ok: false, reason: 'notJoined' })
  expect(await stranger.emitWithAck('watch', `event:${stage.eventId}`)).toEqual({ ok: false })
  stranger.disconnect()
})

test('what is not an agenda is refused with its reason', async () => {
  const wire = connect(baseUrl, { cookie: planner() })
  await connected(wire)
  const room = await roomFor(wire, stage.document)
  const send = (update: unknown) => wire.emitWithAck('update', room, 1, update as Uint8Array)
  expect(await send(updateOf((doc) => doc.getMap('other').set('a', 1)))).toMatchObject({ reason: 'offSchema' })
  expect(await send(new Uint8Array([1, 2, 3]))).toMatchObject({ reason: 'malformed' })
  expect(await send('text')).toMatchObject({ reason: 'malformed' })
  expect(await send(new Uint8Array(70_000))).toMatchObject({ reason: 'tooLarge' })
  wire.disconnect()
})

test('an acknowledgement comes after the commit and not before', async () => {
  const ritva = await openEditor(baseUrl, planner(), stage.document)
  const lock = new BetterSqlite3(path.join(stage.server.dataDir, 'kutsu.db'))
  lock.exec('BEGIN IMMEDIATE')
  addItem(ritva.doc, 'lukossa001', draft, null)
  for (let trip = 0; trip < 10; trip += 1) await ritva.wire.emitWithAck('watch', `event:${stage.eventId}`)
  expect(ritva.view().saved.state).toBe('saving')
  lock.exec('ROLLBACK')
  lock.close()
  await ritva.until(({ saved }) => saved.state === 'saved')
  ritva.leave()
})

test('a role taken away turns the document off, a session that ended cuts the socket, within two seconds', async () => {
  const samira = await openEditor(baseUrl, planner(2), stage.document)
  const at = performance.now()
  const personId = stage.coPlannerIds[2] ?? ''
  await stage.server.db.write(async (tx) => tx.delete(roles).where(eq(roles.personId, personId)))
  await samira.until(({ saved }) => saved.state === 'refused')
  expect(performance.now() - at).toBeLessThan(2500)
  expect(samira.view().saved).toEqual({ state: 'refused', reason: 'notAllowed' })
  await stage.server.db.write(async (tx) => tx.delete(sessions).where(eq(sessions.personId, personId)))
  await expect.poll(() => samira.wire.connected, { timeout: 3000 }).toBe(false)
  samira.leave()
})
