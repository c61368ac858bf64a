import * as Y from 'yjs'
import type { LoggedUpdate } from './log.ts'

/** These updates as one. */
export function mergeRows(rows: LoggedUpdate[]): Uint8Array {
  const [first, ...rest] = rows.map((row) => row.update)
  return first && rest.length === 0 ? first : Y.mergeUpdates(rows.map((row) => row.update))
}

/** One row a person, so that a long outage does not fill the memory. */
export function mergeByActor(rows: LoggedUpdate[]): LoggedUpdate[] {
  const byActor = new Map<string, LoggedUpdate[]>()
  for (const row of rows) byActor.set(row.actor, [...(byActor.get(row.actor) ?? []), row])
  return [...byActor.values()].flatMap((mine) => mine.slice(-1).map((last) => ({ ...last, update: mergeRows(mine) })))
}

/** What `change` does to a copy of the document, as one update; null when it does nothing. */
export function updateMadeBy(change: (doc: Y.Doc) => void, doc: Y.Doc): Uint8Array | null {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const made: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => made.push(update))
  copy.transact(() => {
    change(copy)
  })
  copy.destroy()
  return made.length === 0 ? null : Y.mergeUpdates(made)
}
