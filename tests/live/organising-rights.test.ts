import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItem } from '#app/features/agenda/live.ts'
import { nameCoOrganiser } from '#app/features/organising/name-co-organiser.server.ts'
import { removeCoConvener } from '#app/features/organising/remove-co-convener.server.ts'
import { removeCoOrganiser } from '#app/features/organising/remove-co-organiser.server.ts'
import { liveUpdates } from '#server/live/tables.ts'
import { makeOrganiser, makePerson } from '#tests/support/makers.ts'
import { openEditor, until } from './editor.ts'
import { sessionOf, setStage, type Stage } from './stage.ts'

const draft = { title: '', presenter: '', kind: 'talk' as const, minutes: 10, before: false }
const doing = { actor: { kind: 'system' } as const, baseUrl: 'https://kutsu.example', now: Date.now() }

let stage: Stage
let organiserId = ''
beforeAll(async () => {
  stage = await setStage()
  organiserId = (await makeOrganiser(stage.server.db, { name: { fi: 'Muuramen kunta' } })).id
})
afterAll(() => stage.server.close())

/** Those who plan the agenda by the event's own data, and how it is taken from them. */
const planners: Record<string, () => Promise<{ id: string; remove(): Promise<{ ok: boolean }> }>> = {
  async 'a liaison person of a co-organiser'() {
    const { db } = stage.server
    const { id } = await makePerson(db, {}, [{ role: 'liaison', scopeId: organiserId }])
    const of = { ...doing, eventId: stage.eventId, organiserId }
    await nameCoOrganiser(db, of)
    return { id, remove: () => removeCoOrganiser(db, of) }
  },
  async 'a co-convener'() {
    const { db } = stage.server
    const { id } = await makePerson(db, {}, [{ role: 'coConvener', scopeId: stage.eventId }])
    return { id, remove: () => removeCoConvener(db, { ...doing, eventId: stage.eventId, personId: id }) }
  },
}

test.each(Object.keys(planners))(
  '%s edits the agenda until they are taken away, and their open one turns off (SEC-3)',
  async (who) => {
    const { db, baseUrl } = stage.server
    const planner = await planners[who]?.()
    if (!planner) throw new Error(who)
    const written = () => db.read.$count(liveUpdates, eq(liveUpdates.actor, planner.id))
    const maija = await openEditor(baseUrl, stage.liaison, stage.document)
    const one = await openEditor(baseUrl, await sessionOf(db, planner.id), stage.document)
    expect(one.view().mayEdit).toBe(true)
    addItem(one.doc, `kohta${who.length.toString().padStart(5, '0')}`, draft, null)
    await until(one, () => one.view().saved.state === 'saved')
    const before = await written()
    expect(before).toBeGreaterThan(0)

    expect(await planner.remove()).toEqual({ ok: true })
    await until(one, () => one.view().saved.state === 'refused')
    addItem(one.doc, 'kohta99999', draft, null)
    // A message of another goes the whole way after it.
    addItem(maija.doc, `kohta1${who.length.toString().padStart(4, '0')}`, draft, null)
    await until(maija, () => maija.view().saved.state === 'saved')
    expect(await written()).toBe(before)
    const again = await openEditor(baseUrl, await sessionOf(db, planner.id), stage.document)
    expect(again.view().saved).toEqual({ state: 'refused', reason: 'notAllowed' })
    for (const editor of [maija, one, again]) editor.leave()
  },
)
