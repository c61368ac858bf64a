import * as Y from 'yjs'
import type { Wire } from './connection.ts'
import {
  backlogBatch,
  limits,
  type Present,
  type JoinAnswer,
  type ServerToClient,
  type UpdateRefusal,
} from './contract.ts'
import { asBytes, missingFrom, send, sendAlone, type Piece } from './edit-pieces.ts'
import { hear } from './hear.ts'
import { applyPacked } from './packed-state.ts'
import { atFirst, savedState, type SavedState, type Standing } from './saved-state.ts'
import { openTabPresence } from './tab-presence.ts'
import type { UnsentEdits } from './unsent-edits.ts'

/** `more`: how many are there besides, who only look. */
export type LiveView = { saved: SavedState; mayEdit: boolean; you: Present | null; others: Present[]; more: number }

export interface LiveDocument {
  doc: Y.Doc
  /** The same object until something changes. */
  view(): LiveView
  subscribe(listener: () => void): () => void
  /** Tells the others what this person is editing. */
  setPlace(place: string | null): void
  /** Hands edits on that wait for the next turn: before a tab goes. */
  flush(): void
  close(): void
}

/** The origin of what comes from the server: everything else is this person's. */
export const fromServer = 'server'
const sendEvery = 1000 / limits.messagesPerSecond
/** Milliseconds before an edit is sent again that the server could not take. */
const sendAgainAfter = 1500

/**
 * One document in one tab: a Yjs document, kept equal to the server's over the wire. Local edits are gathered for a
 * moment, kept in `unsent`, sent, and forgotten when the server says that they are on its disk. Without a connection
 * they wait; with the next one the two sides tell each other what they have (state vectors), and what waited is sent
 * piece by piece, so that any part may fail and be sent again.
 */
