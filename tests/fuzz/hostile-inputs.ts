import * as Y from 'yjs'
import {
  addItem,
  changeItem,
  descriptionOf,
  moveItem,
  readItems,
  removeItem,
  textOf,
} from '#app/features/agenda/live.ts'
import { writeRichText } from '#app/live/rich-text.ts'
import * as forge from './forge.ts'
import { forged } from './forge.ts'

type Pick = (below: number) => number
type Maker = (server: Y.Doc, pick: Pick, index: number) => Uint8Array

/** What a tab of ours would send, from a copy of the document. */
const honest: Maker = (server, pick, index) =>
  made(server, pick, (doc) => {
    const items = readItems(doc)
    const some = items[pick(Math.max(1, items.length))]
    const what = pick(12)
    if (!some || (what < 2 && items.length < 60))
      addItem(doc, `kohta${String(index).padStart(7, '0')}`, { title: 'Uusi' }, some?.id ?? null)
    else if (what < 5) textOf(doc, some.id, 'title')?.insert(0, `${String(index)} `)
    else if (what < 7) moveItem(doc, some.id, items[pick(items.length)]?.id ?? null)
    else if (what < 8) changeItem(doc, some.id, { minutes: pick(90) })
    else if (what < 9) removeItem(doc, some.id)
    else {
      const fragment = descriptionOf(doc, some.id)
      if (fragment)
        writeRichText(fragment, [
          { kind: 'paragraph', spans: [{ text: 'Tila ' }, { text: String(index), strong: true }] },
        ])
    }
  })

/** Shared types that our schema does not have, made by a real Yjs. */
const offSchema: Maker = (server, pick) =>
  made(server, pick, (doc) => {
    const root = doc.getMap(['items', '', 'other', '__proto__', 'constructor'][pick(5)])
    const key = ['kohta00001', '__proto__', 'a', 'title', 'minutes'][pick(5)] ?? ''
    const things = [
      new Y.Map(),
      new Y.Array(),
      new Y.Text('x'),
      new Y.XmlElement('script'),
      new Y.Doc(),
      new Uint8Array(9),
      { a: [1, { b: 2 }] },
      'x'.repeat(pick(9000)),
    ]
    root.set(key, things[pick(things.length)])
    const item = doc.getMap('items').get('kohta00001')
    if (item instanceof Y.Map && pick(2) === 0) item.set(key, things[pick(4) + 4])
    if (pick(3) === 0) doc.getText('chat').insertEmbed(0, { image: 'x' })
  })

const noise: Maker = (_server, pick) =>
  Uint8Array.from({ length: pick(pick(20) === 0 ? 60_000 : 200) }, () => pick(256))

const flipped: Maker = (server, pick, index) => {
  const bytes = honest(server, pick, index).slice()
  for (let flips = 1 + pick(4); flips > 0; flips -= 1) bytes[pick(bytes.length)] = pick(256)
  return bytes
}

const truncated: Maker = (server, pick, index) => {
  const bytes = honest(server, pick, index)
  return bytes.slice(0, pick(bytes.length))
}

const spliced: Maker = (server, pick, index) => {
  const [one, other] = [
    honest(server, pick, index),
    pick(2) === 0 ? Y.encodeStateAsUpdate(server).slice(0, 50_000) : honest(server, pick, index + 1),
  ]
  return Uint8Array.from([...one.slice(0, pick(one.length)), ...other.slice(pick(other.length))])
}

/** A number somewhere becomes huge: a length, a count, a clock. */
const lengthBomb: Maker = (server, pick, index) => {
  const bytes = honest(server, pick, index)
  const at = pick(bytes.length)
  return Uint8Array.from([...bytes.slice(0, at), ...forge.number(2 ** (7 + pick(46))), ...bytes.slice(at + 1)])
}

const otherEncoding: Maker = (server, pick, index) => {
  if (pick(3) === 0) return Y.encodeStateAsUpdateV2(server)
  return Y.convertUpdateFormatV1ToV2(honest(server, pick, index))
}

/** Sent again, whole, in part, or put together with what is new. */
const known: Maker = (server, pick, index) => {
  const whole = Y.encodeStateAsUpdate(server)
  return pick(2) === 0 ? whole : Y.mergeUpdates([whole, honest(server, pick, index)])
}

/** Deletes what others wrote, or what nobody did. */
const deleting: Maker = (server, pick) => {
  const { client, clock } = someId(server, pick)
  const many = 1 + pick(pick(30) === 0 ? 9000 : 20)
  const ranges = Array.from({ length: many }, (): [number, number] => [pick(clock + 3), pick(4)])
  return forged([], [{ client: pick(4) === 0 ? pick(2 ** 31) : client, ranges }])
}

