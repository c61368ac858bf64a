import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { afterEach, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import { Decoder, Encoder } from '#app/live/wire-parser.ts'
import { answerStraight, letHandshakeGo, openWire, outgoingEdit, outgoingPresence, type LiveSocket } from './wire.ts'

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
  const transport = { name: 'websocket', perMessageDeflate: false, socket: ws }
  const conn = { readyState: 'open', writeBuffer: [], transport, close: terminate, ...other.conn }
  return { socket: { conn, emit, handshake: {} } as unknown as LiveSocket, write, emit, terminate }
}
const deliver = (socket: LiveSocket, message: Parameters<ReturnType<typeof openWire>['deliver']>[0]) =>
  openWire(socket).deliver(message)
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
  ['messages are compressed', { conn: { transport: { name: 'websocket', perMessageDeflate: {}, socket: {} } } }],
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
  ['bytes in TCP', { tcp: { writable: false, writableLength: 1_000_001 } }],
  ['bytes in ws', { sender: { _queue: ['x'], _bufferedBytes: 1_000_001 } }],
  ['messages in Engine.IO', { conn: { writeBuffer: new Array(501) } }],
])('a tab for which too many %s wait is cut, and gets nothing more', (_what, other) => {
  const { socket, write, emit, terminate } = socketWith(other)
  deliver(socket, edit)
  expect(terminate).toHaveBeenCalledOnce()
  expect([write.mock.calls, emit.mock.calls]).toEqual([[], []])
})

test('a tab whose TCP takes no more is cut at the letter after which too much waits', () => {
  const { socket, terminate } = socketWith({ tcp: { writableLength: 1_000_001 } })
  deliver(socket, edit)
  expect(terminate).toHaveBeenCalledOnce()
})

test('an open connection holds no handshake', () => {
  const { socket } = socketWith({ conn: { request: { headers: { cookie: 'x' } } } })
  Object.assign(socket.handshake, { headers: { cookie: 'x' }, auth: { contract: 1 } })
  letHandshakeGo(socket)
  expect(JSON.stringify([socket.handshake, (socket.conn as { request: unknown }).request])).not.toContain('cookie')
})

const ends: (() => void)[] = []
afterEach(() => ends.splice(0).forEach((end) => end()))

/** A real Socket.IO server as the gateway opens it, and a bare WebSocket that has come in. */
async function connected(onConnection: (socket: LiveSocket) => void) {
  const http = createServer()
  const io = new Server(http, {
    transports: ['websocket'],
    parser: { Encoder, Decoder },
    perMessageDeflate: false,
    serveClient: false,
  })
  io.of('/live').on('connection', onConnection)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const tab = new WebSocket(`ws://127.0.0.1:${String(port)}/socket.io/?EIO=4&transport=websocket`)
  const frames: (string | number[])[] = []
  tab.on('message', (data: Buffer, isBinary) => frames.push(isBinary ? [...data] : data.toString()))
  ends.push(() => {
    tab.terminate()
    io.engine.close()
    http.close()
  })
  await once(tab, 'open')
  const say = (packet: Parameters<Encoder['encode']>[0]) => {
    const [frame = ''] = new Encoder().encode(packet)
    tab.send(typeof frame === 'string' ? `4${frame}` : frame)
  }
  say({ type: 0, nsp: '/live', data: {} })
  await expect.poll(() => frames.length).toBe(2)
  return { say, frames }
}

test('on the sockets that we run, edits go past Socket.IO, and so do answers', async () => {
  const emit = vi.fn()
  const packet = vi.fn()
  const { say, frames } = await connected((socket) => {
    const wire = openWire(socket)
    answerStraight(socket, wire)
    socket.on('update', (_room, _batch, _bytes, answer) => {
      // From here on whatever Socket.IO sends is seen.
      Object.assign(socket, { emit, packet })
      wire.deliver(edit)
      answer({ ok: true, seq: 9 })
    })
  })
  say({ type: 2, nsp: '/live', id: 4, data: ['update', 7, 1, Uint8Array.from([1])] })
  await expect
    .poll(() => frames.slice(-2))
    .toEqual([
      [1, 7, 1, 2, 3],
      [3, 4, 9],
    ])
  expect(emit).not.toHaveBeenCalled()
  expect(packet).not.toHaveBeenCalled()
})
