import { io, type Socket } from 'socket.io-client'
import { Decoder, Encoder } from './wire-parser.ts'
import { contractVersion, liveNamespace, livePath, type ClientToServer, type ServerToClient } from './contract.ts'

export type Wire = Socket<ServerToClient, ClientToServer>

/** How a tab connects: tried again by itself, at growing and uneven distances, so that a restart brings no stampede. */
export const wireOptions = {
  path: livePath,
  transports: ['websocket'],
  auth: { contract: contractVersion },
  reconnectionDelay: 500,
  reconnectionDelayMax: 10_000,
  randomizationFactor: 0.5,
  parser: { Encoder, Decoder },
}

// In the browser only: one connection for all documents and announcements of a tab, as long as anything uses it.
let shared: { wire: Wire; users: number } | null = null

/** How many parts of the page listen to each topic: the server is told of the first and the last only. */
const listeners = new Map<string, number>()

/** Notes a listener more (+1) or less (-1), and gives how many there are now. */
export function countListeners(topic: string, change: 1 | -1): number {
  const count = (listeners.get(topic) ?? 0) + change
  if (count > 0) listeners.set(topic, count)
  else listeners.delete(topic)
  return count
}

/** The network is back, or the person is: not worth waiting for the next try. */
function tryNow(): void {
  const wire = shared?.wire
  if (wire && !wire.connected && document.visibilityState === 'visible') wire.disconnect().connect()
}

/** The tab's connection; give it back with `releaseWire`. */
export function takeWire(): Wire {
  if (!shared) {
    window.addEventListener('online', tryNow)
    document.addEventListener('visibilitychange', tryNow)
  }
  shared ??= { wire: io(liveNamespace, wireOptions), users: 0 }
  shared.users += 1
  return shared.wire
}

export function releaseWire(): void {
  if (!shared) return
  shared.users -= 1
  if (shared.users > 0) return
  const { wire } = shared
  shared = null
  window.removeEventListener('online', tryNow)
  document.removeEventListener('visibilitychange', tryNow)
  wire.disconnect()
}
