import { eq } from 'drizzle-orm'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { changeNeedReader } from '#app/features/needs/change-need-reader.server.ts'
import { eraseNeeds } from '#app/features/needs/erase-needs.server.ts'
import { lookAtNeeds } from '#app/features/needs/look-at-needs.server.ts'
import { markNeedOrdered } from '#app/features/needs/mark-need-ordered.server.ts'
import { looksAt, needCounts, needsTold, orderedNeeds } from '#app/features/needs/queries.server.ts'
import { keptFor, type Needs } from '#app/features/needs/rules.ts'
import { saveNeeds } from '#app/features/needs/save-needs.server.ts'
import { needs } from '#app/features/needs/tables.server.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeEvent, makeInvitation, makeOrganiser, makePerson } from '#tests/support/makers.ts'

/* Needs are health data: sealed, counted without names, seen by the named only, and gone a week after the event (GDPR-1). */

const secret = 'a secret of thirty-two letters, ok'
const now = Date.now()
const system = { kind: 'system' } as const
const told: Needs = { kinds: ['glutenFree', 'stepFree'], text: 'Pähkinäallergia ja pyörätuoli' }

async function world() {
  const db = await openTestDatabase()
  const organiser = await makeOrganiser(db)
  const convener = await makePerson(db, { name: 'Maija Lehto' }, [{ role: 'liaison', scopeId: organiser.id }])
  const colleague = await makePerson(db, { name: 'Timo Aalto' }, [{ role: 'liaison', scopeId: organiser.id }])
  const event = await makeEvent(db, { organiserId: organiser.id, convenerId: convener.id })
  const guest = await makeInvitation(db, { eventId: event.id, answer: 'yes', place: 'seat', people: 1 })
  const save = (given: Needs, at = now) =>
    saveNeeds(db, { invitationId: guest.id, needs: given, secret, actor: system, now: at })
  const look = (personId: string) => lookAtNeeds(db, { eventId: event.id, personId, secret, now })
  return { db, convener, colleague, event, guest, save, look }
}

test('needs are counted for kitchen and venue, and replaced or taken back by the next save', async () => {
  const { db, event, guest, save } = await world()
  expect(await save(told)).toEqual({ ok: true, eventId: event.id })
  expect(await needCounts(db.read, secret, event.id)).toEqual({
    kinds: { glutenFree: 1, stepFree: 1 },
    texts: 1,
    people: 1,
  })
  expect(await needsTold(db.read, secret, guest.id)).toBe(3)
  await save({ kinds: ['vegan'], text: '' })
  expect((await needCounts(db.read, secret, event.id)).kinds).toEqual({ vegan: 1 })
  await save({ kinds: [], text: '' })
  expect(await db.read.$count(needs)).toBe(0)
})

test('nothing of them can be read in the database, its log, the audit or the outbox', async () => {
  const { db, event, save } = await world()
  await save(told)
  for (const file of [db.file, `${db.file}-wal`]) {
    const bytes = readFileSync(file)
    for (const word of ['glutenFree', 'Pähkinäallergia', 'pyörätuoli']) expect(bytes.includes(word)).toBe(false)
  }
  expect(JSON.stringify(await db.read.select().from(auditRows))).not.toContain('glutenFree')
  expect(await db.read.select().from(letters)).toEqual([])
  // Read with another secret, it is nothing at all.
  const nothing = { kinds: {}, texts: 0, people: 0 }
  expect(await needCounts(db.read, `${secret}!`, event.id)).toEqual(nothing)
})

test('whose needs they are is for the convener and those named, and each look is on record', async () => {
  const { db, convener, colleague, event, guest, save, look } = await world()
  await save(told)
  expect(await look(colleague.id)).toEqual({ ok: false, reason: 'notNamed' })
  expect(await looksAt(db.read, event.id)).toEqual([])
  expect(await look(convener.id)).toEqual({ ok: true, needs: [{ id: guest.id, name: guest.name, needs: told }] })
  const name = (byPersonId: string, personId: string, named: boolean) =>
    changeNeedReader(db, { eventId: event.id, personId, named, byPersonId, now })
  expect(await name(colleague.id, colleague.id, true)).toEqual({ ok: false, reason: 'notConvener' })
  const stranger = await makePerson(db)
  expect(await name(convener.id, stranger.id, true)).toEqual({ ok: false, reason: 'noSuchPerson' })
  expect(await name(convener.id, colleague.id, true)).toEqual({ ok: true })
  expect(await look(colleague.id)).toMatchObject({ ok: true })
  expect((await looksAt(db.read, event.id)).map((one) => one.name).sort()).toEqual(['Maija Lehto', 'Timo Aalto'])
  await name(convener.id, colleague.id, false)
  expect(await look(colleague.id)).toEqual({ ok: false, reason: 'notNamed' })
})

test('they are erased a week after the event, and at once when their guests do not come', async () => {
  const { db, event, guest, save } = await world()
  await save(told)
  const erase = (at: number) => eraseNeeds(db, { actor: system, now: at })
  expect(await erase(event.endsAt + keptFor - 1)).toEqual({ erased: 0, more: false })
  expect(await erase(event.endsAt + keptFor)).toEqual({ erased: 1, more: false })
  await save(told)
  await answerInvitation(db, { invitationId: guest.id, answer: 'no', actor: system, now })
  // Not counted any more, also before they are gone.
  expect((await needCounts(db.read, secret, event.id)).people).toBe(0)
  expect(await erase(now)).toEqual({ erased: 1, more: false })
})

test('needs are taken from who comes or waits only, and as long as answers are', async () => {
  const { db, event, save, guest } = await world()
  expect(await save(told, event.endsAt)).toMatchObject({ ok: false, refusal: { reason: 'over' } })
  const silent = await makeInvitation(db, { eventId: event.id })
  const refused = await saveNeeds(db, { invitationId: silent.id, needs: told, secret, actor: system, now })
  expect(refused).toEqual({ ok: false, refusal: { reason: 'notComing' } })
  expect(await db.read.select().from(needs).where(eq(needs.id, guest.id))).toEqual([])
})

test('what is ordered is marked once, and can be unmarked', async () => {
  const { db, event, convener } = await world()
  const mark = (ordered: boolean) =>
    markNeedOrdered(db, { eventId: event.id, kind: 'signInterpreter', ordered, personId: convener.id, now })
  expect([await mark(true), await mark(true)]).toEqual([{ changed: true }, { changed: false }])
  expect(await orderedNeeds(db.read, event.id)).toEqual(['signInterpreter'])
  expect([await mark(false), await mark(false)]).toEqual([{ changed: true }, { changed: false }])
  expect(await orderedNeeds(db.read, event.id)).toEqual([])
})
