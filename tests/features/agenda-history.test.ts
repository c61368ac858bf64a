import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addItem, changeItem, moveItem, removeItem, textOf } from '#app/features/agenda/live.ts'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { deleteDraftEventWithHistory } from '#app/features/agenda-history/delete-draft-event-with-history.server.ts'
import { keepVersion } from '#app/features/agenda-history/keep-version.server.ts'
import { project } from '#app/features/agenda-history/live.server.ts'
import { editsOf, versionByRef, versionsOf } from '#app/features/agenda-history/queries.server.ts'
import { quietPause } from '#app/features/agenda-history/rules.ts'
import { agendaEdits, agendaVersions } from '#app/features/agenda-history/tables.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { gatherEdits } from '#server/live/gathered-edits.ts'
import { begin, create, now, type World } from '#tests/support/event-world.ts'
import { makePerson } from '#tests/support/makers.ts'

const minute = 60_000

/** An agenda as its room has it: edits come as updates that name their author, and rows are written now and then. */
async function openAgenda(world: World) {
  const { db } = world
  const eventId = await create(world)
  const doc = new Y.Doc()
  const edits = gatherEdits(doc)
  return {
    eventId,
    /** One person's edit, made in a browser of their own. */
    edit(actor: string, at: number, change: (copy: Y.Doc) => void) {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
      const known = Y.encodeStateVector(copy)
      change(copy)
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy, known), { actor, at })
    },
    write: () => project(db, eventId, doc, edits.take()),
    /** `Ritva changed minutes`, newest first. */
    async told(itemId: string | null = null) {
      return (await editsOf(db.read, eventId, itemId)).map(({ people, title, details }) => {
        const what = details.kind === 'changed' ? details.field : details.kind
        return `${people.join('+')}: ${title} ${what}`
      })
    },
  }
}

async function twoPlanners(world: World) {
  const ritva = await makePerson(world.db, { name: 'Ritva' })
  const pekka = await makePerson(world.db, { name: 'Pekka' })
  return { ritva: ritva.id, pekka: pekka.id }
}

test('who changed what is told by name, per item and for the whole, with before and after', async () => {
  const world = await begin()
  const { ritva, pekka } = await twoPlanners(world)
  const agenda = await openAgenda(world)
  agenda.edit(ritva, now, (doc) => addItem(doc, 'kohta1', { title: 'Avaus' }, null))
  agenda.edit(ritva, now + 1, (doc) => addItem(doc, 'kohta2', { title: 'Tauko', minutes: 15 }, null))
  await agenda.write()
  agenda.edit(pekka, now + minute, (doc) => changeItem(doc, 'kohta2', { minutes: 20 }))
  agenda.edit(pekka, now + 2 * minute, (doc) => moveItem(doc, 'kohta1', 'kohta2'))
  await agenda.write()
  agenda.edit(pekka, now + 3 * minute, (doc) => removeItem(doc, 'kohta1'))
  await agenda.write()
  expect(await agenda.told()).toEqual([
    'Pekka: Avaus removed',
    'Pekka: Avaus moved',
    'Pekka: Tauko minutes',
    'Ritva: Tauko added',
    'Ritva: Avaus added',
  ])
  expect(await agenda.told('kohta2')).toEqual(['Pekka: Tauko minutes', 'Ritva: Tauko added'])
  const [length] = await editsOf(world.db.read, agenda.eventId, 'kohta2')
  expect(length?.details).toEqual({ kind: 'changed', field: 'minutes', before: 15, after: 20 })
})

test('a sentence is told, not its keys: typing on is one edit, and what two type at once is told of both', async () => {
  const world = await begin()
  const { ritva, pekka } = await twoPlanners(world)
  const agenda = await openAgenda(world)
  agenda.edit(ritva, now, (doc) => addItem(doc, 'kohta1', { title: 'Avaus' }, null))
  await agenda.write()
  const type = (who: string, at: number, letters: string) =>
    agenda.edit(who, at, (doc) => textOf(doc, 'kohta1', 'title')?.insert(0, letters))
  for (const [at, letter] of Array.from('ohjelman').entries()) {
    type(pekka, now + 10 * minute - 1 + at * 2000, letter)
    await agenda.write()
  }
  expect(await agenda.told()).toEqual(['Pekka: Avaus title', 'Ritva: Avaus added'])
  type(pekka, now + 30 * minute, 'a')
  type(ritva, now + 30 * minute, 'b')
  await agenda.write()
  expect((await agenda.told())[0]).toMatch(/^(Pekka\+Ritva|Ritva\+Pekka): /)
})

