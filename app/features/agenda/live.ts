import { generateKeyBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import { mapOf, plainText, record, value, type DocumentDefinition } from '#app/live/document-definition.ts'
import { isAgendaItemKind, longestMinutes, type AgendaItem, type AgendaItemKind } from './rules.ts'

/*
 * The shared document of an agenda: items by id, each with an order key. Nothing is ever moved by deleting and inserting,
 * so moving an item while somebody types in it loses nothing, and two moves at once leave every item exactly once.
 */

const itemId = /^[0-9a-z]{6,24}$/
const orderKey = /^[0-9A-Za-z]{1,200}$/
const isMinutes = (given: unknown) => Number.isInteger(given) && Number(given) >= 0 && Number(given) <= longestMinutes

export const agendaDocument: DocumentDefinition = {
  prefix: 'agenda',
  roots: {
    items: mapOf(
      itemId,
      record({
        title: plainText,
        presenter: plainText,
        description: plainText,
        kind: value(isAgendaItemKind),
        minutes: value(isMinutes),
        before: value((given) => typeof given === 'boolean'),
        order: value((given) => typeof given === 'string' && orderKey.test(given)),
      }),
    ),
  },
}

export const textFields = ['title', 'presenter', 'description'] as const
export type TextField = (typeof textFields)[number]

type ItemMap = Y.Map<unknown>
type Draft = Omit<AgendaItem, 'id'>

/** The items' root; undo follows it. */
export function itemsOf(doc: Y.Doc): Y.Map<ItemMap> {
  return doc.getMap('items')
}

/** The items in running order: those before the start first. */
export function readItems(doc: Y.Doc): AgendaItem[] {
  return ordered(doc).map(([id, item]) => asItem(id, item))
}

/** The text of an item that people type into; null when the item is gone. */
export function textOf(doc: Y.Doc, id: string, field: TextField): Y.Text | null {
  const text = itemsOf(doc).get(id)?.get(field)
  return text instanceof Y.Text ? text : null
}

/** Adds an item after another one, or last. */
export function addItem(doc: Y.Doc, id: string, draft: Draft, after: string | null): void {
  doc.transact(() => {
    const others = groupOf(doc, draft.before)
    itemsOf(doc).set(id, newItem(draft, orderAfter(others, after ?? others.at(-1)?.[0] ?? null)))
  }, localEdit)
}

export function changeItem(doc: Y.Doc, id: string, change: Partial<Pick<Draft, 'kind' | 'minutes' | 'before'>>): void {
  const item = itemsOf(doc).get(id)
  if (!item) return
  doc.transact(() => {
    for (const [key, given] of Object.entries(change)) if (item.get(key) !== given) item.set(key, given)
  }, localEdit)
}

/** Puts an item right after another one; null: first of those that stand, like it, before the start or behind it. */
export function moveItem(doc: Y.Doc, id: string, after: string | null): void {
  const item = itemsOf(doc).get(id)
  if (!item || after === id) return
  doc.transact(() => {
    const others = groupOf(doc, isBefore(item)).filter(([other]) => other !== id)
    item.set('order', orderAfter(others, after))
  }, localEdit)
}

export function removeItem(doc: Y.Doc, id: string): void {
  doc.transact(() => {
    itemsOf(doc).delete(id)
  }, localEdit)
}

/** The origin of this person's own edits: what their undo takes back. */
export const localEdit = 'local'

/** The first update of a document that holds these items: for sample data. */
export function agendaUpdate(items: AgendaItem[]): Uint8Array {
  const doc = new Y.Doc()
  let order: string | null = null
  doc.transact(() => {
    for (const { id, ...draft } of items) {
      order = generateKeyBetween(order, null)
      itemsOf(doc).set(id, newItem(draft, order))
    }
  })
  return Y.encodeStateAsUpdate(doc)
}

function newItem({ title, presenter, description, kind, minutes, before }: Draft, order: string): ItemMap {
  const item: ItemMap = new Y.Map()
  item.set('title', new Y.Text(title))
  item.set('presenter', new Y.Text(presenter))
  item.set('description', new Y.Text(description))
  for (const [key, given] of Object.entries({ kind, minutes, before, order })) item.set(key, given)
  return item
}

function asItem(id: string, item: ItemMap): AgendaItem {
  const text = (field: TextField) => {
    const found = item.get(field)
    return found instanceof Y.Text ? found.toString() : ''
  }
  const kind = item.get('kind')
  const minutes = item.get('minutes')
  return {
    id,
    kind: isAgendaItemKind(kind) ? kind : fallbackKind,
    title: text('title'),
    minutes: typeof minutes === 'number' ? minutes : 0,
    presenter: text('presenter'),
    description: text('description'),
    before: isBefore(item),
  }
}

const fallbackKind: AgendaItemKind = 'talk'

function isBefore(item: ItemMap): boolean {
  return item.get('before') === true
}

function orderOf(item: ItemMap): string {
  const order = item.get('order')
  return typeof order === 'string' ? order : ''
}

/** Every copy sorts alike: equal keys, made by two people at once, are put in order by id. */
function ordered(doc: Y.Doc): [string, ItemMap][] {
  return [...itemsOf(doc)].sort(([idA, a], [idB, b]) => {
    if (isBefore(a) !== isBefore(b)) return isBefore(a) ? -1 : 1
    const [orderA, orderB] = [orderOf(a), orderOf(b)]
    if (orderA !== orderB) return orderA < orderB ? -1 : 1
    return idA < idB ? -1 : 1
  })
}

/**
 * The items before the start, or the others, in running order. Keys are compared within one group only: an item keeps
 * its key when it changes groups, so the keys of the two say nothing of each other.
 */
function groupOf(doc: Y.Doc, before: boolean): [string, ItemMap][] {
  return ordered(doc).filter(([, item]) => isBefore(item) === before)
}

/**
 * An order key between `after` and the one behind it; first when `after` is none of these. Where two people made equal
 * keys, those behind are given new ones first, because nothing fits between equals.
 */
function orderAfter(others: [string, ItemMap][], after: string | null): string {
  const at = others.findIndex(([id]) => id === after)
  const items = others.map(([, item]) => item)
  const from = keyOf(items[at])
  const behind = items.slice(at + 1)
  const next = behind.find((item) => from === null || orderOf(item) > from)
  const tied = next ? behind.slice(0, behind.indexOf(next)) : behind
  const higher = keyOf(next)
  const made = between(from, higher)
  let last = made
  for (const item of tied) {
    last = between(last, higher)
    item.set('order', last)
  }
  return made
}

const keyOf = (item: ItemMap | undefined) => (item ? orderOf(item) : null)

/** A key between two; what a hostile copy wrote as a key and the library does not understand is passed over. */
function between(from: string | null, to: string | null): string {
  try {
    return generateKeyBetween(from, to)
  } catch {
    return `${from ?? ''}V`
  }
}
