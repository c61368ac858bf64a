import * as Y from 'yjs'
import { limits, type UpdateRefusal } from '#app/live/contract.ts'
import type { DocumentDefinition } from '#app/live/document-definition.ts'
import { agreesWithKnown } from './known-part.ts'
import { fits, placesIn } from './places.ts'
import { inOrder, mostSteps, stepsOf } from './update-cost.ts'
import { endOf, viewOf, type Decoded, type View } from './update-view.ts'

/** No honest document counts this far; a forged clock could. */
const highestClock = 2 ** 31
/** Each struct takes its time, and people's are longer than this on the average: forged ones can be of two bytes. */
const bytesOfStruct = 12
/** Yjs numbers its clients with 32 bits. */
const highestClient = 2 ** 32 - 1

/**
 * May this update (Yjs V1) be applied to the document? Decided before anything is applied, so a refused update leaves
 * no trace (SEC-16, REL-5). In this order:
 * 1. its size;
 * 2. whether Yjs can take all of it now, whatever order it reads it in: nothing stays pending, and nothing is thrown halfway;
 * 3. each struct against the shapes of the document's `live.ts`, and against what the document knows under the same clocks;
 * 4. how long Yjs would be at it.
 *
 * Whoever may edit may delete what others wrote: that is an edit. And whoever may edit may write under the number of
 * another tab, because a tab gives back what the server lost in others' names; the log says who sent it. That tab's own next
 * edit then contradicts what is known, and is refused, so that it is never taken for saved.
 * @param most the largest size, bytes
 * @returns why not, or null
 */
export function gate(
  doc: Y.Doc,
  definition: DocumentDefinition,
  update: Uint8Array,
  most: number = limits.updateBytes,
): Extract<UpdateRefusal, 'tooLarge' | 'malformed' | 'offSchema'> | null {
  if (update.length > most) return 'tooLarge'
  const decoded = decode(update)
  if (!decoded) return 'malformed'
  if (decoded.structs.length * bytesOfStruct > most) return 'tooLarge'
  const view = viewOf(doc, decoded)
  if (view.sections.size !== leadingNumber(update) || !isWhole(view)) return 'malformed'
  const ordered = inOrder(view)
  if (!ordered) return 'malformed'
  const placeOf = placesIn(view, definition)
  for (const struct of decoded.structs) {
    if (!agreesWithKnown(view, struct, placeOf)) return 'malformed'
    if (!(struct instanceof Y.Item) || endOf(struct) <= view.known(struct.id.client)) continue
    const place = placeOf(struct)
    if (place === 'malformed' || place === 'offSchema') return place
    if (place !== 'gone' && !fits(struct, place)) return 'offSchema'
  }
  return stepsOf(view, ordered) > mostSteps ? 'tooLarge' : null
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

function decode(update: Uint8Array): Decoded | null {
  try {
    return Y.decodeUpdate(update)
  } catch {
    // Not Yjs V1 at all: the decoder throws whatever it stumbles on.
    return null
  }
}

/**
 * How many sections the update says that it has, one for each client: the number it begins with (seven bits a byte, the
 * lowest first). Of two sections of one client, Yjs applies the last, and merges and decodes both.
 */
function leadingNumber(update: Uint8Array): number {
  let number = 0
  let weight = 1
  for (const byte of update) {
    number += (byte & 127) * weight
    if (byte < 128) return number
    weight *= 128
  }
  return number
}

/** No gaps, nothing without length, nothing that counts too far, and nothing deleted that nobody knows. */
function isWhole(view: View): boolean {
  if (view.sections.size === 0 && view.deleted.size === 0) return false
  for (const [client, structs] of view.sections) {
    // A gap: an earlier edit of the same tab was refused. The tab starts again from what the server has.
    if (client > highestClient || (structs[0]?.id.clock ?? 0) > view.known(client)) return false
    if (structs.some((struct) => struct instanceof Y.Skip || struct.length < 1 || endOf(struct) > highestClock))
      return false
  }
  for (const [client, ranges] of view.deleted) {
    const end = view.end(client)
    if (ranges.some(({ clock, len }) => len < 1 || clock + len > end)) return false
  }
  return true
}