/** Structs put together at random, of ids that are there. */
const structures: Maker = (server, pick) => {
  const spot = (): Parameters<typeof forge.item>[0] => {
    const at = someId(server, pick)
    const id: [number, number] = [at.client, Math.max(0, at.clock - pick(5))]
    const spots = [
      { left: id },
      { right: id },
      { left: id, right: id },
      { parent: id },
      { parent: id, key: ['minutes', 'title', 'order'][pick(3)] ?? '' },
      { root: 'items', key: 'kohta00001' },
      { root: ['', 'items', 'x'][pick(3)] ?? '' },
    ]
    return spots[pick(spots.length)] ?? {}
  }
  const kinds = [
    () => forge.letters(spot(), 'abc'.repeat(pick(9))),
    () => forge.deletedItem(spot(), pick(9)),
    () => forge.json(spot(), { a: 1 }),
    () => forge.bytesItem(spot(), [1, 2]),
    () => forge.embed(spot(), { a: 1 }),
    () => forge.format(spot(), ['strong', 'link', '__proto__'][pick(3)] ?? '', pick(2) === 0 ? {} : null),
    () => forge.shared(spot(), pick(8), 'paragraph'),
    () => forge.values(spot(), pick(3), [120, 126, 118, 0]),
    () => forge.subdocument(spot()),
    () => forge.swept(pick(5)),
    () => forge.skip(pick(3)),
  ]
  const sections = Array.from({ length: 1 + pick(3) }, () => {
    const at = someId(server, pick)
    const own = pick(2) === 0
    const clock = own ? 0 : Y.getState(server.store, at.client) - pick(4) + pick(2)
    const structs = Array.from({ length: pick(5) }, () => kinds[pick(kinds.length)]?.() ?? [])
    return { client: own ? 1 + pick(2 ** 31) : at.client, clock: Math.max(0, clock), structs }
  })
  return forged(sections, pick(4) === 0 ? [{ client: someId(server, pick).client, ranges: [[pick(30), pick(5)]] }] : [])
}

/** What looks harmless and would take long: see `server/live/update-cost.ts`. */
const timeBomb: Maker = (server, pick) => {
  const text = textOf(server, readItems(server)[0]?.id ?? '', 'title')
  const start = text?._start
  const client = 2 ** 31 + pick(2 ** 30)
  const [at, clock] = start ? [start.id.client, start.id.clock] : [client, 0]
  const many = 500 + pick(4500)
  const bombs = [
    () =>
      forged([
        {
          client,
          clock: 0,
          structs: Array.from({ length: many }, (_, n) =>
            forge.letters(n % 2 === 0 ? { right: [at, clock] } : { left: [client, n - 1] }, 'y'),
          ),
        },
      ]),
    () =>
      forged([
        {
          client,
          clock: 0,
          structs: [
            forge.letters({ right: [at, clock] }, 'x'.repeat(many)),
            ...Array.from({ length: many }, (_, n) => forge.letters({ right: [client, n] }, 'y')),
          ],
        },
      ]),
    () =>
      forged(
        [{ client, clock: 0, structs: [forge.letters({ right: [at, clock] }, 'x'.repeat(3 * many))] }],
        [{ client, ranges: Array.from({ length: many }, (_, n): [number, number] => [3 * many - 2 - 3 * n, 1]) }],
      ),
    () =>
      forged(
        Array.from({ length: many >> 1 }, (_, n) => ({
          client: client + n,
          clock: 0,
          structs: [
            ...(n === 0 ? [] : [forge.deletedItem({ left: [client + n - 1, 0] }, 1)]),
            forge.letters({ left: [at, clock] }, 'y'),
          ],
        })),
      ),
    () =>
      forged([
        {
          client,
          clock: 0,
          structs: [
            forge.values(
              { root: 'items', key: 'kohta00001' },
              1,
              Array.from({ length: 50_000 }, (_, n) => [117, 1][n % 2] ?? 0),
            ),
          ],
        },
      ]),
  ]
  return bombs[pick(bombs.length)]?.() ?? noise(server, pick, 0)
}

/** Each kind of input, and how often it comes. */
const makers: [string, number, Maker][] = [
  ['honest', 5, honest],
  ['noise', 10, noise],
  ['flipped', 20, flipped],
  ['truncated', 8, truncated],
  ['spliced', 10, spliced],
  ['length bombs', 10, lengthBomb],
  ['V2', 4, otherEncoding],
  ['off the schema', 8, offSchema],
  ['known already', 2, known],
  ['deletions', 4, deleting],
  ['forged structures', 18, structures],
  ['time bombs', 1, timeBomb],
]
const weights = makers.reduce((sum, [, weight]) => sum + weight, 0)

/** The next input for the document. */
export function hostileInput(server: Y.Doc, pick: Pick, index: number): { kind: string; update: Uint8Array } {
  let at = pick(weights)
  for (const [kind, weight, make] of makers) {
    if (at < weight) return { kind, update: make(server, pick, index) }
    at -= weight
  }
  throw new Error('no kind')
}

function made(server: Y.Doc, pick: Pick, edit: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 1 + pick(2 ** 31)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server))
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  edit(doc)
  doc.destroy()
  return updates.length === 0 ? Uint8Array.from([0, 0]) : Y.mergeUpdates(updates)
}

function someId(server: Y.Doc, pick: Pick): { client: number; clock: number } {
  const clients = [...server.store.clients.keys()]
  const client = clients[pick(Math.max(1, clients.length))] ?? 1
  return { client, clock: pick(Math.max(1, Y.getState(server.store, client))) }
}
