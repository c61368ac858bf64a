import * as Y from 'yjs'
import type { DocumentDefinition, RichTextShape, Shape } from '#app/live/document-definition.ts'

export type Decoded = ReturnType<typeof Y.decodeUpdate>
type Struct = Decoded['structs'][number]
/** What an item may stand in: a shape of the definition, or an element or running text inside a rich text. */
type Container = Shape | { kind: 'element'; name: string; of: RichTextShape } | { kind: 'words'; of: RichTextShape }
/** The thing that an item stands in, and the key there (null: not under a key). */
export type Spot = { container: Container; key: string | null }
/** `gone`: its surroundings were deleted and swept away, so nothing of it will show. */
export type Place = Spot | 'gone' | 'offSchema' | 'malformed'

/** How many things stand in each other at the most. */
const deepest = 24

export type View = {
  knowsWhatItNeeds(item: Y.Item): boolean
  knowsWhatIsDeleted(): boolean
  placeOf(item: Y.Item): Place
}

/** An entry of the object's own: what it inherits is none. */
export function own<T>(object: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** The shape that a map or a record has under a key. */
export function entryOf(container: Shape & { kind: 'map' | 'record' }, key: string): Shape | undefined {
  return container.kind === 'map' ? (container.key.test(key) ? container.of : undefined) : own(container.fields, key)
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

/** The document and the update together, as they would be after applying. */
export function viewOf(doc: Y.Doc, definition: DocumentDefinition, decoded: Decoded): View {
  const added = new Map<number, Struct[]>()
  let inOrder = true
  for (const struct of decoded.structs) {
    const list = added.get(struct.id.client)
    const last = list?.at(-1)
    if (last && last.id.clock + last.length !== struct.id.clock) inOrder = false
    if (list) list.push(struct)
    else added.set(struct.id.client, [struct])
  }
  const places = new Map<Y.Item, Place>()

  const knownUntil = (client: number) => {
    const last = added.get(client)?.at(-1)
    return Math.max(Y.getState(doc.store, client), last ? last.id.clock + last.length : 0)
  }

  function find({ client, clock }: Y.ID): Struct | null {
    if (clock < Y.getState(doc.store, client)) return Y.getItem(doc.store, Y.createID(client, clock))
    const list = added.get(client)
    if (!list || clock >= knownUntil(client)) return null
    return structAt(list, clock)
  }

  /** Items beside each other stand in the same spot, which only the first of them spells out: walk to that one. */
  function placeOf(item: Y.Item, depth: number): Place {
    const path: Y.Item[] = []
    let place: Place | undefined
    for (let at: Struct | null = item; place === undefined;) {
      if (!(at instanceof Y.Item)) place = at === null ? 'malformed' : 'gone'
      else if (path.length > decoded.structs.length) place = 'malformed'
      else {
        place = places.get(at)
        path.push(at)
        const beside: Y.ID | null = at.origin ?? at.rightOrigin
        if (place === undefined && at.parent) place = spotIn(at.parent, at.parentSub, depth)
        else if (place === undefined && !beside) place = 'gone'
        else if (place === undefined && beside) at = find(beside)
      }
    }
    for (const step of path) places.set(step, place)
    return place
  }

  function spotIn(parent: NonNullable<Y.Item['parent']> | string, key: string | null, depth: number): Place {
    // Nobody nests lists this deep; a forged circle of containers goes on for ever.
    if (depth > deepest) return 'offSchema'
    if (typeof parent === 'string') return inRoot(parent, key)
    if (!(parent instanceof Y.ID) && parent._item === null) return inRoot(Y.findRootTypeKey(parent), key)
    const holder = parent instanceof Y.ID ? find(parent) : parent._item
    if (!holder) return 'malformed'
    if (!(holder instanceof Y.Item) || !(holder.content instanceof Y.ContentType)) return 'gone'
    const outer = placeOf(holder, depth + 1)
    if (typeof outer === 'string') return outer
    const container = containerIn(outer, holder.content.type)
    return container ? { container, key } : 'offSchema'
  }

  function inRoot(name: string, key: string | null): Place {
    const container = Object.hasOwn(definition.roots, name) ? definition.roots[name] : undefined
    return container ? { container, key } : 'offSchema'
  }

  return {
    placeOf: (item) => placeOf(item, 0),
    knowsWhatItNeeds(item) {
      const needed = [item.origin, item.rightOrigin, item.parent instanceof Y.ID ? item.parent : null]
      return (
        inOrder &&
        needed.every((id) => {
          if (id === null) return true
          // An item that points at a later one of its own tab would make Yjs throw halfway.
          return id.client === item.id.client ? id.clock < item.id.clock : id.clock < knownUntil(id.client)
        })
      )
    },
    knowsWhatIsDeleted() {
      for (const [client, ranges] of decoded.ds.clients) {
        if (ranges.some((range) => range.clock + range.len > knownUntil(client))) return false
      }
      return inOrder
    },
  }
}

/** The struct that holds this clock, in a list by clock; null in a gap. */
function structAt(list: Struct[], clock: number): Struct | null {
  let low = 0
  let high = list.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const struct = list[middle]
    if (!struct) return null
    if (struct.id.clock > clock) high = middle - 1
    else if (struct.id.clock + struct.length <= clock) low = middle + 1
    else return struct
  }
  return null
}
