import * as Y from 'yjs'

/** Where in a document a person is: at a thing, perhaps in one of its texts, perhaps with the caret at a letter. */
export type Place = { thing: string; field: string | null; head: Y.RelativePosition | null }

const longest = 200

/** As it travels: `thing`, `thing field`, `thing field head`; the position in base64. */
export function writePlace({ thing, field, head }: Place): string {
  const words = [thing, ...(field === null ? [] : [field, ...(head ? [toText(Y.encodeRelativePosition(head))] : [])])]
  const place = words.join(' ')
  return place.length > longest ? words.slice(0, 2).join(' ') : place
}

/** What another tab said of where it is; a caret that is none is passed over. */
export function readPlace(place: string | null): Place | null {
  const [thing, field = null, head] = (place ?? '').split(' ')
  return thing ? { thing, field, head: head ? positionOf(head) : null } : null
}

/** The caret's place in a text, in its letters; null when it is elsewhere, or nowhere. */
export function caretIn(text: Y.Text, place: Place | null): number | null {
  if (!place?.head || !text.doc) return null
  const found = Y.createAbsolutePositionFromRelativePosition(place.head, text.doc)
  return found?.type === text ? found.index : null
}

function positionOf(text: string): Y.RelativePosition | null {
  try {
    return Y.decodeRelativePosition(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)))
  } catch {
    return null
  }
}

function toText(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
