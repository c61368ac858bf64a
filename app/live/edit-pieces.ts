import * as Y from 'yjs'

/** Local edits of one moment, merged, on their way to the server; `key` is where the browser keeps them meanwhile. */
export type Piece = { update: Uint8Array; key: Promise<number> }

/** What the document has and the server lacks, when the pieces that wait do not cover it; null when they do. */
export function missingFrom(doc: Y.Doc, serverHas: Uint8Array, pieces: Piece[]): Uint8Array | null {
  const missing = Y.encodeStateAsUpdate(doc, serverHas)
  const waiting = pieces.map((piece) => Y.parseUpdateMeta(piece.update).from)
  const covered = ([client, clock]: [number, number]) => waiting.some((from) => (from.get(client) ?? Infinity) <= clock)
  return [...Y.parseUpdateMeta(missing).from].every(covered) ? null : missing
}

/** A browser's socket gives bytes as an ArrayBuffer, Node's as a Buffer. */
export function asBytes(given: Uint8Array | ArrayBuffer): Uint8Array {
  return given instanceof ArrayBuffer ? new Uint8Array(given) : given
}
