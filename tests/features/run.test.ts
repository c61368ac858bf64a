import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { publishedAgendas } from '#app/features/agenda/tables.server.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { markItem, type ItemChange } from '#app/features/run/mark-item.server.ts'
import { runMarksOf } from '#app/features/run/queries.server.ts'
import { begin } from '#tests/support/event-world.ts'
import { makeEvent } from '#tests/support/makers.ts'

const hour = 3_600_000
const startsAt = Date.UTC(2027, 3, 20, 14)

async function theDay() {
  const { db, actor } = await begin()
  const event = await makeEvent(db, { state: 'published', startsAt, endsAt: startsAt + 3 * hour })
  const items = [
    { ...emptyItem, id: 'avaus', title: 'Avaus' },
    { ...emptyItem, id: 'ryhmät', title: 'Ryhmät' },
    { ...emptyItem, id: 'pöytä', title: 'Pöytä A', within: 'ryhmät' },
  ]
  const agenda = { eventId: event.id, version: 1, publishedAt: startsAt - hour, publishedBy: null, items }
  await db.write(async (tx) => tx.insert(publishedAgendas).values(agenda))
  const mark = (itemId: string, change: ItemChange, now = startsAt) =>
    markItem(db, { eventId: event.id, itemId, change, actor, now })
  return { db, event, mark, marks: () => runMarksOf(db.read, event.id) }
}

test('a double press on "start" counts from the first, and leaves one line in the audit', async () => {
  const { db, mark, marks } = await theDay()
  expect(await mark('avaus', { started: true })).toEqual({ ok: true, changed: true })
  expect(await mark('avaus', { started: true }, startsAt + 60_000)).toEqual({ ok: true, changed: false })
  expect(await marks()).toEqual([{ itemId: 'avaus', startedAt: startsAt, endedAt: null, skipped: false, stretched: 0 }])
  expect(await db.read.$count(auditRows, eq(auditRows.verb, 'markItem'))).toBe(1)
})

test('what is said can be taken back', async () => {
  const { mark, marks } = await theDay()
  await mark('avaus', { skipped: true })
  await mark('avaus', { started: true })
  expect((await marks())[0]).toMatchObject({ skipped: false, startedAt: startsAt })
  await mark('avaus', { stretched: 5 })
  await mark('avaus', { started: false })
  expect((await marks())[0]).toMatchObject({ startedAt: null, stretched: 5 })
})

test('only items in the line of the published agenda, only on the day, only of an event that is on', async () => {
  const { db, mark, marks } = await theDay()
  expect(await mark('pöytä', { started: true })).toEqual({ ok: false, reason: 'unknownItem' })
  expect(await mark('muu', { started: true })).toEqual({ ok: false, reason: 'unknownItem' })
  expect(await mark('avaus', { started: true }, startsAt - 20 * hour)).toEqual({ ok: false, reason: 'notToday' })
  expect(await marks()).toEqual([])
  const cancelled = await makeEvent(db, { state: 'cancelled', startsAt })
  const args = { eventId: cancelled.id, itemId: 'avaus', change: { started: true }, now: startsAt } as const
  const actor = { kind: 'system' } as const
  expect(await markItem(db, { ...args, actor })).toEqual({ ok: false, reason: 'notPublished' })
})
