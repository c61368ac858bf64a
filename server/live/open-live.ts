import type { Server } from 'node:http'
import * as Y from 'yjs'
import type { AppContext } from '#app/context.ts'
import type { Database } from '#db/database.ts'
import type { Closable } from '../services.ts'
import { findDocument } from './documents.ts'
import { openGateway, type Gateway } from './gateway.ts'
import { openRooms } from './rooms.ts'

export interface Live extends Closable {
  documents: AppContext['live']
  announce(topic: string): void
  /** Takes the sockets of this HTTP server. */
  attach(server: Server): void
}

/** Opens the sockets and the documents edited together. */
export function openLive(options: {
  db: Database
  baseUrl: string
  now(): number
  report(error: unknown, where: string): void
}): Live {
  const { db, report } = options
  let gateway: Gateway | undefined
  const rooms = openRooms({
    db,
    now: options.now,
    find: (name) => findDocument(db, name),
    report,
  })
  return {
    documents: {
      async state(name) {
        const state = await rooms.use(name, ({ room }) =>
          room.readAt((doc) => (doc.store.clients.size === 0 ? null : Y.encodeStateAsUpdateV2(doc))),
        )
        return state.seen && `${String(state.seq)}.${Buffer.from(state.seen).toString('base64')}`
      },
      edit: (name, change, actor) =>
        rooms.use(name, async ({ room }) => {
          const answer = await room.edit(actor, change)
          return answer.ok ? { ok: true } : answer
        }),
      settle: rooms.settle,
      forget: rooms.forget,
    },
    announce: (topic) => gateway?.announce(topic),
    attach(server) {
      gateway = openGateway(server, { ...options, rooms })
      rooms.catchUp().catch((error: unknown) => {
        report(error, 'live documents at start')
      })
    },
    async close() {
      // Edits in flight are logged and acknowledged first; then the sockets go, then rows and snapshots are written.
      await Promise.all(rooms.all().map(({ room }) => room.flushed()))
      await gateway?.close()
      await rooms.close()
    },
  }
}
