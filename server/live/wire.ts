import type { Socket as TcpSocket } from 'node:net'
import type { Socket } from 'socket.io'
import type { ClientToServer, ServerToClient } from '#app/live/contract.ts'
import { editFrame, Encoder } from '#app/live/wire-parser.ts'

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
    () => new Encoder().encode({ type: 2, nsp: '/live', data: ['presence', name, change] })[0] ?? '',
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

/**
 * Sends a message to one tab: straight to its TCP connection, which takes a third of what Socket.IO takes. Where Engine.IO
 * or `ws` hold something back, or look other than we know them, Socket.IO sends it, in its turn.
 */
export function deliver(socket: LiveSocket, message: Outgoing): void {
  const { tcp, waiting, held } = lookInside(socket)
  if (waiting > mostWaiting || held > mostHeld) cut(socket)
  else if (tcp) tcp.write(message.frame())
  else message.emit(socket)
}

/** Drops the connection at once: a polite close would wait for a reader that does not read. */
export function cut(socket: LiveSocket): void {
  const { transport } = inside(socket)
  if (transport?.socket?.terminate) transport.socket.terminate()
  else socket.conn.close(true)
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
      _socket?: TcpSocket | null
      _sender?: { _queue?: unknown[]; _bufferedBytes?: number }
    }
  }
}

const inside = (socket: LiveSocket) => socket.conn as unknown as Inside

/** The tab's TCP connection when a frame may be written to it now; the bytes, and the messages, that wait for the tab. */
function lookInside(socket: LiveSocket): { tcp: TcpSocket | null; waiting: number; held: number } {
  const { readyState, writeBuffer, transport } = inside(socket)
  const ws = transport?.socket
  const tcp = ws?._socket
  const held = writeBuffer?.length ?? 0
  const heldBytes = (writeBuffer ?? []).reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
  if (!transport || !tcp || !ws._sender || !writeBuffer) return { tcp: null, waiting: heldBytes, held }
  const waiting = tcp.writableLength + (ws._sender._bufferedBytes ?? 0) + heldBytes
  const ready =
    readyState === 'open' &&
    transport.name === 'websocket' &&
    transport.perMessageDeflate === null &&
    held === 0 &&
    ws.readyState === 1 &&
    ws._sender._queue?.length === 0 &&
    tcp.writable
  return { tcp: ready ? tcp : null, waiting, held }
}
