import * as Y from 'yjs'
import type { DocumentDefinition, RichTextShape, Shape } from '#app/live/document-definition.ts'
import { parentOf, type Struct, type View } from './update-view.ts'

/** What an item may stand in: a shape of the definition, or an element or running text inside a rich text. */
type Container = Shape | { kind: 'element'; name: string; of: RichTextShape } | { kind: 'words'; of: RichTextShape }
/** The thing that an item stands in, the key there (null: not under a key), and how many things that one stands in. */
export type Spot = { container: Container; key: string | null; depth: number }
/** `gone`: its surroundings were deleted and swept away, so Yjs keeps nothing of it but its length. */
export type Place = Spot | 'gone' | 'offSchema' | 'malformed'

/** How many things stand in each other at the most: lists in lists are the deepest. */
const deepest = 24

/** Tells where an item will stand, by the shapes of the document's definition. */
export function placesIn(view: View, definition: DocumentDefinition): (item: Y.Item) => Place {
  const places = new Map<Y.Item, Place>()

  /** Items beside each other stand in the same spot, which only the first of them spells out: walk to that one. */
  function placeOf(item: Y.Item, inside: number): Place {
    const path: Y.Item[] = []
    let place: Place | undefined
    for (let at: Struct | null = item; place === undefined;) {
      if (!(at instanceof Y.Item)) place = at === null ? 'malformed' : 'gone'
      else {
        path.push(at)
        const parent = parentOf(at)
        // As Yjs does: who has somebody beside it stands where that one stands; the left one first.
        const beside: Y.ID | null = at.origin ?? at.rightOrigin
        place = places.get(at) ?? (parent === null ? undefined : spotIn(parent, at.parentSub, inside))
        if (place === undefined) at = beside && view.find(beside)
      }
    }
    for (const step of path) places.set(step, place)
    return place
  }

  function spotIn(parent: Y.AbstractType<unknown> | Y.ID | string, key: string | null, inside: number): Place {
    if (typeof parent === 'string') return inRoot(parent, key)
    if (!(parent instanceof Y.ID) && parent._item === null) return inRoot(Y.findRootTypeKey(parent), key)
    const holder = parent instanceof Y.ID ? view.find(parent) : parent._item
    if (!holder) return 'malformed'
    if (!(holder instanceof Y.Item) || !(holder.content instanceof Y.ContentType)) return 'gone'
    // Nobody nests lists this deep; a forged nest is.
    if (inside === deepest) return 'offSchema'
    const outer = placeOf(holder, inside + 1)
    if (typeof outer === 'string') return outer
    if (outer.depth === deepest) return 'offSchema'
    const container = containerIn(outer, holder.content.type)
    return container ? { container, key, depth: outer.depth + 1 } : 'offSchema'
  }

  function inRoot(name: string, key: string | null): Place {
    const container = own(definition.roots, name)
    return container ? { container, key, depth: 0 } : 'offSchema'
  }

  return (item) => placeOf(item, 0)
}

/** What a shared type at this spot is for those that stand in it. */
function containerIn({ container, key }: Spot, type: Y.AbstractType<unknown>): Container | undefined {
  if (container.kind === 'map' || container.kind === 'record') return key === null ? undefined : entryOf(container, key)
  // Under a key of an element stand values only.
  if (key !== null || (container.kind !== 'richText' && container.kind !== 'element')) return undefined
  const of = container.kind === 'richText' ? container : container.of
  if (type.constructor === Y.XmlText) return { kind: 'words', of }
  return type instanceof Y.XmlElement ? { kind: 'element', name: type.nodeName, of } : undefined
}

/** An entry of the object's own: what it inherits is none (`constructor`, `__proto__`). */
function own<T>(object: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** The shape that a map or a record has under a key. */
function entryOf(container: Shape & { kind: 'map' | 'record' }, key: string): Shape | undefined {
  return container.kind === 'map' ? (container.key.test(key) ? container.of : undefined) : own(container.fields, key)
}

/** Does the item's content have the shape that its spot asks for? What was deleted meanwhile has none, and fits anywhere. */
export function fits({ content }: Y.Item, { container, key }: Spot): boolean {
  switch (container.kind) {
    case 'value':
      return false
    case 'text':
      return key === null && (content instanceof Y.ContentString || content instanceof Y.ContentDeleted)
    case 'words':
      return key === null && isWords(content, container.of)
    case 'richText':
      return key === null && isChild(content, container.top)
    case 'element': {
      const element = own(container.of.elements, container.name)
      if (!element) return false
      return key === null ? isChild(content, element.holds) : isValue(content, own(element.attributes, key))
    }
    default: {
      const shape = key === null ? undefined : entryOf(container, key)
      return shape !== undefined && isEntry(content, shape)
    }
  }
}

type Content = Y.Item['content']

/** What stands under a key of a map or a record. */
function isEntry(content: Content, shape: Shape): boolean {
  if (shape.kind === 'value') return isValue(content, shape.accepts)
  if (content instanceof Y.ContentDeleted) return true
  const wanted = { text: Y.Text, richText: Y.XmlFragment, map: Y.Map, record: Y.Map }[shape.kind]
  return content instanceof Y.ContentType && content.type.constructor === wanted
}

function isValue(content: Content, accepts: ((value: unknown) => boolean) | undefined): boolean {
  if (!accepts) return false
  if (content instanceof Y.ContentDeleted) return true
  return content instanceof Y.ContentAny && content.arr.length === 1 && accepts(content.arr[0])
}

/** An element, or running text, that may stand there. */
function isChild(content: Content, allowed: string[]): boolean {
  if (content instanceof Y.ContentDeleted) return true
  if (!(content instanceof Y.ContentType)) return false
  const { type } = content
  if (type.constructor === Y.XmlText) return allowed.includes('words')
  return type instanceof Y.XmlElement && type.nodeName !== 'words' && allowed.includes(type.nodeName)
}

/** Letters, or where a mark begins or ends (null), which every mark may. */
function isWords(content: Content, { marks }: RichTextShape): boolean {
  if (content instanceof Y.ContentString || content instanceof Y.ContentDeleted) return true
  if (!(content instanceof Y.ContentFormat)) return false
  const accepts = own(marks, content.key)
  return accepts !== undefined && ((content.value as unknown) === null || accepts(content.value))
}
