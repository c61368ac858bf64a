import type { Socket } from 'node:net'
import WebSocket from 'ws'

/** An open WebSocket of this machine; frames as they come. Loopback only. */
export async function rawSocket(
  port: number,
  path: string,
  onMessage: (data: Buffer, isBinary: boolean, socket: WebSocket) => void,
  headers: Record<string, string> = {},
): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}${path}`, { perMessageDeflate: false, headers })
  socket.on('message', (data: Buffer, isBinary) => onMessage(data, isBinary, socket))
  socket.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('close', () => reject(new Error(`${path} was closed`)))
  })
  return socket
}

/** Bytes that came over it, as TCP carried them. */
export function bytesRead(socket: WebSocket): number {
  return (socket as unknown as { _socket?: Socket | null })._socket?.bytesRead ?? 0
}

export const varUint = {
  write(value: number): number[] {
    const out: number[] = []
    let rest = value
    for (; rest > 127; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128)
    out.push(rest)
    return out
  },
  /** The number at a place, and where it ends. */
  read(bytes: Uint8Array, from: number): [value: number, end: number] {
    let value = 0
    let at = from
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++] ?? 0
      value += (byte & 127) * scale
      if (byte < 128) return [value, at]
    }
  },
}