export function openLiveDocument(options: {
  wire: Wire
  name: string
  /** The state that the page carried: a Yjs V2 update, and how far it goes. */
  state: { update: Uint8Array; seq: number } | null
  unsent: UnsentEdits
  now(): number
}): LiveDocument {
  const { wire, name, unsent } = options
  const doc = new Y.Doc()
  if (options.state) Y.applyUpdateV2(doc, options.state.update, fromServer)

  const standing: Standing = { ...atFirst }
  const listeners = new Set<() => void>()
  const presence = openTabPresence(wire, name, () => standing.joined)
  let view: LiveView | null = null
  let closed = false

  /** Local edits of this moment. */
  let fresh: Uint8Array[] = []
  /** Gathered and not acknowledged, oldest first. */
  let pieces: Piece[] = []
  let batch = backlogBatch
  /** One by one, after a break; otherwise as they come. */
  let draining = false
  /** The catching up that holds: a later one, after another join, takes over. */
  let round = 0
  let restored: Promise<void> | null = null
  /** What edits call the document on this connection; null until it is known. */
  let room: number | null = null
  /** Edits that came before the answer to a join: which of them are this document's is known then. */
  let early: { room: number; update: Uint8Array }[] = []
  let sendTimer: ReturnType<typeof setTimeout> | undefined
  let joinTimer: ReturnType<typeof setTimeout> | undefined
  let lastSent = 0

  function changed() {
    standing.unsent = pieces.length + (fresh.length > 0 ? 1 : 0)
    view = null
    for (const listener of listeners) listener()
  }

  function gather() {
    clearTimeout(sendTimer)
    sendTimer = undefined
    if (fresh.length === 0) return
    const update = fresh.length === 1 && fresh[0] ? fresh[0] : Y.mergeUpdates(fresh)
    fresh = []
    lastSent = performance.now()
    const piece: Piece = { update, key: unsent.add(name, update) }
    pieces.push(piece)
    if (standing.joined && standing.mayEdit && !draining) stream(piece)
  }

  function stream(piece: Piece) {
    batch += 1
    send(wire, room, batch, piece, (answer) => {
      if (answer.ok) acknowledged(piece)
      else startAgain(answer.reason)
    })
  }

  function forget(piece: Piece) {
    pieces = pieces.filter((one) => one !== piece)
    void piece.key.then((key) => unsent.remove([key]))
  }

  function acknowledged(piece: Piece) {
    forget(piece)
    standing.trouble = false
    standing.savedAt = options.now()
    changed()
  }

  /** An edit was not taken while others were under way: compare with the server and send what it lacks, in order. */
  function startAgain(reason: UpdateRefusal) {
    if (draining || closed) return
    draining = true
    standing.trouble = reason === 'notSaved'
    joinLater(reason === 'notJoined' ? 0 : sendAgainAfter)
    changed()
  }

  function joinLater(after: number) {
    clearTimeout(joinTimer)
    joinTimer = setTimeout(join, after * (1 + Math.random() / 2))
  }

  function join() {
    if (!wire.connected || closed || standing.refused) return
    draining = true
    room = null
    early = []
    wire.emit(
      'join',
      name,
      Y.encodeStateVector(doc),
      standing.opened ? null : (options.state?.seq ?? null),
      (answer) => {
        if (closed) return
        if (!answer.ok) {
          if (answer.reason === 'notAllowed') refuse('notAllowed')
          else joinLater(sendAgainAfter)
          return
        }
        room = answer.room
        for (const edit of early) receive(edit.room, edit.update)
        early = []
        void enter(answer)
      },
    )
  }

  async function enter(answer: JoinAnswer & { ok: true }) {
    const connection = wire.id
    if (answer.update && answer.packed) await applyPacked(doc, asBytes(answer.update), fromServer)
    else if (answer.update) Y.applyUpdate(doc, asBytes(answer.update), fromServer)
    // Gone and come back meanwhile: the next answer counts.
    if (closed || wire.id !== connection || room !== answer.room) return
    standing.opened = standing.joined = true
    standing.mayEdit = answer.mayEdit
    presence.arrive(answer.you, answer.everybody, answer.more)
    changed()
    await catchUp(asBytes(answer.stateVector))
  }

  /** Others' edits. Yjs keeps what builds on edits that are still to come. */
  function receive(which: number, update: Uint8Array) {
    if (which === room) Y.applyUpdate(doc, asBytes(update), fromServer)
    else if (room === null) early.push({ room: which, update })
  }

  async function catchUp(serverHas: Uint8Array) {
    const mine = (round += 1)
    const over = () => closed || !standing.joined || mine !== round
    await (restored ??= restore())
    if (over()) return
    gather()
    addWhatIsMissing(serverHas)
    changed()
    for (let piece = pieces[0]; piece && standing.mayEdit; piece = pieces[0]) {
      const answer = await sendAlone(wire, room, piece)
      if (over()) return
      if (answer.ok) acknowledged(piece)
      else if (answer.reason === 'tooFast' || answer.reason === 'notSaved' || answer.reason === 'notJoined') {
        standing.trouble = answer.reason === 'notSaved'
        joinLater(sendAgainAfter)
        changed()
        return
      } else if (answer.reason === 'readOnly') {
        // Nothing is given up: the pieces wait here and in storage until the person may edit again.
        standing.mayEdit = false
      } else {
        // Only this one is given up. What builds on it will be refused as well, what does not is saved.
        forget(piece)
        standing.lost += 1
      }
      gather()
    }
    draining = false
    if (standing.lost > 0 && standing.mayEdit) refuse('edit')
    else changed()
  }

  /** What an earlier tab of this browser could not send. */
  async function restore() {
    const all = await unsent.of(name)
    const own = new Set(await Promise.all(pieces.map((piece) => piece.key)))
    const found = all.filter(({ key }) => !own.has(key))
    for (const { update } of found) Y.applyUpdate(doc, update, fromServer)
    pieces = [...found.map(({ key, update }) => ({ update, key: Promise.resolve(key) })), ...pieces]
  }

  /** Should the server know less than it once acknowledged (a restored backup), this tab gives it back. */
  function addWhatIsMissing(serverHas: Uint8Array) {
    // What was refused for good is missing there too, and stays so.
    const missing = standing.mayEdit && standing.lost === 0 && missingFrom(doc, serverHas, pieces)
    if (missing) pieces.unshift({ update: missing, key: unsent.add(name, missing) })
  }

  function refuse(reason: NonNullable<Standing['refused']>) {
    standing.refused = reason
    standing.joined = false
    standing.mayEdit = false
    // Of what the person may not even see, nothing stays in the browser.
    if (reason === 'notAllowed') for (const piece of pieces) forget(piece)
    changed()
  }

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === fromServer) return
    fresh.push(update)
    // The first one goes at once, with what else is done in this turn; the next ones share a message.
    const wait = lastSent + sendEvery - performance.now()
    if (wait <= 0 && sendTimer === undefined) queueMicrotask(gather)
    else sendTimer ??= setTimeout(gather, wait)
    changed()
  })

  const handlers: { [E in keyof ServerToClient]?: ServerToClient[E] } = {
    update: receive,
    presence(document, change) {
      if (document !== name) return
      presence.change(change)
      changed()
    },
    rights(document, mayEdit) {
      if (document !== name) return
      standing.mayEdit = mayEdit
      if (mayEdit && pieces.length > 0) join()
      changed()
    },
    closed: (document) => (document === name ? refuse('notAllowed') : undefined),
    reload: () => refuse('newRelease'),
  }
  const disconnected = (reason: string) => {
    standing.joined = false
    draining = true
    presence.nobody()
    if (reason === 'io server disconnect' && !standing.refused) refuse('signedOut')
    else changed()
  }
  const notConnected = (error: Error) => {
    if (error.message === 'signedOut') refuse('signedOut')
  }
  const unheard = hear(wire, { connect: join, disconnect: disconnected, connect_error: notConnected, ...handlers })
  join()

  return {
    doc,
    view: () =>
      (view ??= {
        saved: savedState(standing),
        mayEdit: standing.mayEdit && !standing.refused,
        you: presence.you(),
        others: presence.others(),
        more: presence.more(),
      }),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setPlace: presence.setPlace,
    flush: gather,
    close() {
      gather()
      closed = true
      presence.close()
      for (const timer of [sendTimer, joinTimer]) clearTimeout(timer)
      unheard()
      if (wire.connected) wire.emit('leave', name)
      doc.destroy()
    },
  }
}
