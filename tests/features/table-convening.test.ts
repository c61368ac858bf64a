import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { project } from '#app/features/agenda/live.server.ts'
import { fillAgenda } from '#app/features/agenda/live.ts'
import type { AgendaItem } from '#app/features/agenda/rules.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { closeTable } from '#app/features/table-places/close-table.server.ts'
import { moveGuest } from '#app/features/table-places/move-guest.server.ts'
import { offerTableSeat } from '#app/features/table-places/offer-table-seat.server.ts'
import { publishAgendaWithTables } from '#app/features/table-places/publish-agenda-with-tables.server.ts'
import { reorderTableQueue } from '#app/features/table-places/reorder-table-queue.server.ts'
import { programme, tableWorld } from '#tests/support/table-world.ts'

/* What the convener does with tables: their queues, closing them, moving a guest, and publishing another agenda. */

const now = Date.now()
const world = (tilat: number, parties: Record<string, number>) => tableWorld(tilat, parties, now)

test('the convener changes the order of a queue, and offers free seats out of turn, never more than are free', async () => {
  const { db, by, idOf, choose, has, queue } = await world(2, { a: 1, b: 2, c: 1, d: 1 })
  await choose('a', { tilat0: 1 })
  await choose('d', { tilat0: 1 })
  await choose('b', { tilat0: 2 })
  await choose('c', { tilat0: 1 })
  const at = (name: string) => ({ ...by, itemId: 'tilat0', invitationId: idOf(name) })
  expect(await reorderTableQueue(db, { ...at('c'), step: 'up' })).toEqual({ ok: true, place: 1 })
  await reorderTableQueue(db, { ...at('c'), step: 'last' })
  expect(await offerTableSeat(db, at('c'))).toEqual({
    ok: false,
    refusal: { reason: 'noSeats', free: 0, wanted: 1 },
  })
  await choose('d', { tilat0: 0 })
  expect(await queue()).toEqual(['b', 'c'])
  expect(await offerTableSeat(db, at('c'))).toEqual({ ok: true })
  expect(await has('c')).toBe('tilat0 offered 1')
  expect(await reorderTableQueue(db, { ...at('a'), step: 'up' })).toMatchObject({ reason: 'notWaiting' })
})

test('at a closed table people stay and the queue stands still; opened again it moves', async () => {
  const { db, by, choose, has } = await world(1, { a: 1, b: 1, c: 1 })
  await choose('a', { tilat0: 1 })
  await choose('b', { tilat0: 1 })
  const table = { ...by, itemId: 'tilat0' }
  expect(await closeTable(db, { ...table, closed: true })).toEqual({ ok: true, changed: true })
  expect(await closeTable(db, { ...table, closed: true })).toEqual({ ok: true, changed: false })
  expect(await choose('c', { tilat0: 1 })).toMatchObject({ refusal: { reason: 'closed', itemId: 'tilat0' } })
  expect(await has('a')).toBe('tilat0 seat 1')
  await choose('a', { tilat0: 0 })
  expect(await has('b')).toBe('tilat0 waiting 1')
  await closeTable(db, { ...table, closed: false })
  expect(await has('b')).toBe('tilat0 offered 1')
  expect(await closeTable(db, { ...table, itemId: 'muuta0', closed: true })).toMatchObject({ reason: 'unknownTable' })
})

test('the convener moves a guest to another table of the same time, with a letter, and never past its seats', async () => {
  const { db, by, idOf, choose, has, lettersTo } = await world(1, { a: 1, b: 1, c: 2 })
  await choose('a', { tilat0: 1 })
  await choose('b', { tilat0: 1 })
  await choose('c', { avust0: 2 })
  const move = (name: string, from: string, to: string) => moveGuest(db, { ...by, invitationId: idOf(name), from, to })
  expect(await move('c', 'avust0', 'tilat0')).toMatchObject({ refusal: { reason: 'noSeats', free: 0, wanted: 2 } })
  expect(await move('a', 'tilat0', 'taide0')).toMatchObject({ refusal: { reason: 'unknownTable' } })
  expect(await move('a', 'tilat0', 'avust0')).toEqual({ ok: true })
  expect(await has('a')).toBe('avust0 seat 1')
  expect(await lettersTo('a')).toEqual(['tableMoved'])
  expect(await has('b')).toBe('tilat0 offered 1')
  expect(await move('a', 'tilat0', 'avust0')).toMatchObject({ refusal: { reason: 'gone' } })
  const verbs = (await db.read.select().from(auditRows)).map(({ verb }) => verb)
  expect(verbs).toEqual(expect.arrayContaining(['chooseTables', 'moveGuest', 'moveTableQueues']))
})

test('an agenda that lacks a table with people is not published; with fewer seats there everybody keeps theirs', async () => {
  const { db, event, by, choose, has } = await world(2, { a: 2, b: 1 })
  await choose('a', { tilat0: 2 })
  await choose('b', { tilat0: 1 })
  const draft = async (items: AgendaItem[]) => {
    const doc = new Y.Doc()
    fillAgenda(doc, items)
    await project(db, event.id, doc)
  }
  await draft(programme(2).filter(({ id }) => id !== 'tilat0'))
  expect(await publishAgendaWithTables(db, by)).toEqual({
    ok: false,
    reason: 'tablesWithPeople',
    tables: [{ itemId: 'tilat0', title: 'Tilat', people: 3, names: ['a', 'b'] }],
  })
  await draft(programme(1).filter(({ id }) => id !== 'avust0'))
  expect(await publishAgendaWithTables(db, by)).toMatchObject({ ok: true })
  expect(await has('a')).toBe('tilat0 seat 2')
  expect(await has('b')).toBe('tilat0 waiting 1')
  await draft(programme(4).filter(({ id }) => id !== 'avust0'))
  expect(await publishAgendaWithTables(db, by)).toMatchObject({ ok: true })
  expect(await has('b')).toBe('tilat0 offered 1')
})
