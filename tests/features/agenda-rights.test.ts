import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { mayEdit, mayOpen } from '#app/features/agenda/live.server.ts'
import { lockAgenda } from '#app/features/agenda/lock-agenda.server.ts'
import { agendaLock } from '#app/features/agenda/queries.server.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { changePlanningRole } from '#app/features/events/change-planning-role.server.ts'
import { coPlannersOf } from '#app/features/events/queries.server.ts'
import { personById } from '#app/features/people/queries.server.ts'
import type { Person } from '#app/features/people/rules.ts'
import type { Database } from '#db/database.ts'
import { begin, create, now } from '#tests/support/event-world.ts'
import { makePerson } from '#tests/support/makers.ts'

/** The person as sockets see them now. */
async function seen(db: Database, { id }: { id: string }): Promise<Person> {
  const person = await personById(db.read, id)
  if (!person) throw new Error(`There is no person ${id}`)
  return { ...person, sessionId: 'x' }
}

test('a locked agenda is edited by its convener only, read by the others, and opened again', async () => {
  const world = await begin()
  const { db, actor, organiser } = world
  const eventId = await create(world)
  const maija = await makePerson(db, { name: 'Maija' }, [{ role: 'liaison', scopeId: organiser.id }])
  const pekka = await makePerson(db, { name: 'Pekka' }, [{ role: 'coPlanner', scopeId: eventId }])
  const may = async () => {
    const people = [await seen(db, maija), await seen(db, pekka)]
    return Promise.all(people.map((person) => mayEdit(db.read, person, eventId)))
  }
  expect(await may()).toEqual([true, true])
  const locking = { eventId, locked: true, actor: { kind: 'person', personId: maija.id } as const, now }
  expect(await lockAgenda(db, locking)).toEqual({ ok: true, changed: true })
  expect(await lockAgenda(db, locking)).toEqual({ ok: true, changed: false })
  expect(await may()).toEqual([true, false])
  expect(await mayOpen(db.read, await seen(db, pekka), eventId)).toBe(true)
  expect(await agendaLock(db.read, eventId)).toEqual({ lockedAt: now, name: 'Maija' })
  expect(await db.read.$count(auditRows, eq(auditRows.verb, 'lockAgenda'))).toBe(1)
  await lockAgenda(db, { ...locking, locked: false, actor })
  expect(await may()).toEqual([true, true])
})

test('a co-planner who becomes a reader sees the draft and changes nothing, until they may edit again', async () => {
  const world = await begin()
  const { db, actor } = world
  const eventId = await create(world)
  const pekka = await makePerson(db, { name: 'Pekka' }, [{ role: 'coPlanner', scopeId: eventId }])
  const may = async () => {
    const person = await seen(db, pekka)
    return [await mayOpen(db.read, person, eventId), await mayEdit(db.read, person, eventId)]
  }
  await changePlanningRole(db, { eventId, personId: pekka.id, role: 'reader', actor, now })
  expect(await may()).toEqual([true, false])
  expect((await coPlannersOf(db.read, eventId)).map(({ role }) => role)).toEqual(['reader'])
  await changePlanningRole(db, { eventId, personId: pekka.id, role: 'coPlanner', actor, now })
  expect(await may()).toEqual([true, true])
  const stranger = await changePlanningRole(db, { eventId, personId: 'nobody', role: 'reader', actor, now })
  expect(stranger).toEqual({ ok: false, reason: 'notNamed' })
})
