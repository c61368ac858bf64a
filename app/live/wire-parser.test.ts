import { describe, expect, test } from 'vitest'
import { Decoder, editFrame, Encoder, type Packet } from './wire-parser.ts'

const bytes = (...given: number[]) => Uint8Array.from(given)

function decoded(frame: unknown): Packet {
  let found: Packet | undefined
  const decoder = new Decoder()
  decoder.on('decoded', (packet) => (found = packet))
  decoder.add(frame)
  if (!found) throw new Error('nothing was decoded')
  return found
}

function roundTrip(packet: Packet): Packet {
  const frames = new Encoder().encode(packet)
  expect(frames).toHaveLength(1)
  return decoded(frames[0])
}

describe('what one end says the other one hears', () => {
  test.each<Packet>([
    { type: 2, nsp: '/live', data: ['update', 7, bytes(1, 2, 3)] },
    { type: 2, nsp: '/live', id: 300, data: ['update', 129, 0, bytes()] },
    { type: 3, nsp: '/live', id: 2 ** 40, data: [{ ok: true, seq: 128 }] },
    { type: 3, nsp: '/live', id: 1, data: [{ ok: false, reason: 'tooFast' }] },
    { type: 0, nsp: '/live', data: { contract: 2 } },
    { type: 1, nsp: '/live' },
    { type: 4, nsp: '/live', data: { message: 'signedOut' } },
    { type: 2, nsp: '/live', id: 0, data: ['join', 'agenda/x', bytes(0), null] },
    {
      type: 3,
      nsp: '/live',
      id: 0,
      data: [{ ok: true, update: bytes(1), stateVector: bytes(), everybody: [{ id: 1 }] }],
    },
    { type: 2, nsp: '/live', data: ['presence', 'agenda/x', { here: [], gone: [3] }] },
  ])('%j', (packet) => {
    expect(roundTrip(packet)).toEqual(packet)
  })

  test('a keystroke of twenty bytes to a browser takes two bytes more', () => {
    expect(editFrame(7, new Uint8Array(20))).toHaveLength(22)
    expect(new Encoder().encode({ type: 2, nsp: '/live', data: ['update', 7, new Uint8Array(20)] })).toEqual([
      editFrame(7, new Uint8Array(20)),
    ])
  })
})

describe('nonsense throws, which closes the connection, and nothing else happens', () => {
  test.each<[string, unknown]>([
    ['no frame', undefined],
    ['an empty frame', bytes()],
    ['an unknown kind', bytes(9)],
    ['a number without an end', bytes(1, 255, 255)],
    ['a number beyond all', bytes(1, 255, 255, 255, 255, 255, 255, 255, 255, 255)],
    ['a length beyond the frame', bytes(0, 100, 91)],
    ['text that is no JSON', 'x'],
    ['a packet of the usual parser', '0/live,{"contract":1}'],
    ['an event of Socket.IO itself', '[2,"/live",null,["disconnect","x"]]'],
    ['an event without a name', '[2,"/live",null,[]]'],
    ['a number that is none', '[2,"/live",-1,["watch"]]'],
    ['a type that there is not', '[7,"/live",null,["watch"]]'],
    ['letters that are none', bytes(0, 2, 0xc3, 0x28)],
  ])('%s', (_name, frame) => {
    expect(() => decoded(frame)).toThrow()
  })

  test('20,000 random frames throw or are packets', () => {
    let state = 7
    const next = (below: number) => (state = (state * 48271) % 2147483647) % below
    let packets = 0
    for (let round = 0; round < 20_000; round += 1) {
      const frame = Uint8Array.from({ length: next(40) }, (_, at) => (at === 0 ? next(5) : next(256)))
      try {
        const { type, nsp } = decoded(frame)
        expect([type >= 0 && type <= 4, nsp]).toEqual([true, '/live'])
        packets += 1
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
    }
    expect(packets).toBeGreaterThan(1000)
  })
})
