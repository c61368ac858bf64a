import type { Logger } from 'pino'
import type { AppContext } from '#app/context.ts'
import type { Database } from '#db/database.ts'
import type { Env } from './env.ts'

/** What is the same for every request. Made once in `server/index.ts`. */
export interface Services {
  env: Env
  log: Logger
  db: Database
  /** The part of the context that does not depend on the request. */
  context: Omit<AppContext, 'person' | 'language' | 'nonce' | 'clientAddress'>
}

/** A part of the server that is closed in reverse order of opening. */
export interface Closable {
  close(): Promise<void>
}
