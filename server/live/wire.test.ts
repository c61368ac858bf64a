import { expect, test, vi } from 'vitest'
import { deliver, letHandshakeGo, outgoingEdit, outgoingPresence, type LiveSocket } from './wire.ts'

/** A socket as Engine.IO and `ws` make them, with some of it otherwise. */
function socketWith(other: { conn?: object; ws?: object; tcp?: object; sender?: object } = {}) {
  const write = vi.fn()
  const emit = vi.fn()
  const terminate = vi.fn()
  const tcp = { writable: true, writableLength: 0, write, ...other.tcp }
  const ws = {
    readyState: 1,
    terminate,
    _socket: tcp,
    _sender: { _queue: [], _bufferedBytes: 0, ...other.sender },
    ...other.ws,
  }
  const transport = { name: 'websocket', perMessageDeflate: null, socket: ws }
  const conn = { readyState: 'open', writeBuffer: [], transport, close: terminate, ...other.conn }
  return { socket: { conn, emit, handshake: {} } as unknown as LiveSocket, write, emit, terminate }
}
const edit = outgoingEdit(7, Uint8Array.from([1, 2, 3]))

test('an edit is one frame, built once for all who get it', () => {
  const [one, other] = [socketWith(), socketWith()]
  for (const { socket } of [one, other]) deliver(socket, edit)
  expect(one.write).toHaveBeenCalledWith(Buffer.from([0x82, 5, 1, 7, 1, 2, 3]))
  expect(other.write.mock.calls[0]?.[0]).toBe(one.write.mock.calls[0]?.[0])
  expect(one.emit).not.toHaveBeenCalled()
})

test('frames longer than 125 and 65,535 bytes say so (RFC 6455 5.2)', () => {
  const head = (bytes: number) => outgoingEdit(7, new Uint8Array(bytes)).frame().subarray(0, 12)
  expect([...head(124).subarray(0, 4)]).toEqual([0x82, 126, 0, 126])
  expect([...head(65_534).subarray(0, 10)]).toEqual([0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0])
  const text = outgoingPresence('agenda/x', { here: [], gone: [3], more: 0 }).frame()
  expect([text[0], text.subarray(2, 4).toString()]).toEqual([0x81, '4['])
})

test.each<[string, Parameters<typeof socketWith>[0]]>([
  ['Engine.IO holds something back', { conn: { writeBuffer: ['x'] } }],
  ['Engine.IO is closing', { conn: { readyState: 'closing' } }],
  ['there is no WebSocket', { conn: { transport: { name: 'polling' } } }],
  ['messages are compressed', { conn: { transport: { name: 'websocket', perMessageDeflate: {} } } }],
  ['ws is closing', { ws: { readyState: 2 } }],
  ['ws holds something back', { sender: { _queue: ['x'] } }],
  ['ws is another one than we know', { ws: { _sender: undefined } }],
  ['the connection is gone', { ws: { _socket: null } }],
  ['TCP takes no more', { tcp: { writable: false } }],
])('where %s, Socket.IO sends it in its turn', (_why, other) => {
  const { socket, write, emit } = socketWith(other)
  deliver(socket, edit)
  expect(write).not.toHaveBeenCalled()
  expect(emit).toHaveBeenCalledWith('update', 7, Uint8Array.from([1, 2, 3]))
})

test.each<[string, Parameters<typeof socketWith>[0]]>([
  ['bytes in TCP', { tcp: { writableLength: 1_000_001 } }],
  ['bytes in ws', { sender: { _bufferedBytes: 1_000_001 } }],
  ['messages in Engine.IO', { conn: { writeBuffer: new Array(501) } }],
])('a tab for which too many %s wait is cut, and gets nothing more', (_what, other) => {
  const { socket, write, emit, terminate } = socketWith(other)
  deliver(socket, edit)
  expect(terminate).toHaveBeenCalledOnce()
  expect([write.mock.calls, emit.mock.calls]).toEqual([[], []])
})

test('an open connection holds no handshake', () => {
  const { socket } = socketWith({ conn: { request: { headers: { cookie: 'x' } } } })
  Object.assign(socket.handshake, { headers: { cookie: 'x' }, auth: { contract: 1 } })
  letHandshakeGo(socket)
  expect(JSON.stringify([socket.handshake, (socket.conn as { request: unknown }).request])).not.toContain('cookie')
})
