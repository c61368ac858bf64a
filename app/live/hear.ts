import type { Wire } from './connection.ts'

/** Listens to these events of the wire; gives the way to stop. */
export function hear(wire: Wire, handlers: Record<string, unknown>): () => void {
  const all = Object.entries(handlers) as ['connect', () => void][]
  for (const [event, handle] of all) wire.on(event, handle)
  return () => {
    for (const [event, handle] of all) wire.off(event, handle)
  }
}
