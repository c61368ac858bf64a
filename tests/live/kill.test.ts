import BetterSqlite3 from 'better-sqlite3'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addItem, textOf } from '#app/features/agenda/live.ts'
import type { Wire } from '#app/live/connection.ts'
import { applyPacked } from '#app/live/packed-state.ts'
import { buildVariant } from '#tests/support/build-variant.ts'
import { acknowledgeFirst } from './acknowledge-first.ts'
import { connect, connected, openEditor } from './editor.ts'
import { setStage, type Stage } from './stage.ts'

const item = 'kohta00001'

/** A tab that types numbered tokens into one item and writes down which of them the server says are saved. */
class Typist {
  readonly acknowledged: string[] = []
  readonly typed: string[] = []
  private readonly doc = new Y.Doc()
  private readonly wire: Wire
  private readonly name: string
  private readonly document: string
  private room = 0
  private number = 0

  constructor(server: { baseUrl: string }, cookie: string, document: string, name: string) {
    this.name = name
    this.document = document
    this.wire = connect(server.baseUrl, { cookie })
    this.wire.on('update', (_document, update) => {
      Y.applyUpdate(this.doc, update, 'server')
    })
  }

  async join() {
    await connected(this.wire)
    const answer = await this.wire.emitWithAck('join', this.document, Y.encodeStateVector(this.doc), null)
    if (!answer.ok) throw new Error(`${this.name} was not let in: ${answer.reason}`)
    this.room = answer.room
    if (answer.update && answer.packed) await applyPacked(this.doc, answer.update, 'server')
    else if (answer.update) Y.applyUpdate(this.doc, answer.update, 'server')
  }

  /** Sends what `edit` does as one update; resolves when it is acknowledged. */
  private send(edit: () => void, saved: () => void) {
    this.doc.once('update', (update: Uint8Array) => {
      this.wire.emit('update', this.room, 1, update, (answer) => {
        if (answer.ok) saved()
      })
    })
    edit()
  }

  async makeItem() {
    const empty = { title: '', presenter: '', kind: 'talk' as const, minutes: 10, before: false }
    await new Promise<void>((saved) => {
      this.send(() => {
        addItem(this.doc, item, empty, null)
      }, saved)
    })
  }

  type() {
    this.number += 1
    const token = `[${this.name}${String(this.number)}]`
    const text = textOf(this.doc, item, 'title')
    if (!text) throw new Error('the item is gone')
    this.typed.push(token)
    this.send(
      () => {
        text.insert(text.length, token)
      },
      () => this.acknowledged.push(token),
    )
  }

  /** As many messages there and back as it takes for everything sent before to have been looked at. */
  async roundTrips(topic: string) {
    for (let trip = 0; trip < 10; trip += 1) await this.wire.emitWithAck('watch', topic)
  }

  leave() {
    this.wire.disconnect()
  }
}

/** What somebody finds who was never here: another account, nothing kept in any browser. */
async function freshReader(stage: Stage): Promise<string> {
  const reader = await openEditor(stage.server.baseUrl, stage.liaison, stage.document)
  const found = textOf(reader.doc, item, 'title')?.toString() ?? ''
  reader.leave()
  return found
}

const times = (token: string, text: string) => text.split(token).length - 1

async function typists(stage: Stage, round: string): Promise<Typist[]> {
  const all = stage.coPlanners.map(
    (cookie, index) => new Typist(stage.server, cookie, stage.document, `${round}${'abcde'.charAt(index)}`),
  )
  await Promise.all(all.map((typist) => typist.join()))
  return all
}

describe('kill -9 while several people type', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage({ coPlanners: 4 })
    const first = new Typist(stage.server, stage.coPlanners[0] ?? '', stage.document, 'first')
    await first.join()
    await first.makeItem()
    first.leave()
  })
  afterAll(() => stage.server.close())

  test('every edit that was called saved is there exactly once, round after round', async () => {
    const acknowledged: string[] = []
    const typed: string[] = []
    for (const [round, killAfter] of [
      ['r', 7],
      ['s', 23],
      ['t', 41],
      ['u', 64],
    ] as const) {
      const people = await typists(stage, round)
      const saved = () => people.reduce((sum, { acknowledged: tokens }) => sum + tokens.length, 0)
      while (saved() < killAfter) {
        for (const person of people) person.type()
        // The pace of quick hands, within what a person may send in a second.
        await pause(55)
      }
      for (const person of people) person.type()
      await stage.server.kill()
      for (const person of people) {
        person.leave()
        acknowledged.push(...person.acknowledged)
        typed.push(...person.typed)
      }
      await stage.server.restart()
      const found = await freshReader(stage)
      expect(acknowledged.filter((token) => times(token, found) !== 1)).toEqual([])
      expect(typed.filter((token) => times(token, found) > 1)).toEqual([])
    }
    expect(acknowledged.length).toBeGreaterThan(100)
  })
})

/** Types while the database's write lock is held elsewhere, kills, and gives what was called saved and then missing. */
async function killUnderLock(entry?: string) {
  const stage = await setStage({ coPlanners: 2, ...(entry ? { entry } : {}) })
  try {
    const [first, second] = await typists(stage, 'x')
    if (!first || !second) throw new Error('two people are needed')
    await first.makeItem()
    await second.roundTrips(`event:${stage.eventId}`)
    second.type()
    await expect.poll(() => second.acknowledged.length).toBe(1)
    const lock = new BetterSqlite3(path.join(stage.server.dataDir, 'kutsu.db'))
    lock.exec('BEGIN IMMEDIATE')
    for (const person of [first, second, first, second]) person.type()
    await Promise.all([first, second].map((person) => person.roundTrips(`event:${stage.eventId}`)))
    await stage.server.kill()
    lock.exec('ROLLBACK')
    lock.close()
    for (const person of [first, second]) person.leave()
    await stage.server.restart()
    const found = await freshReader(stage)
    const acknowledged = [...first.acknowledged, ...second.acknowledged]
    return { acknowledged, lost: acknowledged.filter((token) => times(token, found) !== 1) }
  } finally {
    await stage.server.close()
  }
}

describe('kill -9 between an edit and its commit', () => {
  test('an edit that was not committed was not called saved', async () => {
    const { acknowledged, lost } = await killUnderLock()
    expect(acknowledged).toEqual(['[xb1]'])
    expect(lost).toEqual([])
  })

  test('a server that says "saved" before the commit loses what it called saved: this test would notice', async () => {
    const hasty = await buildVariant({ replace: acknowledgeFirst })
    const { acknowledged, lost } = await killUnderLock(hasty)
    expect(acknowledged.length).toBeGreaterThan(1)
    expect(lost.length).toBeGreaterThan(0)
  })
})
