import * as Y from 'yjs'
import { limits, type UpdateRefusal } from '#app/live/contract.ts'
import type { DocumentDefinition, Shape } from '#app/live/document-definition.ts'

/** No honest document counts this far; a forged clock could. */
const highestClock = 2 ** 31

type Decoded = ReturnType<typeof Y.decodeUpdate>
type Struct = Decoded['structs'][number]
/** The thing that an item stands in, by its shape, and the key there (null: not under a key). */
type Spot = { container: Shape; key: string | null }
/** `gone`: its surroundings were deleted and swept away, so nothing of it will show. */
type Place = Spot | 'gone' | 'offSchema' | 'malformed'

/**
 * May this update (Yjs V1) be applied to the document? Decided before anything is applied, so a refused update leaves
 * no trace (SEC-16, REL-5): size first, then what it claims to hold, then every single struct against the shapes of the
 * document's `live.ts`. An update that builds on edits which the server does not have is refused too: nothing stays pending.
 * @returns why not, or null
 */
export function gate(
  doc: Y.Doc,
  definition: DocumentDefinition,
  update: Uint8Array,
  most: number = limits.updateBytes,
): Extract<UpdateRefusal, 'tooLarge' | 'malformed' | 'offSchema'> | null {
  if (update.length > most) return 'tooLarge'
  const decoded = decode(doc, update)
  if (!decoded) return 'malformed'
  const view = viewOf(doc, definition, decoded)
  for (const struct of decoded.structs) {
    if (!(struct instanceof Y.Item)) continue
    if (!view.knowsWhatItNeeds(struct)) return 'malformed'
    const place = view.placeOf(struct)
    if (place === 'malformed' || place === 'offSchema') return place
    if (place !== 'gone' && !fits(struct, place)) return 'offSchema'
  }
  return view.knowsWhatIsDeleted() ? null : 'malformed'
}

/** Is this what a tab says that it has? Asked before Yjs is: it throws on what is none. */
export function isStateVector(bytes: Uint8Array): boolean {
  try {
    Y.decodeStateVector(bytes)
    return true
  } catch {
    return false
  }
}

type View = {
  knowsWhatItNeeds(item: Y.Item): boolean
  knowsWhatIsDeleted(): boolean
  placeOf(item: Y.Item): Place
}

function decode(doc: Y.Doc, update: Uint8Array): Decoded | null {
  try {
    const { from, to } = Y.parseUpdateMeta(update)
    for (const clock of to.values()) if (clock > highestClock) return null
    // A gap: an earlier edit of the same tab was refused. The tab starts again from what the server has.
    for (const [client, clock] of from) if (clock > Y.getState(doc.store, client)) return null
    const decoded = Y.decodeUpdate(update)
    const empty = decoded.structs.length === 0 && decoded.ds.clients.size === 0
    return empty || decoded.structs.some((struct) => struct instanceof Y.Skip) ? null : decoded
  } catch {
    // Not Yjs V1 at all: the decoder throws whatever it stumbles on.
    return null
  }
}

/** Does the item's content have the shape that its spot asks for? */
function fits({ content }: Y.Item, { container, key }: Spot): boolean {
  if (container.kind === 'value') return false
  if (container.kind === 'text') {
    return key === null && (content instanceof Y.ContentString || content instanceof Y.ContentDeleted)
  }
  if (container.kind === 'richText') return false
  const shape = key === null ? undefined : entry(container, key)
  if (!shape) return false
  if (content instanceof Y.ContentDeleted) return true
  if (shape.kind === 'value') {
    return content instanceof Y.ContentAny && content.arr.length === 1 && shape.accepts(content.arr[0])
  }
  const wanted = { text: Y.Text, map: Y.Map, record: Y.Map, richText: Y.XmlFragment }[shape.kind]
  return content instanceof Y.ContentType && content.type.constructor === wanted
}

function entry(container: Shape & { kind: 'map' | 'record' }, key: string): Shape | undefined {
  if (container.kind === 'map') return container.key.test(key) ? container.of : undefined
  return Object.hasOwn(container.fields, key) ? container.fields[key] : undefined
}

/** The document and the update together, as they would be after applying. */
function viewOf(doc: Y.Doc, definition: DocumentDefinition, decoded: Decoded): View {
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
    // Shapes are never nested deeply; a forged circle of containers is.
    if (depth > 8) return 'offSchema'
    if (typeof parent === 'string') return inRoot(parent, key)
    if (!(parent instanceof Y.ID) && parent._item === null) return inRoot(Y.findRootTypeKey(parent), key)
    const holder = parent instanceof Y.ID ? find(parent) : parent._item
    if (!holder) return 'malformed'
    if (!(holder instanceof Y.Item) || !(holder.content instanceof Y.ContentType)) return 'gone'
    const outer = placeOf(holder, depth + 1)
    if (typeof outer === 'string') return outer
    if (outer.key === null || (outer.container.kind !== 'map' && outer.container.kind !== 'record')) return 'offSchema'
    const container = entry(outer.container, outer.key)
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
