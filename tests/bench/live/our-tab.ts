import { contractVersion, liveNamespace, livePath, type JoinAnswer, type UpdateAnswer } from '#app/live/contract.ts'
import * as Y from 'yjs'
import { applyPacked } from '#app/live/packed-state.ts'
import { Decoder, Encoder } from '#app/live/wire-parser.ts'
import { bytesRead, rawSocket } from './raw-socket.ts'
import type { Tab, TabOptions } from './tab.ts'

/** A tab of ours, spoken as lightly as the peers': our frames on a bare WebSocket. */
export async function ourTab(options: TabOptions & { cookie: string; baseUrl: string }): Promise<Tab> {
  const { port, document, onUpdate, onSaved, known = null, cookie, baseUrl } = options
  const encoder = new Encoder()
  const decoder = new Decoder()
  let welcome: () => void = () => undefined
  let joined: (answer: JoinAnswer) => void = () => undefined
  const connected = new Promise<void>((resolve) => (welcome = resolve))
  const entered = new Promise<JoinAnswer>((resolve) => (joined = resolve))
  decoder.on('decoded', ({ type, id, data }) => {
    const [first, , third] = Array.isArray(data) ? (data as unknown[]) : []
    if (type === 0) welcome()
    else if (type === 2 && first === 'update') onUpdate(third as Uint8Array)
    else if (type === 3 && id === 0) joined(first as JoinAnswer)
    else if (type === 3 && (first as UpdateAnswer).ok) onSaved?.()
  })
  const socket = await rawSocket(
    port,
    `${livePath}/?EIO=4&transport=websocket`,
    (data, isBinary, opened) => {
      if (isBinary) decoder.add(data)
      else if (data[0] === 0x32) opened.send('3')
      else if (data[0] === 0x34) decoder.add(data.toString('utf8', 1))
    },
    { Origin: baseUrl, Cookie: cookie },
  )
  const say = (packet: Parameters<Encoder['encode']>[0]) => {
    const [frame = ''] = encoder.encode(packet)
    socket.send(typeof frame === 'string' ? `4${frame}` : frame)
  }
  say({ type: 0, nsp: liveNamespace, data: { contract: contractVersion } })
  await connected
  const has = known ? stateVectorOf(known.update) : new Uint8Array([0])
  say({ type: 2, nsp: liveNamespace, id: 0, data: ['join', document, has, known?.seq ?? null] })
  const answer = await entered
  if (!answer.ok) throw new Error(`Not let in: ${answer.reason}`)
  if (answer.update) onUpdate(answer.packed ? await unpacked(answer.update) : answer.update)
  let batch = 0
  return {
    send(update) {
      batch += 1
      say({ type: 2, nsp: liveNamespace, id: batch, data: ['update', answer.room, batch, update] })
    },
    received: () => bytesRead(socket),
    close: () => socket.terminate(),
  }
}

function stateVectorOf(v2: Uint8Array): Uint8Array {
  return Y.encodeStateVectorFromUpdateV2(v2)
}

async function unpacked(packed: Uint8Array): Promise<Uint8Array> {
  const doc = new Y.Doc()
  await applyPacked(doc, packed, 'server')
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
