import type { Socket } from 'node:net'

/** What Node keeps behind a TCP connection, as far as we know it. Not promised: without it the stream is written to. */
type Handle = {
  /** Bytes that the system did not take yet. */
  writeQueueSize?: number
  /** Writes as much as the system takes, and the rest later. Gives 0, or an error of the system. */
  writeBuffer?: (request: Request, bytes: Buffer) => number
}
export type Tcp = Pick<Socket, 'writable' | 'writableLength' | 'write' | 'destroy'> & { _handle?: Handle | null }

/** Node's own request of a write. It stays with the bytes until the system has them. */
type Request = { oncomplete?: (status: number) => void; buffer?: Buffer }

const WriteRequest = findWriteRequest()
/** A write that was done at once leaves its request unused: it serves the next one. */
let spare: Request | null = null

/** Bytes that wait for whoever reads from the connection. */
export function waitingIn(tcp: Tcp): number {
  return tcp.writableLength + (tcp._handle?.writeQueueSize ?? 0)
}

/**
 * Writes to the connection. Where nothing waits, past the stream: what a stream does around each write costs more than the
 * write, and a room has hundreds of readers. Gives how many bytes wait now.
 */
export function writeNow(tcp: Tcp, bytes: Buffer): number {
  const handle = tcp._handle
  // What waits in the stream goes first; what waits below it goes first by itself.
  if (!WriteRequest || !handle?.writeBuffer || tcp.writableLength > 0) {
    tcp.write(bytes)
    return waitingIn(tcp)
  }
  const request = (spare ??= new WriteRequest())
  if (handle.writeBuffer(request, bytes) !== 0) tcp.destroy()
  const waiting = handle.writeQueueSize ?? 0
  if (waiting > 0) {
    spare = null
    request.buffer = bytes
    request.oncomplete = (status) => {
      if (status < 0) tcp.destroy()
    }
  }
  return waiting
}

/** @returns null where Node has none, or does not give it away */
function findWriteRequest(): (new () => Request) | null {
  const { binding } = process as unknown as { binding?: (name: string) => { WriteWrap?: new () => Request } }
  try {
    return binding?.call(process, 'stream_wrap').WriteWrap ?? null
  } catch {
    return null
  }
}