test('what nobody touched is nobody’s edit, and a log read again after a crash tells nothing twice', async () => {
  const world = await begin()
  const { ritva, pekka } = await twoPlanners(world)
  const agenda = await openAgenda(world)
  agenda.edit(ritva, now, (doc) => addItem(doc, 'kohta1', { title: 'Avaus', minutes: 5 }, null))
  await agenda.write()
  await agenda.write()
  expect(await agenda.told()).toEqual(['Ritva: Avaus added'])

  // After a crash the whole log is read: Ritva's edit is among the gathered ones again.
  const doc = new Y.Doc()
  const edits = gatherEdits(doc)
  addItem(doc, 'kohta1', { title: 'Avaus', minutes: 5 }, null)
  Y.applyUpdate(doc, new Uint8Array([0, 0]), { actor: ritva, at: now })
  edits.giveBack([{ root: 'items', key: 'kohta1', field: 'minutes', actor: ritva, from: now, at: now }])
  changeItem(doc, 'kohta1', { minutes: 10 })
  edits.giveBack([
    { root: 'items', key: 'kohta1', field: 'minutes', actor: pekka, from: now + minute, at: now + minute },
  ])
  await project(world.db, agenda.eventId, doc, edits.take())
  expect(await agenda.told()).toEqual(['Pekka: Avaus minutes', 'Ritva: Avaus added'])
})

test('the agenda is kept as it was before the first edit after a quiet pause, and can be read again', async () => {
  const world = await begin()
  const { ritva, pekka } = await twoPlanners(world)
  const agenda = await openAgenda(world)
  agenda.edit(ritva, now, (doc) => addItem(doc, 'kohta1', { title: 'Avaus' }, null))
  await agenda.write()
  agenda.edit(ritva, now + minute, (doc) => addItem(doc, 'kohta2', { title: 'Tauko' }, null))
  await agenda.write()
  expect(await versionsOf(world.db.read, agenda.eventId)).toEqual([])
  agenda.edit(pekka, now + minute + quietPause + 1, (doc) => removeItem(doc, 'kohta1'))
  await agenda.write()
  const [version, ...others] = await versionsOf(world.db.read, agenda.eventId)
  expect(others).toEqual([])
  expect(version).toMatchObject({ cause: 'quiet', at: now + minute, people: ['Ritva'] })
  const kept = await versionByRef(world.db.read, agenda.eventId, version?.ref ?? '')
  expect(kept?.items.map(({ title }) => title)).toEqual(['Avaus', 'Tauko'])
  // Of another event it is not read.
  expect(await versionByRef(world.db.read, await create(world), version?.ref ?? '')).toBeNull()
})

test('before restoring the agenda is kept, and the many edits of that one press are told as one', async () => {
  const world = await begin()
  const { ritva } = await twoPlanners(world)
  const agenda = await openAgenda(world)
  agenda.edit(ritva, now, (doc) => addItem(doc, 'kohta1', { title: 'Avaus' }, null))
  await agenda.write()
  const actor = { kind: 'person', personId: ritva } as const
  const details = { kind: 'restored', at: now - 1 } as const
  const at = now + minute
  await keepVersion(world.db, { eventId: agenda.eventId, cause: 'restored', details, actor, now: at })
  agenda.edit(ritva, at + 5, (doc) => {
    removeItem(doc, 'kohta1')
    addItem(doc, 'kohta2', { title: 'Tauko' }, null)
  })
  await agenda.write()
  expect(await agenda.told()).toEqual(['Ritva:  restored', 'Ritva: Avaus added'])
  // What the same person does right after it is told again.
  agenda.edit(ritva, at + 10, (doc) => changeItem(doc, 'kohta2', { minutes: 25 }))
  await agenda.write()
  expect((await agenda.told())[0]).toBe('Ritva: Tauko minutes')
  const [version] = await versionsOf(world.db.read, agenda.eventId)
  const kept = await versionByRef(world.db.read, agenda.eventId, version?.ref ?? '')
  expect(kept).toMatchObject({ cause: 'restored', at })
  expect(kept?.items.map(({ title }) => title)).toEqual(['Avaus'])
  // The same state is not kept twice.
  expect((await agendaFor(world.db.read, agenda.eventId)).map(({ title }) => title)).toEqual(['Tauko'])
})

test('a draft goes with all that its history tells; a published event keeps it', async () => {
  const world = await begin()
  const { db, actor } = world
  const { ritva, pekka } = await twoPlanners(world)
  const agenda = await openAgenda(world)
  const { eventId } = agenda
  agenda.edit(ritva, now, (doc) => addItem(doc, 'kohta1', { title: 'Avaus' }, null))
  await agenda.write()
  agenda.edit(pekka, now + quietPause + 1, (doc) => removeItem(doc, 'kohta1'))
  await agenda.write()
  const become = (state: 'published' | 'draft') =>
    db.write(async (tx) => tx.update(events).set({ state }).where(eq(events.id, eventId)))
  await become('published')
  expect(await deleteDraftEventWithHistory(db, { eventId, actor, now })).toEqual({ ok: false, reason: 'notDraft' })
  expect(await db.read.$count(agendaEdits)).toBe(2)
  await become('draft')
  expect(await deleteDraftEventWithHistory(db, { eventId, actor, now })).toEqual({ ok: true })
  expect([await db.read.$count(agendaEdits), await db.read.$count(agendaVersions)]).toEqual([0, 0])
})
