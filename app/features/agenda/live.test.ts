import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { richTextOf } from '#app/lib/rich-text.ts'
import { writeRichText } from '#app/live/rich-text.ts'
import { addItem, changeItem, descriptionOf, itemsOf, localEdit, mayUndo, moveItem, readItems, textOf } from './live.ts'

const draft = { title: '', presenter: '', kind: 'talk' as const, minutes: 10, before: false }
const order = (doc: Y.Doc) => readItems(doc).map(({ id }) => id)

/** A main item for each letter, added one after the other. */
function agendaOf(letters: string): Y.Doc {
  const doc = new Y.Doc()
  for (const id of letters) addItem(doc, id, draft, null)
  return doc
}

/** The letters of an agenda after one of them was put behind another. */
function moved(doc: Y.Doc, id: string, after: string | null): string {
  moveItem(doc, id, after)
  return order(doc).join('')
}

/** Gives an item the key of another one, as two people do who add at the same place at once. */
function tie(doc: Y.Doc, id: string, to: string): void {
  itemsOf(doc).get(id)?.set('order', itemsOf(doc).get(to)?.get('order'))
}

describe('moving an item', () => {
  /** Coffee was added last and then ticked "before the start": its key is the highest of all. */
  function withCoffee(letters: string): Y.Doc {
    const doc = agendaOf(`${letters}c`)
    changeItem(doc, 'c', { before: true })
    return doc
  }

  test('up by one passes one, whatever keys stand before the start', () => {
    expect(moved(withCoffee('xyzw'), 'y', 'c')).toBe('cyxzw')
    expect(moved(withCoffee('xyzw'), 'z', 'x')).toBe('cxzyw')
  })

  test('the second of two main items goes up', () => {
    expect(moved(withCoffee('xy'), 'y', 'c')).toBe('cyx')
  })

  test('a main item dropped at the very top is the first after those before the start', () => {
    expect(moved(withCoffee('xyz'), 'z', null)).toBe('czxy')
  })

  test('behind the first of two with equal keys at the end, it stands between them', () => {
    const doc = agendaOf('xyz')
    tie(doc, 'z', 'y')
    expect(moved(doc, 'x', 'y')).toBe('yxz')
  })

  test('an item added last is last of its own group', () => {
    const doc = withCoffee('xy')
    addItem(doc, 'd', { ...draft, before: true }, null)
    addItem(doc, 'z', draft, null)
    expect(order(doc).join('')).toBe('cdxyz')
  })

  test.each(Array.from({ length: 40 }, (_, index) => index + 1))(
    'changes nothing but its own place, also among equal keys and with items before the start (seed %i)',
    (seed) => {
      const pick = chance(seed)
      const letters = 'abcdefghij'.split('').slice(0, 2 + pick(9))
      const doc = agendaOf(letters.join(''))
      const before = new Set(letters.filter(() => pick(3) === 0))
      for (const id of before) changeItem(doc, id, { before: true })
      for (const id of letters) if (pick(2) === 0) tie(doc, id, letters[pick(letters.length)] ?? id)
      const model = order(doc)
      for (let step = 0; step < 60; step += 1) {
        const id = letters[pick(letters.length)] ?? ''
        const after = pick(6) === 0 ? null : (letters[pick(letters.length)] ?? null)
        moveItem(doc, id, after)
        if (after !== id) {
          model.splice(model.indexOf(id), 1)
          const behind = after !== null && before.has(after) === before.has(id) ? model.indexOf(after) + 1 : null
          const first = before.has(id) ? 0 : model.filter((one) => before.has(one)).length
          model.splice(behind ?? first, 0, id)
        }
        expect(order(doc)).toEqual(model)
      }
    },
  )
})

/** A small seeded generator (mulberry32): the same seed gives the same moves. */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

describe('undo', () => {
  /** One person's document, kept equal to another's, and what takes back the first one's edits. */
  function two() {
    const [mine, theirs] = [new Y.Doc(), new Y.Doc()]
    mine.on('update', (update: Uint8Array) => Y.applyUpdate(theirs, update, 'wire'))
    theirs.on('update', (update: Uint8Array) => Y.applyUpdate(mine, update, 'wire'))
    const undo = new Y.UndoManager(itemsOf(mine), {
      trackedOrigins: new Set([localEdit]),
      captureTimeout: 0,
      deleteFilter: (piece) => mayUndo(piece, mine.clientID),
    })
    return { mine, theirs, undo }
  }

  test('of a paragraph keeps the words that another wrote into it', () => {
    const { mine, theirs, undo } = two()
    addItem(theirs, 'a', draft, null)
    const fragment = descriptionOf(mine, 'a')
    if (!fragment) throw new Error('There is no description')
    mine.transact(() => writeRichText(fragment, richTextOf('Omat.')), localEdit)
    const text = (descriptionOf(theirs, 'a')?.get(0) as Y.XmlElement).get(0) as Y.XmlText
    text.insert(5, ' Heidän.')
    undo.undo()
    for (const doc of [mine, theirs]) expect(readItems(doc)[0]?.description).toEqual(richTextOf(' Heidän.'))
  })

  test('of an item that was added keeps it whole once another has written in it, and takes it away before that', () => {
    for (const written of [true, false]) {
      const { mine, theirs, undo } = two()
      addItem(theirs, 'a', draft, null)
      addItem(mine, 'b', { ...draft, title: 'Oma', minutes: 25 }, null)
      if (written) textOf(theirs, 'b', 'presenter')?.insert(0, 'Ritva')
      undo.undo()
      const left = readItems(theirs).map(({ id, presenter, minutes }) => ({ id, presenter, minutes }))
      expect(left).toEqual([
        { id: 'a', presenter: '', minutes: 10 },
        ...(written ? [{ id: 'b', presenter: 'Ritva', minutes: 25 }] : []),
      ])
    }
  })
})
