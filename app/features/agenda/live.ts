import * as Y from 'yjs'
import { mapOf, plainText, record, value, type DocumentDefinition } from '#app/live/document-definition.ts'
import { keyAfter, keyBehind, orderKey } from '#app/live/order-keys.ts'
import { fragmentOf, readRichText, richTextOnly } from '#app/live/rich-text.ts'
import {
  emptyItem,
  isAgendaItemKind,
  isAgendaItemState,
  isWallClock,
  longestMinutes,
  mostSeats,
  type AgendaItem,
} from './rules.ts'

/*
 * The shared document of an agenda: items by id, each with an order key. Nothing is ever moved by deleting and inserting,
 * so moving an item while somebody types in it loses nothing, and two moves at once leave every item exactly once.
 */

const itemId = /^[0-9a-z]{6,24}$/
const isCount = (most: number) => (given: unknown) =>
  typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= most
const isId = (given: unknown): given is string => typeof given === 'string' && /^[0-9a-z-]{1,64}$/.test(given)
const isFlag = (given: unknown): given is boolean => typeof given === 'boolean'
const orNull =
  <T>(accepts: (given: unknown) => given is T) =>
  (given: unknown): given is T | null =>
    given === null || accepts(given)
const isOrder = (given: unknown): given is string => typeof given === 'string' && orderKey.test(given)

/** The plain values of an item, and what each of them may be. The last writer wins. */
const values = {
  kind: isAgendaItemKind,
  minutes: isCount(longestMinutes) as (given: unknown) => given is number,
  before: isFlag,
  state: isAgendaItemState,
  pinned: orNull(isWallClock),
  within: orNull(isId),
  capacity: orNull(isCount(mostSeats) as (given: unknown) => given is number),
  closed: isFlag,
  associationId: orNull(isId),
  proposalId: orNull(isId),
}
type Values = Pick<AgendaItem, keyof typeof values>

export const agendaDocument: DocumentDefinition = {
  prefix: 'agenda',
  roots: {
    items: mapOf(
      itemId,
      record({
        title: plainText,
        presenter: plainText,
        place: plainText,
        description: richTextOnly,
        order: value(isOrder),
        ...Object.fromEntries(Object.entries(values).map(([key, accepts]) => [key, value(accepts)])),
      }),
    ),
  },
}

/** Lines of text that several people type into at once. */
export const textFields = ['title', 'presenter', 'place'] as const
export type TextField = (typeof textFields)[number]

type ItemMap = Y.Map<unknown>
/** What is said of an item when it is made; the rest is as in an empty one. */
export type ItemDraft = Partial<Omit<AgendaItem, 'id'>>

/** The items' root; undo follows it. */
export function itemsOf(doc: Y.Doc): Y.Map<ItemMap> {
  return doc.getMap('items')
}

/** The items in running order: those before the start first; those side by side behind the one they stand in. */
export function readItems(doc: Y.Doc): AgendaItem[] {
  return ordered(doc).map(([id, item]) => asItem(doc, id, item))
}

/** The text of an item that people type into; null when the item is gone. */
export function textOf(doc: Y.Doc, id: string, field: TextField): Y.Text | null {
  const text = itemsOf(doc).get(id)?.get(field)
  return text instanceof Y.Text ? text : null
}

/** The description of an item, as the editor's binding shares it; null when the item is gone. */
export function descriptionOf(doc: Y.Doc, id: string): Y.XmlFragment | null {
  const found = itemsOf(doc).get(id)?.get('description')
  return found instanceof Y.XmlFragment ? found : null
}

/** Adds an item after another one of its group, or last in it. */
export function addItem(doc: Y.Doc, id: string, draft: ItemDraft, after: string | null): void {
  doc.transact(() => {
    const others = groupOf(doc, draft.before ?? false, parentOf(doc, draft.within ?? null))
    itemsOf(doc).set(id, newItem(draft, keyBehind(others.map(asKeyed), after ?? others.at(-1)?.[0] ?? null)))
  }, localEdit)
}

export function changeItem(doc: Y.Doc, id: string, change: Partial<Values>): void {
  const item = itemsOf(doc).get(id)
  if (!item) return
  doc.transact(() => {
    for (const [key, given] of Object.entries(change)) if (item.get(key) !== given) item.set(key, given)
  }, localEdit)
}

/**
 * Puts an item right after another one of its group: those that stand, like it, before the start, or behind it, or side by
 * side in the same item. Null: first of them.
 */
export function moveItem(doc: Y.Doc, id: string, after: string | null): void {
  const item = itemsOf(doc).get(id)
  if (!item || after === id) return
  doc.transact(() => {
    const others = groupOf(doc, isBefore(item), withinOf(doc, item)).filter(([other]) => other !== id)
    item.set('order', keyBehind(others.map(asKeyed), after))
  }, localEdit)
}

/** Removes an item, and those that stand side by side in it. */
export function removeItem(doc: Y.Doc, id: string): void {
  doc.transact(() => {
    const items = itemsOf(doc)
    for (const [other, item] of items) if (withinOf(doc, item) === id) items.delete(other)
    items.delete(id)
  }, localEdit)
}

/**
 * May undo take this piece of the document away? Words that others wrote into a paragraph or an item which this person
 * made stay, and what they stand in with them.
 */
