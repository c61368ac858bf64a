import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addItem, changeItem } from '#app/features/agenda/live.ts'
import { project } from '#app/features/agenda/live.server.ts'
import { publishAgenda } from '#app/features/agenda/publish-agenda.server.ts'
import {
  publishedAgenda,
  publishedItems,
  publishedVersion,
  publishedVersions,
} from '#app/features/agenda/queries.server.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { begin, create, now } from '#tests/support/event-world.ts'

test.each(['cancelled', 'held'] as const)(
  'the agenda of an event that is %s is not published, and nothing changes',
  async (state) => {
    const world = await begin()
    const { db, actor } = world
    const eventId = await create(world)
    const doc = new Y.Doc()
    const item = { title: 'Avaus', presenter: '', kind: 'speech' as const, minutes: 10, before: false }
    addItem(doc, 'kohta00001', item, null)
    await project(db, eventId, doc)
    await db.write(async (tx) => tx.update(events).set({ state }).where(eq(events.id, eventId)))
    const rows = await db.read.$count(auditRows)
    expect(await publishAgenda(db, { eventId, actor, now })).toEqual({ ok: false, reason: 'over' })
    expect(await publishedAgenda(db.read, eventId)).toBeNull()
    expect(await db.read.$count(auditRows)).toBe(rows)
  },
)

test('an item without a name is not published: nobody could read it', async () => {
  const world = await begin()
  const { db, actor } = world
  const eventId = await create(world)
  const doc = new Y.Doc()
  const item = { title: ' ', presenter: 'Ritva', kind: 'talk' as const, minutes: 10, before: false }
  addItem(doc, 'kohta00001', item, null)
  await project(db, eventId, doc)
  expect(await publishAgenda(db, { eventId, actor, now })).toEqual({ ok: false, reason: 'untitled' })
  expect(await publishedAgenda(db.read, eventId)).toBeNull()
})

test('every published version stays readable; an edit after it changes nothing that others see', async () => {
  const world = await begin()
  const { db, actor } = world
  const eventId = await create(world)
  const doc = new Y.Doc()
  addItem(doc, 'kohta00001', { title: 'Avaus', minutes: 10 }, null)
  await project(db, eventId, doc)
  expect(await publishAgenda(db, { eventId, actor, now })).toEqual({ ok: true, version: 1 })

  changeItem(doc, 'kohta00001', { minutes: 20 })
  await project(db, eventId, doc)
  const seen = async () => (await publishedAgenda(db.read, eventId))?.items.map(({ minutes }) => minutes)
  expect(await seen()).toEqual([10])

  expect(await publishAgenda(db, { eventId, actor, now: now + 1 })).toEqual({ ok: true, version: 2 })
  expect(await publishAgenda(db, { eventId, actor, now: now + 2 })).toEqual({ ok: false, reason: 'unchanged' })
  expect(await seen()).toEqual([20])
  expect((await publishedItems(db.read, [eventId])).get(eventId)?.map(({ minutes }) => minutes)).toEqual([20])
  const [second, first, ...others] = await publishedVersions(db.read, eventId)
  expect(second).toMatchObject({ version: 2, publishedAt: now + 1, publishedBy: 'Maija Lehto' })
  expect(first).toMatchObject({ version: 1, publishedAt: now, items: [{ title: 'Avaus', minutes: 10 }] })
  expect(others).toEqual([])
  expect(await publishedVersion(db.read, eventId, 1)).toEqual(first)
  expect(await publishedVersion(db.read, eventId, 3)).toBeNull()
})
