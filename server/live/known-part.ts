import * as Y from 'yjs'
import type { Place } from './places.ts'
import { endOf, parentOf, type Struct, type View } from './update-view.ts'

/**
 * Does the update say the same as the document where both speak of the same clocks? A tab may send again what is known, and
 * Yjs then keeps what it has. But a struct that differs was forged under the tab's number, or the one before was: taking it
 * would leave copies that differ, and tell an honest tab that its letters were saved when others' stand in their place.
 */
export function agreesWithKnown(view: View, struct: Struct, placeOf: (item: Y.Item) => Place): boolean {
  const { client, clock } = struct.id
  const until = Math.min(view.known(client), endOf(struct))
  for (let at = clock; at < until;) {
    const known = view.find(Y.createID(client, at))
    if (!known) return false
    // Only what stands nowhere is swept away to a bare length. Yjs throws on an item that goes on where there is none.
    if (struct instanceof Y.Item && !(known instanceof Y.Item) && placeOf(struct) !== 'gone') return false
    if (struct instanceof Y.Item && known instanceof Y.Item) {
      if (at === clock && !startsAlike(struct, known)) return false
      if (!saysTheSame(struct, known, at, until)) return false
    }
    at = endOf(known)
  }
  return true
}

/** Stand both at the same spot? The known one may have been joined with what stands before it. */
function startsAlike(struct: Y.Item, known: Y.Item): boolean {
  const { client, clock } = struct.id
  if (known.id.clock < clock) return Y.compareIDs(struct.origin, Y.createID(client, clock - 1))
  if (!Y.compareIDs(struct.origin, known.origin) || !Y.compareIDs(struct.rightOrigin, known.rightOrigin)) return false
  return struct.origin !== null || struct.rightOrigin !== null || sameParent(struct, known)
}

function sameParent(struct: Y.Item, known: Y.Item): boolean {
  const [parent, type] = [parentOf(struct), parentOf(known)]
  if (struct.parentSub !== known.parentSub || !(type instanceof Y.AbstractType)) return false
  if (typeof parent === 'string') return type._item === null && Y.findRootTypeKey(type) === parent
  return parent instanceof Y.ID && Y.compareIDs(parent, type._item?.id ?? null)
}

/** From the clock `at` on, as far as both reach. What is deleted says nothing any more. */
function saysTheSame(struct: Y.Item, known: Y.Item, at: number, until: number): boolean {
  const [one, other] = [struct.content, known.content]
  if (one instanceof Y.ContentDeleted || other instanceof Y.ContentDeleted) return true
  if (one instanceof Y.ContentString && other instanceof Y.ContentString) {
    const length = Math.min(until, endOf(known)) - at
    const part = ({ str }: Y.ContentString, start: number) => str.slice(at - start, at - start + length)
    return sameLetters(part(one, struct.id.clock), part(other, known.id.clock))
  }
  if (one instanceof Y.ContentType && other instanceof Y.ContentType) {
    const [type, there] = [one.type, other.type]
    if (type instanceof Y.XmlElement && there instanceof Y.XmlElement && type.nodeName !== there.nodeName) return false
    return type.constructor === there.constructor
  }
  if (one instanceof Y.ContentFormat && other instanceof Y.ContentFormat) {
    return one.key === other.key && JSON.stringify(one.value) === JSON.stringify(other.value)
  }
  if (one instanceof Y.ContentAny && other instanceof Y.ContentAny) {
    return JSON.stringify(one.arr) === JSON.stringify(other.arr)
  }
  return false
}

/** Where Yjs splits between the two halves of an emoji, it puts replacement characters in their place. */
function sameLetters(one: string, other: string): boolean {
  if (one === other) return true
  return [...Array(one.length).keys()].every(
    (index) => one[index] === other[index] || one[index] === '\uFFFD' || other[index] === '\uFFFD',
  )
}