export function mayUndo(piece: Y.Item, clientId: number): boolean {
  const type = piece.content instanceof Y.ContentType ? piece.content.type : null
  // Pieces are asked about from the inside out: what is left in a text was not this person's.
  if (type instanceof Y.Text || type instanceof Y.XmlElement) return type.length === 0
  const around = type instanceof Y.Map ? type : piece.parent
  if (!(around instanceof Y.Map)) return true
  const parts = [...(around as ItemMap).values()]
  return !parts.some((part) => part instanceof Y.AbstractType && holdsOthersWords(part, clientId))
}

function holdsOthersWords(type: Y.AbstractType<unknown>, clientId: number): boolean {
  for (let piece = type._start; piece; piece = piece.right) {
    if (piece.deleted) continue
    if (piece.id.client !== clientId) return true
    if (piece.content instanceof Y.ContentType && holdsOthersWords(piece.content.type, clientId)) return true
  }
  return false
}

/** The origin of this person's own edits: what their undo takes back. */
export const localEdit = 'local'

/** Puts items into an empty document, in this order: for sample data, templates and restoring. */
export function fillAgenda(doc: Y.Doc, items: AgendaItem[]): void {
  let order: string | null = null
  doc.transact(() => {
    for (const { id, ...draft } of items) {
      order = keyAfter(order)
      itemsOf(doc).set(id, newItem(draft, order))
    }
  }, localEdit)
}

/** The first update of a document that holds these items. */
export function agendaUpdate(items: AgendaItem[]): Uint8Array {
  const doc = new Y.Doc()
  fillAgenda(doc, items)
  return Y.encodeStateAsUpdate(doc)
}

function newItem(draft: ItemDraft, order: string): ItemMap {
  const whole = { ...emptyItem, ...draft }
  const item: ItemMap = new Y.Map()
  for (const field of textFields) item.set(field, new Y.Text(whole[field]))
  item.set('description', fragmentOf(whole.description))
  for (const key of Object.keys(values) as (keyof Values)[]) item.set(key, whole[key])
  item.set('order', order)
  return item
}

function asItem(doc: Y.Doc, id: string, item: ItemMap): AgendaItem {
  const text = (field: TextField) => {
    const found = item.get(field)
    return found instanceof Y.Text ? found.toString() : ''
  }
  const valueOf = <K extends keyof Values>(key: K): Values[K] => {
    const found = item.get(key)
    return values[key](found) ? (found as Values[K]) : emptyItem[key]
  }
  return {
    id,
    kind: valueOf('kind'),
    title: text('title'),
    minutes: valueOf('minutes'),
    presenter: text('presenter'),
    associationId: valueOf('associationId'),
    description: readRichText(item.get('description')),
    place: text('place'),
    before: isBefore(item),
    state: valueOf('state'),
    pinned: valueOf('pinned'),
    within: withinOf(doc, item),
    capacity: valueOf('capacity'),
    closed: valueOf('closed'),
    proposalId: valueOf('proposalId'),
  }
}

function isBefore(item: ItemMap): boolean {
  return item.get('before') === true
}

/** As order keys are made: the item's key, and a way to give it another. */
function asKeyed([id, item]: [string, ItemMap]) {
  return { id, key: orderOf(item), setKey: (key: string) => item.set('order', key) }
}

function orderOf(item: ItemMap): string {
  const order = item.get('order')
  return typeof order === 'string' ? order : ''
}

/**
 * The item that this one stands in; null: none, or one that is gone, or one that stands in another itself (two people may
 * put items into each other at once): whatever happens, every item shows exactly once.
 */
function withinOf(doc: Y.Doc, item: ItemMap): string | null {
  const within = item.get('within')
  return typeof within === 'string' ? parentOf(doc, within) : null
}

function parentOf(doc: Y.Doc, id: string | null): string | null {
  const parent = id === null ? undefined : itemsOf(doc).get(id)
  if (!parent) return null
  const above = parent.get('within')
  return typeof above === 'string' && itemsOf(doc).has(above) ? null : id
}

/** Every copy sorts alike: equal keys, made by two people at once, are put in order by id. */
function ordered(doc: Y.Doc): [string, ItemMap][] {
  const sorted = [...itemsOf(doc)].sort(([idA, a], [idB, b]) => {
    if (isBefore(a) !== isBefore(b)) return isBefore(a) ? -1 : 1
    const [orderA, orderB] = [orderOf(a), orderOf(b)]
    if (orderA !== orderB) return orderA < orderB ? -1 : 1
    return idA < idB ? -1 : 1
  })
  const inside = new Map<string, [string, ItemMap][]>()
  const line = sorted.filter((entry) => {
    const within = withinOf(doc, entry[1])
    if (within !== null) inside.set(within, [...(inside.get(within) ?? []), entry])
    return within === null
  })
  return line.flatMap((entry) => [entry, ...(inside.get(entry[0]) ?? [])])
}

/**
 * The items of one group in running order: side by side in `within`, or in the line before the start or behind it. Keys are
 * compared within one group only: an item keeps its key when it changes groups, so the keys of two groups say nothing of
 * each other.
 */
function groupOf(doc: Y.Doc, before: boolean, within: string | null): [string, ItemMap][] {
  return ordered(doc).filter(
    ([, item]) => withinOf(doc, item) === within && (within !== null || isBefore(item) === before),
  )
}
