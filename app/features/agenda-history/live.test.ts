import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  addItem,
  agendaUpdate,
  changeItem,
  descriptionOf,
  itemsOf,
  moveItem,
  readItems,
  removeItem,
  textOf,
} from '#app/features/agenda/live.ts'
import { emptyItem, type AgendaItem } from '#app/features/agenda/rules.ts'
import { richTextOfMarkdown } from '#app/lib/markdown.ts'
import { mergeRichText } from '#app/live/merge-rich-text.ts'
import { restoreItems } from './live.ts'

const item = (id: string, more: Partial<AgendaItem> = {}): AgendaItem => ({ ...emptyItem, id, title: id, ...more })
const docOf = (items: AgendaItem[]) => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, agendaUpdate(items))
  return doc
}

test('an item that is the same already is not touched: what others type in it then stays', () => {
  const wanted = [item('kohta1'), item('kohta2', { minutes: 20 }), item('kohta3')]
  const doc = docOf([item('kohta3'), item('kohta1'), item('kohta2', { minutes: 5 })])
  const away = docOf([])
  Y.applyUpdate(away, Y.encodeStateAsUpdate(doc))
  const same = itemsOf(doc).get('kohta1')
  let touched = new Set<unknown>()
  doc.on('afterTransaction', ({ changed }: Y.Transaction) => (touched = new Set(changed.keys())))
  restoreItems(doc, wanted)
  expect(readItems(doc)).toEqual(wanted)
  expect(itemsOf(doc).get('kohta1')).toBe(same)
  expect(touched.has(same)).toBe(false)
  textOf(away, 'kohta2', 'title')?.insert(0, 'Pitkä ')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(away))
  expect(readItems(doc).map(({ title }) => title)).toEqual(['kohta1', 'Pitkä kohta2', 'kohta3'])
})

test('restoring nothing at all empties the agenda, and restoring again fills it with the same items', () => {
  const wanted = [item('kohta1'), item('taulu1', { within: 'kohta1', capacity: 20 }), item('kohta2', { before: true })]
  const doc = docOf(wanted)
  const before = readItems(doc)
  restoreItems(doc, [])
  expect(readItems(doc)).toEqual([])
  restoreItems(doc, before)
  expect(readItems(doc)).toEqual(before)
})

test('whatever was done to an agenda, it becomes what it was (500 seeds)', () => {
  for (let seed = 1; seed <= 500; seed += 1) {
    const pick = chance(seed)
    const doc = docOf([item('kohta1'), item('kohta2'), item('kohta3'), item('kohta4', { before: true })])
    for (let left = pick(6); left > 0; left -= 1) scramble(doc, pick)
    const wanted = readItems(doc)
    for (let left = 1 + pick(12); left > 0; left -= 1) scramble(doc, pick)
    restoreItems(doc, wanted)
    expect(readItems(doc), `seed ${String(seed)}`).toEqual(wanted)
  }
})

function scramble(doc: Y.Doc, pick: (below: number) => number): void {
  const ids = readItems(doc).map(({ id }) => id)
  const id = ids[pick(Math.max(1, ids.length))] ?? ''
  const other = ids[pick(Math.max(1, ids.length))] ?? null
  const things = [
    () => {
      addItem(
        doc,
        `uusi${String(doc.clientID % 97)}x${String(pick(1_000_000))}`,
        { title: 'uusi', within: pick(3) ? null : other },
        other,
      )
    },
    () => {
      moveItem(doc, id, other)
    },
    () => {
      removeItem(doc, id)
    },
    () => {
      changeItem(doc, id, { minutes: pick(60), before: pick(4) === 0 })
    },
    () => {
      changeItem(doc, id, { within: other === id || pick(2) ? null : other })
    },
    () => textOf(doc, id, 'title')?.insert(0, 'x'),
    () => {
      const description = descriptionOf(doc, id)
      if (description) mergeRichText(description, [], richTextOfMarkdown(`## ${String(pick(9))}\n- **a**\n- b`))
    },
  ]
  things[pick(things.length)]?.()
}

/** A small generator with a seed: the same edits at each run (mulberry32). */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}
