import { io } from 'socket.io-client'
import type { Socket } from 'node:net'
import { bytesRead, rawSocket, varUint } from './raw-socket.ts'
import type { Tab, TabOptions } from './tab.ts'

/*
 * The peers' own wires (y-protocols/sync over ws, Hocuspocus with its document name in front, y-socket.io's events), spoken
 * as lightly as possible, so that a tab costs the same whatever it is connected to.
 */

const nothing = new Uint8Array([0])

/** The bare relay: an update is a message. */
export async function relayTab({ port, document, onUpdate }: TabOptions): Promise<Tab> {
  const socket = await rawSocket(port, `/${document}`, (data) => onUpdate(data))
  return {
    send: (update) => socket.send(update),
    received: () => bytesRead(socket),
    close: () => socket.terminate(),
  }
}

export async function yWebsocketTab({ port, document, onUpdate }: TabOptions): Promise<Tab> {
  let synced: () => void = () => undefined
  const ready = new Promise<void>((resolve) => (synced = resolve))
  const socket = await rawSocket(port, `/${document}`, (data) => {
    const [kind, at] = varUint.read(data, 0)
    if (kind !== 0) return
    const [step, from] = varUint.read(data, at)
    const [length, start] = varUint.read(data, from)
    if (step === 0) return
    onUpdate(data.subarray(start, start + length))
    if (step === 1) synced()
  })
  const message = (step: number, payload: Uint8Array) =>
    Buffer.concat([Buffer.from([0, step, ...varUint.write(payload.length)]), payload])
  socket.send(message(0, nothing))
  await ready
  return {
    send: (update) => socket.send(message(2, update)),
    received: () => bytesRead(socket),
    close: () => socket.terminate(),
  }
}

export async function hocuspocusTab({ port, document, onUpdate }: TabOptions): Promise<Tab> {
  let synced: () => void = () => undefined
  const ready = new Promise<void>((resolve) => (synced = resolve))
  const name = Buffer.from(document)
  const head = Buffer.from([...varUint.write(name.length), ...name])
  const message = (type: number, step: number, payload: Uint8Array) =>
    Buffer.concat([head, Buffer.from([type, step, ...varUint.write(payload.length)]), payload])
  const socket = await rawSocket(port, '/', (data) => {
    const [named, afterName] = varUint.read(data, 0)
    const [type, at] = varUint.read(data, afterName + named)
    if (type !== 0 && type !== 4) return
    const [step, from] = varUint.read(data, at)
    const [length, start] = varUint.read(data, from)
    if (step === 0) return
    onUpdate(data.subarray(start, start + length))
    if (step === 1) synced()
  })
  // Who one is: a token, whatever it says; then what one has: nothing.
  socket.send(message(2, 0, Buffer.from('token')))
  socket.send(message(0, 0, nothing))
  await ready
  return {
    send: (update) => socket.send(message(0, 2, update)),
    received: () => bytesRead(socket),
    close: () => socket.terminate(),
  }
}

export async function ySocketIoTab({ port, document, onUpdate }: TabOptions): Promise<Tab> {
  const socket = io(`http://127.0.0.1:${String(port)}/yjs|${document}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  })
  socket.on('sync-update', (update: ArrayBuffer) => onUpdate(new Uint8Array(update)))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve())
    socket.once('connect_error', reject)
  })
  // It never answers those who open a cold document: they ask again.
  let state: ArrayBuffer | null = null
  while (!state) {
    const asked: Promise<unknown> = socket.timeout(500).emitWithAck('sync-step-1', nothing)
    state = (await asked.catch(() => null)) as ArrayBuffer | null
  }
  onUpdate(new Uint8Array(state))
  const tcp = () => (socket.io.engine.transport as unknown as { ws?: { _socket?: Socket } }).ws?._socket
  return {
    send: (update) => socket.emit('sync-update', update),
    received: () => tcp()?.bytesRead ?? 0,
    close: () => socket.disconnect(),
  }
}
