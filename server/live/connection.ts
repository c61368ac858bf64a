import type { z } from 'zod'
import {
  backlogBatch,
  limits,
  messages,
  type ClientToServer,
  type JoinAnswer,
  type UpdateAnswer,
} from '#app/live/contract.ts'
import type { Person } from '#app/features/people/rules.ts'
import type { Access } from './documents.ts'
import { isStateVector } from './gate.ts'
import type { Member } from './members.ts'
import { openRate } from './rate.ts'
import type { OpenDocument } from './open-document.ts'
import type { Rooms } from './rooms.ts'
import { answerStraight, openWire, type LiveSocket } from './wire.ts'

/** What a person may do. */
export interface Rights {
  accessOf(person: Person, document: string): Promise<Access>
  mayWatch(person: Person, topic: string): Promise<boolean>
}

/** What a connection asks of the rest of the server. */
export type ConnectionOptions = {
  rooms: Rooms
  rights: Rights
  /** Limits the person's messages, over all their tabs; true when this one may pass. */
  mayPass(): boolean
  /** The person edited: the session is in use. */
  active(): void
  /** How long ago the topic last changed, milliseconds; null: not lately. */
  agoOf(topic: string): number | null
  report(error: unknown, where: string): void
}

export interface Connection {
  person: Person
  /** Asks again what the person may do: cuts what they may not see, and turns what they may not edit read-only. */
  recheck(person: Person, rights: Rights): Promise<void>
}

type Joined = { open: OpenDocument; member: Member; presence: number; backlog: number }

/** The most documents and topics that one tab has open. */
const mostOpen = 20

/** One tab's socket: parses what it says, asks whether the person may, and hands it to the room. */
export function openConnection(socket: LiveSocket, first: Person, options: ConnectionOptions): Connection {
  const wire = openWire(socket)
  answerStraight(socket, wire)
  const joined = new Map<string, Joined>()
  /** What edits call the documents that are open here. */
  const byNumber = new Map<number, string>()
  const watched = new Set<string>()
  const mayMove = openRate(limits.messagesPerSecond)
  let person = first

  async function join(name: string, stateVector: Uint8Array, seq: number | null): Promise<JoinAnswer> {
    if (!options.mayPass() || joined.size >= mostOpen) return { ok: false, reason: 'tooFast' }
    if (!isStateVector(stateVector)) return { ok: false, reason: 'malformed' }
    const access = await options.rights.accessOf(person, name)
    if (access === 'none') return { ok: false, reason: 'notAllowed' }
    return options.rooms.use(name, (open) => enter(open, access === 'edit', stateVector, seq))
  }

  async function enter(
    open: OpenDocument,
    mayEdit: boolean,
    stateVector: Uint8Array,
    seq: number | null,
  ): Promise<JoinAnswer> {
    const { name } = open
    const member: Member = {
      personId: person.id,
      mayEdit,
      send: (_update, message) => wire.deliver(message),
      tell: wire.deliver,
      cut: wire.cut,
    }
    const answer = await open.room.join(member, stateVector, seq)
    // A tab that joins again replaces itself.
    leave(name)
    if (!socket.connected) {
      open.room.leave(member)
      return { ok: false, reason: 'failed' }
    }
    const here = open.presence.arrive(person)
    joined.set(name, { open, member, presence: here.you.id, backlog: limits.documentBytes })
    byNumber.set(open.number, name)
    return { ok: true, room: open.number, ...answer, mayEdit: member.mayEdit, ...here }
  }

  function leave(name: string) {
    const here = joined.get(name)
    if (!here) return
    joined.delete(name)
    byNumber.delete(here.open.number)
    here.open.presence.depart(here.presence)
    here.open.room.leave(here.member)
  }

  function update(room: number, batch: number, bytes: Uint8Array): Promise<UpdateAnswer> | UpdateAnswer {
    const here = joined.get(byNumber.get(room) ?? '')
    if (!here) return { ok: false, reason: 'notJoined' }
    // What waited for a connection is sent in pieces at once: it is limited by bytes instead.
    const backlog = batch === backlogBatch && here.backlog >= bytes.length
    if (backlog) here.backlog -= bytes.length
    else if (!options.mayPass()) return { ok: false, reason: 'tooFast' }
    options.active()
    return here.open.room.submit(here.member, bytes)
  }

  /** Listens to one message: what does not parse is answered as malformed, or not at all. */
  function on<M extends keyof typeof messages>(message: M, handle: (...given: z.infer<(typeof messages)[M]>) => void) {
    const schema = messages[message]
    socket.on<keyof ClientToServer>(message, (...given: unknown[]) => {
      const parsed = schema.safeParse(given)
      if (parsed.success) handle(...(parsed.data as z.infer<(typeof messages)[M]>))
      else {
        const answer = given.at(-1)
        if (typeof answer === 'function') (answer as (refusal: object) => void)({ ok: false, reason: 'malformed' })
      }
    })
  }

  on('join', (name, stateVector, seq, answer) => {
    join(name, stateVector, seq).then(answer, (error: unknown) => {
      options.report(error, `join ${name}`)
      answer({ ok: false, reason: 'failed' })
    })
  })
  on('leave', leave)
  on('update', (room, batch, bytes, answer) => {
    const taken = Promise.resolve().then(() => update(room, batch, bytes))
    taken.then(answer, (error: unknown) => {
      options.report(error, `update ${byNumber.get(room) ?? ''}`)
      answer({ ok: false, reason: 'malformed' })
    })
  })
  on('presence', (name, place) => {
    const here = joined.get(name)
    // Not counted with the edits, which must not wait for it; the room tells of the last place only, five times a second.
    if (here && mayMove()) here.open.presence.move(here.presence, place)
  })
  on('watch', (topic, answer) => {
    const asked =
      options.mayPass() && watched.size < mostOpen ? options.rights.mayWatch(person, topic) : Promise.resolve(false)
    asked.then(
      (ok) => {
        if (ok) {
          watched.add(topic)
          void socket.join(topic)
        }
        answer(ok ? { ok, ago: options.agoOf(topic) } : { ok })
      },
      (error: unknown) => {
        options.report(error, `watch ${topic}`)
        answer({ ok: false })
      },
    )
  })
  on('unwatch', (topic) => {
    watched.delete(topic)
    void socket.leave(topic)
  })
  socket.on('disconnect', () => {
    for (const name of [...joined.keys()]) leave(name)
  })

  return {
    get person() {
      return person
    },
    async recheck(now, rights) {
      person = now
      for (const [name, { member }] of joined) {
        const access = await rights.accessOf(now, name)
        if (access === 'none') {
          leave(name)
          socket.emit('closed', name)
        } else if (member.mayEdit !== (access === 'edit')) {
          member.mayEdit = access === 'edit'
          socket.emit('rights', name, member.mayEdit)
        }
      }
      for (const topic of watched) {
        if (await rights.mayWatch(now, topic)) continue
        watched.delete(topic)
        await socket.leave(topic)
      }
    },
  }
}
