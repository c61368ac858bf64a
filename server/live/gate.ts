import * as Y from 'yjs'
import { limits, type UpdateRefusal } from '#app/live/contract.ts'
import type { DocumentDefinition, RichTextShape, Shape } from '#app/live/document-definition.ts'
import { entryOf, own, viewOf, type Decoded, type Spot } from './update-view.ts'

/** No honest document counts this far; a forged clock could. */
const highestClock = 2 ** 31

/**
 * May this update (Yjs V1) be applied to the document? Decided before anything is applied, so a refused update leaves
 * no trace (SEC-16, REL-5): size first, then what it claims to hold, then every single struct against the shapes of the
 * document's `live.ts`. An update that builds on edits which the server does not have is refused too: nothing stays pending.
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

/** Does the item's content have the shape that its spot asks for? What was deleted meanwhile has none, and fits anywhere. */
function fits({ content }: Y.Item, { container, key }: Spot): boolean {
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
      if (key === null) return isChild(content, element.holds)
      return isValue(content, own(element.attributes, key))
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

/** Letters, or the beginning or end of a mark. */
function isWords(content: Content, { marks }: RichTextShape): boolean {
  if (content instanceof Y.ContentString || content instanceof Y.ContentDeleted) return true
  return content instanceof Y.ContentFormat && (own(marks, content.key)?.(content.value) ?? false)
}
