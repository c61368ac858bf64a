import type { Database } from '#db/database.ts'
import type { Person } from './rules.ts'

/** Who is signed in, by the Cookie header of a request or of a socket's handshake; null when nobody is. */
export async function personBySession(_db: Database, _cookieHeader: string): Promise<Person | null> {
  return null
}
