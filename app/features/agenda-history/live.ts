import type * as Y from 'yjs'
import {
  addItem,
  changeItem,
  descriptionOf,
  localEdit,
  moveItem,
  readItems,
  removeItem,
  textFields,
  textOf,
} from '#app/features/agenda/live.ts'
import type { AgendaItem } from '#app/features/agenda/rules.ts'
import { mergeRichText } from '#app/live/merge-rich-text.ts'
import { inBoth, mergeText } from '#app/live/three-way.ts'

/**
 * Makes the agenda what it was, with as few edits as can be: an item that is the same already is not touched, so that
 * what others type in it at that moment stays.
 */
export function restoreItems(doc: Y.Doc, wanted: AgendaItem[]): void {
  doc.transact(() => {
    const staying = new Set(wanted.map(({ id }) => id))
    for (const { id } of readItems(doc)) if (!staying.has(id)) removeItem(doc, id)
    for (const item of wanted) becomes(doc, item)
    for (const side of new Set(wanted.map(sideOf))) {
      const ids = wanted.filter((item) => sideOf(item) === side).map(({ id }) => id)
      putInOrder(doc, ids)
    }
  }, localEdit)
}

const sideOf = ({ before, within }: AgendaItem) => within ?? (before ? 'before' : 'line')

function becomes(doc: Y.Doc, { id, ...wanted }: AgendaItem): void {
  const now = readItems(doc).find((item) => item.id === id)
  if (!now) {
    addItem(doc, id, wanted, null)
    return
  }
  for (const field of textFields) {
    const text = textOf(doc, id, field)
    if (text) mergeText(text, now[field], wanted[field])
  }
  const description = descriptionOf(doc, id)
  if (description) mergeRichText(description, now.description, wanted.description)
  const { title: _title, presenter: _presenter, place: _place, description: _description, ...values } = wanted
  changeItem(doc, id, values)
}

/** Moves those of a side that stand out of line, and no others. */
function putInOrder(doc: Y.Doc, ids: string[]): void {
  const now = readItems(doc).flatMap(({ id }) => (ids.includes(id) ? [id] : []))
  const inLine = new Set(inBoth(now, ids).map(([place]) => now[place]))
  ids.forEach((id, at) => {
    if (!inLine.has(id)) moveItem(doc, id, ids[at - 1] ?? null)
  })
}
