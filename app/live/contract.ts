import { z } from 'zod'

/**
 * Every message between a browser and the server about documents edited together, and the announcements that pages
 * listen to. Both halves are typed by this file; the server also parses what it receives with the schemas below.
 */

/** Rises when an older page could not understand the server: such a tab is told to reload, and loses nothing. */
export const contractVersion = 2
export const liveNamespace = '/live'
/** Where the WebSocket is opened. */
export const livePath = '/live-socket'

export const limits = {
  /** Bytes of one update. */
  updateBytes: 64_000,
  /** Bytes of a document's state. */
  documentBytes: 2_000_000,
  /** Messages of a person in a second. */
  messagesPerSecond: 20,
  /** Milliseconds between two signs of presence of a tab. */
  presenceEvery: 200,
} as const

/** The batch number of edits made while there was no connection: sent one by one, not counted against the rate. */
export const backlogBatch = 0

export const joinRefusals = ['notAllowed', 'malformed', 'tooFast', 'failed'] as const
export type JoinRefusal = (typeof joinRefusals)[number]

export const updateRefusals = [
  'readOnly',
  'tooLarge',
  'tooFast',
  'malformed',
  'offSchema',
  'notJoined',
  'notSaved',
] as const
export type UpdateRefusal = (typeof updateRefusals)[number]

export type JoinAnswer =
  | {
      ok: true
      /** What the document is called in edits, as long as this connection has it open. */
      room: number
      /** What the joiner lacks: a Yjs V1 update; `packed`: as `packed-state.ts` says. Null: nothing. */
      update: Uint8Array | null
      packed: boolean
      /** What the server has: the joiner sends what is missing from it. */
      stateVector: Uint8Array
      mayEdit: boolean
      /** How the others see this tab, and those who are there, as far as they are told of; `more` as in `PresenceChange`. */
      you: Present
      everybody: Present[]
      more: number
    }
  | { ok: false; reason: JoinRefusal }

/** `ok` is given only after the edit is on the disk. */
export type UpdateAnswer = { ok: true; seq: number } | { ok: false; reason: UpdateRefusal }

/** `ago`: how long ago the topic last changed, milliseconds; null: not within a minute. */
export type WatchAnswer = { ok: true; ago: number | null } | { ok: false }

/** One tab of somebody who has the document open. Name and colour come from the server, never from the tab. */
export type Present = {
  id: number
  name: string
  /** 1–6: the colours of people, given by order of arrival. */
  colour: number
  /** What the person is editing, as the document's own code names it; null: only looking. */
  place: string | null
}

/** What changed in who is told of. `more`: how many others are there who only look, and are counted instead. */
export type PresenceChange = { here: Present[]; gone: number[]; more: number }

export interface ClientToServer {
  /** `seq`: how far the state went that the page carried, when the tab has that and nothing else. */
  join(document: string, stateVector: Uint8Array, seq: number | null, answer: (answer: JoinAnswer) => void): void
  leave(document: string): void
  update(room: number, batch: number, update: Uint8Array, answer: (answer: UpdateAnswer) => void): void
  presence(document: string, place: string | null): void
  watch(topic: string, answer: (answer: WatchAnswer) => void): void
  unwatch(topic: string): void
}

export interface ServerToClient {
  /** Others' edits, merged. */
  update(room: number, update: Uint8Array): void
  presence(document: string, change: PresenceChange): void
  /** The person's rights in the document changed. */
  rights(document: string, mayEdit: boolean): void
  /** The person may not see the document any more. */
  closed(document: string): void
  /** What the topic names has changed. */
  changed(topic: string): void
  /** A newer release runs on the server. */
  reload(): void
}

const documentName = z.string().regex(/^[a-z-]{1,30}\/[0-9a-z]{1,40}$/)
const topic = z.string().regex(/^[a-zA-Z]{1,30}(:[0-9a-z]{1,40})?$/)
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const answer = <F>() => z.custom<F>((value) => typeof value === 'function')

/** The arguments of each message, as the server accepts them. */
export const messages = {
  join: z.tuple([documentName, bytes, count.nullable(), answer<(answer: JoinAnswer) => void>()]),
  leave: z.tuple([documentName]),
  update: z.tuple([count, count, bytes, answer<(answer: UpdateAnswer) => void>()]),
  presence: z.tuple([documentName, z.string().max(200).nullable()]),
  watch: z.tuple([topic, answer<(answer: WatchAnswer) => void>()]),
  unwatch: z.tuple([topic]),
}

/** What a tab says of itself when it connects. */
export const handshake = z.object({ contract: z.number() })
