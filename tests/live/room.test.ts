import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addItem, agendaDocument, itemsOf, moveItem, readItems, removeItem, textOf } from '#app/features/agenda/live.ts'
import { openDatabase, type Database } from '#db/database.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { gate } from '#server/live/gate.ts'
import { openLog, type UpdateLog } from '#server/live/log.ts'
import type { Member } from '#server/live/members.ts'
import { openRoom, type Room } from '#server/live/room.ts'
import { liveUpdates } from '#server/live/tables.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const name = 'agenda/kokeilu'
const draft = { title: '', presenter: '', kind: 'talk' as const, minutes: 10, before: false }
let db: Database
let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kutsu-room-'))
  migrateDatabase(path.join(folder, 'kutsu.db'), 'db/migrations')
  db = openDatabase(path.join(folder, 'kutsu.db'))
})
afterEach(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

async function room(log: UpdateLog = openLog(db)): Promise<Room> {
  const stored = await log.load(name)
  const nothing = () => undefined
  return openRoom({
    name,
    definition: agendaDocument,
    stored,
    log,
    now: () => 0,
    onCommit: nothing,
    onEmpty: nothing,
    onBroken: () => {
      throw new Error('broken')
    },
    retryAfter: 1,
  })
}

/** An editor on an in-memory wire: what it sends and gets waits until the test lets it through. */
async function editor(open: Room, clientID: number) {
  const doc = new Y.Doc()
  doc.clientID = clientID
  const out: Uint8Array[] = []
  const inbox: Uint8Array[] = []
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') out.push(update)
  })
  const member: Member = {
    personId: `p${String(clientID)}`,
    mayEdit: true,
    send: (update) => inbox.push(update),
    tell: () => undefined,
    cut: () => undefined,
  }
  const { update } = await open.join(member, Y.encodeStateVector(doc))
  if (update) Y.applyUpdate(doc, update, 'server')
  return { doc, out, inbox, member }
}

/** A small seeded generator (mulberry32): the same seed gives the same afternoon. */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

describe('a room', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'random editors end equal, with every item once, also after a reload (seed %i)',
    async (seed) => {
      const pick = chance(seed)
      const open = await room()
      const editors = await Promise.all([1, 2, 3, 4].map((id) => editor(open, id)))
      const answers: Promise<unknown>[] = []
      const deliver = (one: (typeof editors)[number]) => {
        for (const update of one.out.splice(0, 1 + pick(4))) answers.push(open.submit(one.member, update))
        for (const update of one.inbox.splice(0, pick(5))) Y.applyUpdate(one.doc, update, 'server')
      }
      for (let step = 0; step < 300; step += 1) {
        const one = editors[pick(4)]
        if (!one) continue
        const items = readItems(one.doc)
        const some = items[pick(Math.max(1, items.length))]
        const what = pick(10)
        if (!some || what < 2) addItem(one.doc, `kohta${String(step).padStart(5, '0')}`, draft, some?.id ?? null)
        else if (what < 6) textOf(one.doc, some.id, 'title')?.insert(0, `${String(step)} `)
        else if (what < 9) moveItem(one.doc, some.id, items[pick(items.length)]?.id ?? null)
        else if (pick(3) === 0) removeItem(one.doc, some.id)
        deliver(one)
        if (pick(5) === 0) await Promise.all(answers)
      }
      for (const one of editors) for (const update of one.out.splice(0)) answers.push(open.submit(one.member, update))
      expect(new Set((await Promise.all(answers)).map((answer) => (answer as { ok: boolean }).ok))).toEqual(
        new Set([true]),
      )
      for (const one of editors) for (const update of one.inbox) Y.applyUpdate(one.doc, update, 'server')
      const seen = editors.map(({ doc }) => readItems(doc))
      for (const other of seen) expect(other).toEqual(seen[0])
      expect(new Set(seen[0]?.map(({ id }) => id)).size).toBe(seen[0]?.length)
      expect(readItems((await openLog(db).load(name)).doc)).toEqual(seen[0])
      await openLog(db).compact(name, 0)
      expect(await db.read.$count(liveUpdates)).toBe(0)
      expect(readItems((await openLog(db).load(name)).doc)).toEqual(seen[0])
    },
  )

  test('while the database refuses, nobody is told "saved" and nobody else sees; then all of it is saved', async () => {
    const real = openLog(db)
    let full = true
    const open = await room({
      ...real,
      append: (...given) => (full ? Promise.reject(new Error('disk full')) : real.append(...given)),
    })
    const one = await editor(open, 1)
    const other = await editor(open, 2)
    addItem(one.doc, 'kohta00001', draft, null)
    expect(await open.submit(one.member, one.out.splice(0)[0] ?? new Uint8Array())).toEqual({
      ok: false,
      reason: 'notSaved',
    })
    expect(other.inbox).toEqual([])
    full = false
    await expect.poll(() => other.inbox.length).toBe(1)
    expect(readItems((await real.load(name)).doc)).toHaveLength(1)
  })
})

