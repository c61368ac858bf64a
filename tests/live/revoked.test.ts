import { and, eq } from 'drizzle-orm'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addItem, textOf } from '#app/features/agenda/live.ts'
import { events } from '#app/features/events/tables.server.ts'
import { roles, sessions } from '#app/features/people/tables.server.ts'
import { liveUpdates } from '#server/live/tables.ts'
import { connect, openEditor, until } from './editor.ts'
import { setStage, type Stage } from './stage.ts'

const draft = { title: '', presenter: '', kind: 'talk' as const, minutes: 10, before: false }
/** Milliseconds between two messages: two of them at a time stay within what a person may send in a second. */
const pace = 120
let stage: Stage
beforeAll(async () => {
  stage = await setStage({ coPlanners: 3 })
})
afterAll(() => stage.server.close())

/** A tab that believes nothing: it joins and sends all that it has, again and again, whatever it is answered. */
function insist(cookie: string, id: string) {
  const wire = connect(stage.server.baseUrl, { cookie })
  const doc = new Y.Doc()
  const end = new AbortController()
  let room = 0
  const answers: { sentAt: number; answer: string }[] = []
  addItem(doc, id, draft, null)
  const insisting = (async () => {
    for (let count = 0; !end.signal.aborted; count += 1) {
      textOf(doc, id, 'title')?.insert(0, `${String(count)} `)
      const sentAt = Date.now()
      if (wire.connected) {
        wire.emit('join', stage.document, new Uint8Array([0]), null, (answer) => {
          // Once known it is used for ever, whatever became of it.
          if (answer.ok) room = answer.room
        })
        wire.emit('update', room, 1, Y.encodeStateAsUpdate(doc), (answer) => {
          answers.push({ sentAt, answer: answer.ok ? 'saved' : answer.reason })
        })
      }
      await pause(pace)
    }
  })()
  return {
    answers,
    wire,
    async stop() {
      end.abort()
      await insisting
      wire.disconnect()
    },
  }
}

const written = (actor: string) =>
  stage.server.db.read
    .select({ at: liveUpdates.at })
    .from(liveUpdates)
    .where(and(eq(liveUpdates.document, stage.document), eq(liveUpdates.actor, actor)))

type Insisting = ReturnType<typeof insist>
const refused =
  (reason: string) =>
  ({ answers }: Insisting) =>
    answers.at(-1)?.answer === reason

test.each<[string, (personId: string) => Promise<unknown>, (one: Insisting) => boolean]>([
  [
    'a role taken away',
    (personId) => stage.server.db.write(async (tx) => tx.delete(roles).where(eq(roles.personId, personId))),
    refused('notJoined'),
  ],
  [
    'a session that ended',
    (personId) => stage.server.db.write(async (tx) => tx.delete(sessions).where(eq(sessions.personId, personId))),
    ({ wire }) => !wire.connected,
  ],
  [
    'an event that was cancelled',
    () =>
      stage.server.db.write(async (tx) =>
        tx.update(events).set({ state: 'cancelled' }).where(eq(events.id, stage.eventId)),
      ),
    refused('readOnly'),
  ],
])('after %s one who insists on typing writes nothing more (SEC-3)', async (what, end, over) => {
  const planner = ['a role taken away', 'a session that ended', 'an event that was cancelled'].indexOf(what)
  const personId = stage.coPlannerIds[planner] ?? ''
  // Who stays keeps the document open, and with it the log rows that tell who wrote what and when.
  const other = await openEditor(stage.server.baseUrl, stage.liaison, stage.document)
  const one = insist(stage.coPlanners[planner] ?? '', `kohta0000${String(planner)}`)
  await until(other, () => textOf(other.doc, `kohta0000${String(planner)}`, 'title') !== null)
  await expect.poll(async () => (await written(personId)).length).toBeGreaterThan(3)
  await end(personId)
  const endedAt = Date.now()
  await expect.poll(() => over(one), { timeout: 5000 }).toBe(true)
  const overAt = Date.now()
  // Two more looks at everybody's rights, with many messages in between.
  await pause(3500)
  await one.stop()
  const rows = await written(personId)
  expect(rows.filter(({ at }) => at > Math.min(overAt, endedAt + 2000))).toEqual([])
  expect(one.answers.filter(({ sentAt, answer }) => sentAt > overAt && answer === 'saved')).toEqual([])
  other.leave()
})
