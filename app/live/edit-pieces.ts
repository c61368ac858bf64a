import * as Y from 'yjs'
import type { Wire } from './connection.ts'
import { backlogBatch, limits, type UpdateAnswer } from './contract.ts'

/** Local edits of one moment, merged, on their way to the server; `key` is where the browser keeps them meanwhile. */
export type Piece = { update: Uint8Array; key: Promise<number> }

/** What the document has and the server lacks, when the pieces that wait do not cover it; null when they do. */
export function missingFrom(doc: Y.Doc, serverHas: Uint8Array, pieces: Piece[]): Uint8Array | null {
  const missing = Y.encodeStateAsUpdate(doc, serverHas)
  const waiting = pieces.map((piece) => Y.parseUpdateMeta(piece.update).from)
  const covered = ([client, clock]: [number, number]) => waiting.some((from) => (from.get(client) ?? Infinity) <= clock)
  return [...Y.parseUpdateMeta(missing).from].every(covered) ? null : missing
}

/**
 * Sends a piece. One that is too large for the service (REL-12) is not even sent: far too large a message ends the
 * connection without an answer, again with each new one, and nothing behind it would ever be saved.
 */
export function send(
  wire: Wire,
  room: number | null,
  batch: number,
  { update }: Piece,
  answered: (answer: UpdateAnswer) => void,
): void {
  if (update.length > limits.updateBytes) answered({ ok: false, reason: 'tooLarge' })
  else if (room === null) answered({ ok: false, reason: 'notJoined' })
  else wire.emit('update', room, batch, update, answered)
}

/** Sends a piece and waits for the answer; a connection that breaks meanwhile answers `notJoined`. */
export function sendAlone(wire: Wire, room: number | null, piece: Piece): Promise<UpdateAnswer> {
  return new Promise((resolve) => {
    const lost = () => {
      resolve({ ok: false, reason: 'notJoined' })
    }
    wire.once('disconnect', lost)
    send(wire, room, backlogBatch, piece, (answer) => {
      wire.off('disconnect', lost)
      resolve(answer)
    })
  })
}

/** A browser's socket gives bytes as an ArrayBuffer, Node's as a Buffer. */
export function asBytes(given: Uint8Array | ArrayBuffer): Uint8Array {
  return given instanceof ArrayBuffer ? new Uint8Array(given) : given
}
