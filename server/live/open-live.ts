import type { Server } from 'node:http'
import type { AppContext } from '#app/context.ts'
import type { Database } from '#db/database.ts'
import type { Closable } from '../services.ts'

export interface Live extends Closable {
  documents: AppContext['live']
  announce(topic: string): void
  /** Takes the sockets of this HTTP server. */
  attach(server: Server): void
}

/** Opens the sockets and the documents edited together. */
export function openLive(_options: { db: Database; baseUrl: string; now(): number }): Live {
  return {
    documents: { state: () => Promise.resolve(null), settle: () => Promise.resolve() },
    announce() {},
    attach() {},
    close: () => Promise.resolve(),
  }
}
