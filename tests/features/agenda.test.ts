import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addItem } from '#app/features/agenda/live.ts'
import { project } from '#app/features/agenda/live.server.ts'
import { publishAgenda } from '#app/features/agenda/publish-agenda.server.ts'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
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
