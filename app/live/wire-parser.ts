/*
 * How messages look on the wire, for both ends (Socket.IO's `parser`). One message is one frame, always: Socket.IO's own
 * parser sends bytes in a frame of their own behind a text frame, 72 bytes for a keystroke where this takes 25.
 *
 *   edit, to a browser      1  room            update
 *   edit, to the server     2  id  room  batch update
 *   "it is saved"           3  id  seq
 *   anything with bytes     0  length  JSON    (length  bytes)*
 *   anything else           text: JSON [type, namespace, id, data]
 *
 * Numbers are LEB128. What is none of these throws, and Socket.IO closes the connection that it came over: so does a tab
 * of a release that spoke otherwise.
 */

/** Socket.IO's packet types. */
const types = { connect: 0, disconnect: 1, event: 2, ack: 3, connectError: 4 } as const

export type Packet = { type: number; nsp: string; id?: number; data?: unknown }

const nsp = '/live'
/** Events that Socket.IO emits itself: nobody may send one. */
const reserved = new Set(['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'])
const text = { encode: new TextEncoder(), decode: new TextDecoder('utf-8', { fatal: true }) }

/** The frame that carries an edit to a browser. */
export function editFrame(room: number, update: Uint8Array): Uint8Array {
  return joined(1, [room], update)
}

export class Encoder {
  encode(packet: Packet): (string | Uint8Array)[] {
    return [hotFrame(packet) ?? frameOf(packet)]
  }
}

export class Decoder {
  private readonly listeners = new Set<(packet: Packet) => void>()

  on(_event: string, listener: (packet: Packet) => void): this {
    this.listeners.add(listener)
    return this
  }
  off(_event?: string, listener?: (packet: Packet) => void): this {
    if (listener) this.listeners.delete(listener)
    return this
  }
  removeListener(event: string, listener: (packet: Packet) => void): this {
    return this.off(event, listener)
  }
  /** @throws when the frame is none that the encoder makes */
  add(frame: unknown): void {
    const packet = typeof frame === 'string' ? checked(JSON.parse(frame)) : fromBytes(asBytes(frame))
    for (const listener of this.listeners) listener(packet)
  }
  destroy(): void {
    // Nothing is ever half read.
  }
}

function hotFrame({ type, id, data }: Packet): Uint8Array | null {
  if (!Array.isArray(data)) return null
  const given = data as unknown[]
  const last = given.at(-1)
  if (type === types.event && given[0] === 'update' && (last instanceof Uint8Array || last instanceof ArrayBuffer)) {
    if (id === undefined && given.length === 3) return joined(1, [Number(given[1])], asBytes(last))
    if (id !== undefined && given.length === 4)
      return joined(2, [id, Number(given[1]), Number(given[2])], asBytes(last))
  }
  const [answer] = given as [{ ok?: unknown; seq?: unknown } | undefined]
  const saved = type === types.ack && id !== undefined && given.length === 1 && answer?.ok === true
  if (saved && typeof answer.seq === 'number' && Object.keys(answer).length === 2) return joined(3, [id, answer.seq])
  return null
}

function frameOf({ type, nsp: where, id, data }: Packet): string | Uint8Array {
  const parts: Uint8Array[] = []
  const json = JSON.stringify([type, where, id ?? null, withoutBytes(data, parts) ?? null])
  if (parts.length === 0) return json
  const words = text.encode.encode(json)
  const head = joined(0, [words.length], words)
  return concat([head, ...parts.flatMap((part) => [numbers([part.length]), part])])
}

/** The same data with a mark in the place of each piece of bytes, which are put into `parts`. */
function withoutBytes(data: unknown, parts: Uint8Array[]): unknown {
  if (data instanceof Uint8Array || data instanceof ArrayBuffer) return { '~': parts.push(asBytes(data)) - 1 }
  if (Array.isArray(data)) return data.map((each) => withoutBytes(each, parts))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withoutBytes(value, parts)]))
}

function fromBytes(frame: Uint8Array): Packet {
  const read = reader(frame)
  const kind = read.number()
  if (kind === 1) return { type: types.event, nsp, data: ['update', read.number(), read.rest()] }
  if (kind === 2) {
    const [id, room, batch] = [read.number(), read.number(), read.number()]
    return { type: types.event, nsp, id, data: ['update', room, batch, read.rest()] }
  }
  if (kind === 3) return { type: types.ack, nsp, id: read.number(), data: [{ ok: true, seq: read.number() }] }
  if (kind !== 0) throw new Error('unknown frame')
  const json = text.decode.decode(read.bytes(read.number()))
  const parts: Uint8Array[] = []
  while (read.left() > 0) parts.push(read.bytes(read.number()))
  const isMark = (value: unknown): value is { '~': number } =>
    typeof value === 'object' && value !== null && '~' in value
  return checked(JSON.parse(json, (_key, value: unknown) => (isMark(value) ? parts[value['~']] : value)))
}

/** What came as JSON, if it is a packet that Socket.IO can take (socket.io-parser checks the same). */
function checked(json: unknown): Packet {
  const [type, where, id, data] = Array.isArray(json) && json.length === 4 ? (json as unknown[]) : []
  const named = Array.isArray(data) && typeof data[0] === 'string' && !reserved.has(data[0])
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data)
  const good =
    (type === types.event && named) ||
    (type === types.ack && Array.isArray(data) && id !== null) ||
    (type === types.connect && (data === null || isObject)) ||
    (type === types.disconnect && data === null) ||
    (type === types.connectError && (isObject || typeof data === 'string'))
  const goodId = id === null || (typeof id === 'number' && Number.isSafeInteger(id) && id >= 0)
  if (!good || !goodId || typeof where !== 'string' || typeof type !== 'number') throw new Error('no packet of ours')
  return { type, nsp: where, ...(id === null ? {} : { id }), ...(data === null ? {} : { data }) }
}

function asBytes(given: unknown): Uint8Array {
  if (given instanceof Uint8Array) return given
  if (given instanceof ArrayBuffer) return new Uint8Array(given)
  throw new Error('no bytes')
}

function reader(bytes: Uint8Array) {
  let at = 0
  return {
    left: () => bytes.length - at,
    number(): number {
      let value = 0
      for (let scale = 1; scale <= 2 ** 49; scale *= 128) {
        const byte = bytes[at++]
        if (byte === undefined) break
        value += (byte & 127) * scale
        if (byte < 128) return value
      }
      throw new Error('no number')
    },
    bytes(length: number): Uint8Array {
      if (length > bytes.length - at) throw new Error('cut short')
      at += length
      return bytes.subarray(at - length, at)
    },
    rest: () => bytes.subarray(at),
  }
}

function numbers(values: number[]): Uint8Array {
  const out: number[] = []
  for (let value of values) {
    if (!Number.isSafeInteger(value) || value < 0) throw new Error('no number of ours')
    for (; value > 127; value = Math.floor(value / 128)) out.push((value % 128) | 128)
    out.push(value)
  }
  return Uint8Array.from(out)
}

function joined(kind: number, values: number[], rest: Uint8Array = new Uint8Array()): Uint8Array {
  return concat([numbers([kind, ...values]), rest])
}

function concat(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