describe('the log', () => {
  test('a damaged update is noticed', async () => {
    const log = openLog(db)
    const doc = new Y.Doc()
    addItem(doc, 'kohta00001', draft, null)
    await log.append(name, [{ update: Y.encodeStateAsUpdate(doc), actor: 'p1', at: 0 }])
    await db.write(async (tx) => tx.update(liveUpdates).set({ checksum: 1 }))
    await expect(log.load(name)).rejects.toThrow(/damaged/)
  })
})

describe('the gate', () => {
  const made = (edit: (doc: Y.Doc) => void, from?: Y.Doc) => {
    const doc = new Y.Doc()
    if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
    const before = Y.encodeStateVector(doc)
    edit(doc)
    return Y.encodeStateAsUpdate(doc, before)
  }
  const base = new Y.Doc()
  addItem(base, 'kohta00001', { ...draft, title: 'Avaus' }, null)
  const item = (doc: Y.Doc) => itemsOf(doc).get('kohta00001')

  test.each<[string, (doc: Y.Doc) => void]>([
    ['another root', (doc) => doc.getText('chat').insert(0, 'x')],
    ['another field', (doc) => item(doc)?.set('secret', 1)],
    ['a kind that is none', (doc) => item(doc)?.set('kind', 'party')],
    ['minutes that are no number', (doc) => item(doc)?.set('minutes', 'ten')],
    ['a map where text belongs', (doc) => item(doc)?.set('title', new Y.Map())],
    ['bold in plain text', (doc) => textOf(doc, 'kohta00001', 'title')?.format(0, 3, { bold: true })],
    ['a picture in text', (doc) => textOf(doc, 'kohta00001', 'title')?.insertEmbed(0, { image: 'x' })],
    ['a key that is no id', (doc) => itemsOf(doc).set('__proto__', new Y.Map())],
    ['a document inside the document', (doc) => (itemsOf(doc) as Y.Map<unknown>).set('kohta00002', new Y.Doc())],
  ])('%s is off the schema', (_name, edit) => {
    expect(gate(base, agendaDocument, made(edit, base))).toBe('offSchema')
  })

  test("an agenda's own edits pass", () => {
    const edits = made((doc) => {
      textOf(doc, 'kohta00001', 'title')?.insert(2, 'xyz')
      textOf(doc, 'kohta00001', 'title')?.delete(0, 3)
      addItem(doc, 'kohta00002', draft, 'kohta00001')
      moveItem(doc, 'kohta00002', null)
      removeItem(doc, 'kohta00001')
    }, base)
    expect(gate(base, agendaDocument, edits)).toBeNull()
  })

  test('an edit that builds on one which never came is refused', () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(base))
    textOf(doc, 'kohta00001', 'title')?.insert(0, 'a')
    const between = Y.encodeStateVector(doc)
    textOf(doc, 'kohta00001', 'title')?.insert(1, 'b')
    expect(gate(base, agendaDocument, Y.encodeStateAsUpdate(doc, between))).toBe('malformed')
  })

  test('noise and the other encoding are malformed, never thrown', () => {
    const pick = chance(42)
    for (let round = 0; round < 2000; round += 1) {
      const noise = Uint8Array.from({ length: pick(60) }, () => pick(256))
      expect(['malformed', 'offSchema', null]).toContain(gate(base, agendaDocument, noise))
    }
    expect(gate(base, agendaDocument, Y.encodeStateAsUpdateV2(base))).not.toBeNull()
  })
})
