import type { Socket } from 'socket.io'
import { liveNamespace, type ClientToServer, type ServerToClient } from '#app/live/contract.ts'
import { editFrame, Encoder } from '#app/live/wire-parser.ts'
import { waitingIn, writeNow, type Tcp } from './tcp.ts'

export type LiveSocket = Socket<ClientToServer, ServerToClient>

/** A message for many tabs: its frame is built once, when the first of them takes it, and is the same for all. */
export interface Outgoing {
  frame(): Buffer
  /** The same message by way of Socket.IO. */
  emit(socket: LiveSocket): void
}

/** Others' edits, merged. */
export function outgoingEdit(room: number, update: Uint8Array): Outgoing {
  return outgoing(
    () => editFrame(room, update),
    (socket) => socket.emit('update', room, update),
  )
}

/** Who came, went, or moved on to another place. */
export function outgoingPresence(...[name, change]: Parameters<ServerToClient['presence']>): Outgoing {
  return outgoing(
    () => new Encoder().encode({ type: 2, nsp: liveNamespace, data: ['presence', name, change] })[0] ?? '',
    (socket) => socket.emit('presence', name, change),
  )
}

function outgoing(encode: () => Uint8Array | string, emit: Outgoing['emit']): Outgoing {
  let built: Buffer | undefined
  return { emit, frame: () => (built ??= webSocketFrame(encode())) }
}

/** One whole message as a WebSocket frame from a server: unmasked (RFC 6455 5.2). Engine.IO marks text with a `4`. */
function webSocketFrame(message: Uint8Array | string): Buffer {
  const payload = typeof message === 'string' ? Buffer.from(`4${message}`) : message
  const { length } = payload
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = typeof message === 'string' ? 0x81 : 0x82
  frame[1] = head === 2 ? length : head === 4 ? 126 : 127
  if (head === 4) frame.writeUInt16BE(length, 2)
  if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2)
  frame.set(payload, head)
  return frame
}

/** Bytes that may wait for a tab which does not read; then it is cut, and comes back to what is stored (REL-11). */
const mostWaiting = 1_000_000
/** Messages that Engine.IO may hold for it, however small. */
const mostHeld = 500

/** The way to one tab. */
export interface Wire {
  deliver(message: Outgoing): void
  /** Drops the connection at once: a polite close would wait for a reader that does not read. */
  cut(): void
}

/**
 * Sends messages straight to the tab's TCP connection, which takes a third of what Socket.IO takes. Where Engine.IO or `ws`
 * hold something back, or look other than we know them, Socket.IO sends them, in their turn.
 */
export function openWire(socket: LiveSocket): Wire {
  const known = lookInside(socket)

  function cut() {
    const { transport } = inside(socket)
    if (transport?.socket?.terminate) transport.socket.terminate()
    else socket.conn.close(true)
  }

  /** Looks at little, because it does so for each tab and each letter, and all of it lies far apart in memory. */
  function deliver(message: Outgoing) {
    const { tcp, conn, ws, queue } = known ?? {}
    const free =
      tcp?.writable === true &&
      conn?.readyState === 'open' &&
      conn.writeBuffer.length === 0 &&
      ws?.readyState === 1 &&
      queue?.length === 0
    const waiting = tcp ? (free ? writeNow(tcp, message.frame()) : waitingIn(tcp)) : 0
    if (waiting > mostWaiting || (!free && holdsTooMuch(socket))) cut()
    else if (!free) message.emit(socket)
  }

  return { deliver, cut }
}

/**
 * Answers go the straight way too: Socket.IO makes them with a method of its own, which is replaced where it is there.
 */
export function answerStraight(socket: LiveSocket, wire: Wire): void {
  type Ack = (id: number) => (answer: unknown) => void
  const own = socket as unknown as { ack?: Ack }
  const theirs = own.ack?.bind(socket)
  if (!theirs) return
  own.ack = (id) => (answer) => {
    const packet = { type: 3, nsp: liveNamespace, id, data: [answer] }
    const encode = () => new Encoder().encode(packet)[0] ?? ''
    wire.deliver(outgoing(encode, () => theirs(id)(answer)))
  }
}

/**
 * Drops what nobody asks for after the handshake, of which Engine.IO and Socket.IO hold several: the request, its headers and
 * its URL are half of what an idle connection takes.
 */
export function letHandshakeGo(socket: LiveSocket): void {
  const { conn, handshake } = socket as unknown as { conn: { request: unknown }; handshake: Record<string, unknown> }
  conn.request = null
  for (const key of ['headers', 'query', 'auth']) handshake[key] = {}
}

/** As much as we know of what Engine.IO and `ws` hold, none of it promised by them. */
type Inside = {
  readyState?: string
  writeBuffer?: { data?: string | Uint8Array }[]
  transport?: {
    name?: string
    perMessageDeflate?: unknown
    socket?: {
      readyState?: number
      terminate?: () => void
      _socket?: Tcp | null
      _sender?: { _queue?: unknown[]; _bufferedBytes?: number }
    }
  }
}

const inside = (socket: LiveSocket) => socket.conn as unknown as Inside

/** What a frame that is written past Engine.IO and `ws` needs to know of them; null when they are not as we know them. */
function lookInside(socket: LiveSocket) {
  const { transport, writeBuffer } = inside(socket)
  const ws = transport?.socket
  const queue = ws?._sender?._queue
  if (transport?.name !== 'websocket' || transport.perMessageDeflate) return null
  if (!ws?._socket || !Array.isArray(queue) || !Array.isArray(writeBuffer)) return null
  const conn = socket.conn as unknown as { readyState: string; writeBuffer: unknown[] }
  return { conn, ws, queue, tcp: ws._socket }
}

/** Do Engine.IO and `ws` hold more for the tab than it may let wait? */
function holdsTooMuch(socket: LiveSocket): boolean {
  const { writeBuffer = [], transport } = inside(socket)
  const bytes = writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
  const waiting = bytes + (transport?.socket?._sender?._bufferedBytes ?? 0)
  const tcp = transport?.socket?._socket
  return writeBuffer.length > mostHeld || waiting + (tcp ? waitingIn(tcp) : 0) > mostWaiting
}
