import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { agendaDocument, agendaUpdate } from '#app/features/agenda/live.ts'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { wireOptions, type Wire } from '#app/live/connection.ts'
import { liveNamespace, messages, type JoinAnswer } from '#app/live/contract.ts'
import { documentName } from '#app/live/document-definition.ts'
import { liveRows, type LiveOutcome } from './live-rows.ts'
import { actors, type Actor } from './row.ts'
import { openWorld, type World } from './world.ts'

type Refusable = { ok: true } | { ok: false; reason?: string }

let world: World
const wires: Wire[] = []
beforeAll(async () => {
  world = await openWorld()
})
afterAll(async () => {
  for (const wire of wires) wire.disconnect()
  await world.server.close()
})

/** What each message with a right of its own asks for, about a draft. */
const sends: Record<string, (wire: Wire, draftId: string) => Promise<Refusable>> = {
  join: (wire, draftId) => join(wire, draftId),
  async update(wire, draftId) {
    const answer = await join(wire, draftId)
    const item = { ...emptyItem, id: 'a1b2c3d4e5f6', title: 'x' }
    return wire.emitWithAck('update', answer.ok ? answer.room : 1, 1, agendaUpdate([item]))
  },
  watch: (wire, draftId) => wire.emitWithAck('watch', `event:${draftId}`),
}

test('every message of the contract has a row', () => {
  expect(Object.keys(liveRows).sort()).toEqual(Object.keys(messages).sort())
  const withRights = Object.entries(liveRows).filter(([, outcomes]) => typeof outcomes === 'object')
  expect(Object.keys(sends).sort()).toEqual(withRights.map(([message]) => message).sort())
})

describe.each(Object.keys(sends))('%s', (message) => {
  test('each actor gets what the row says', async () => {
    const { draftId } = await world.freshCase()
    const got: Partial<Record<Actor, LiveOutcome>> = {}
    for (const actor of actors) {
      const wire = await connected(world.cookies[actor])
      const send = sends[message]
      if (wire === null || !send) got[actor] = 'noSocket'
      else got[actor] = (await send(wire, draftId)).ok ? 'ok' : 'refused'
    }
    expect(got).toEqual(liveRows[message as keyof typeof messages])
  })
})

test.each(['presence', 'leave', 'unwatch'] as const)('%s about what was never joined does nothing', async (message) => {
  const { draftId } = await world.freshCase()
  const stranger = await connected(world.cookies.otherLiaison)
  const planner = await connected(world.cookies.coPlanner)
  if (!stranger || !planner) throw new Error('no socket')
  const heard: unknown[] = []
  await join(planner, draftId)
  planner.on('presence', (...change) => heard.push(change))
  const name = documentName(agendaDocument, draftId)
  if (message === 'presence') stranger.emit('presence', name, 'item')
  else if (message === 'leave') stranger.emit('leave', name)
  else stranger.emit('unwatch', `event:${draftId}`)
  // Messages of one wire are handled in order: once this is answered, the one before has been handled too.
  expect(await join(stranger, draftId)).toEqual({ ok: false, reason: 'notAllowed' })
  expect((await join(planner, draftId)).ok).toBe(true)
  const strangers = heard.filter((change) => JSON.stringify(change).includes('"item"'))
  expect(strangers).toEqual([])
})

test.each([
  ['a foreign', 'https://elsewhere.example'],
  ['a null', 'null'],
  ['no', ''],
])('a socket with %s Origin is refused (SEC-1)', async (_name, origin) => {
  expect(await connected(world.cookies.liaison, origin)).toBeNull()
})

function join(wire: Wire, draftId: string): Promise<JoinAnswer> {
  return wire.emitWithAck('join', documentName(agendaDocument, draftId), Y.encodeStateVector(new Y.Doc()), null)
}

/** A socket of ours, or null when the server does not let it in. */
async function connected(cookie: string, origin = world.server.baseUrl): Promise<Wire | null> {
  const wire: Wire = io(world.server.baseUrl + liveNamespace, {
    ...wireOptions,
    extraHeaders: { ...(cookie && { Cookie: cookie }), ...(origin && { Origin: origin }) },
    reconnection: false,
    forceNew: true,
  })
  wires.push(wire)
  return new Promise((resolve) => {
    wire.once('connect', () => resolve(wire))
    wire.once('connect_error', () => resolve(null))
  })
}
