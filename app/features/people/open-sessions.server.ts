import { eq, lt, or } from 'drizzle-orm'
import { parse as parseCookies } from 'cookie'
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia'
import { createHash, randomBytes } from 'node:crypto'
import type { Queries, Writer } from '#db/database.ts'
import { absoluteLifetime, idleLifetime } from './rules.ts'
import { people, sessions } from './tables.server.ts'

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionFacts, PersonFacts>
    DatabaseSessionAttributes: SessionFacts
    DatabaseUserAttributes: PersonFacts
  }
}
type SessionFacts = { createdAt: number }
type PersonFacts = { active: boolean }

/** Reads and writes of sessions: of the database, or inside a transaction. */
export type SessionStore = { read: Queries; writer: Writer }

/**
 * The seam to Lucia, which keeps sessions and their idle lifetime. It only ever sees hashed ids (SEC-8): what the cookie holds
 * exists in the person's browser alone. The cookie lives as long as a session may at most; how long it is good for is decided
 * here, so a socket that renews a session needs to set no cookie.
 */
export function openSessions(store: SessionStore, baseUrl: string) {
  const secure = baseUrl.startsWith('https:')
  const lucia = new Lucia<SessionFacts, PersonFacts>(adapter(store), {
    sessionExpiresIn: new TimeSpan(idleLifetime, 'ms'),
    sessionCookie: { name: cookieName(baseUrl), attributes: { secure, sameSite: 'lax', path: '/' } },
    getSessionAttributes: ({ createdAt }) => ({ createdAt }),
    getUserAttributes: ({ active }) => ({ active }),
  })
  return {
    lucia,
    /** The hashed id of the session that a Cookie header names, or null. */
    idInCookie(header: string): string | null {
      const held = parseCookies(header)[cookieName(baseUrl)]
      return held ? hashed(held) : null
    },
    /** Begins a session with an id never used before, and gives the Set-Cookie header that carries it. */
    async begin(personId: string, now: number): Promise<string> {
      const held = randomBytes(32).toString('base64url')
      await lucia.createSession(personId, { createdAt: now }, { sessionId: hashed(held) })
      const cookie = lucia.createSessionCookie(held)
      cookie.attributes.maxAge = absoluteLifetime / 1000
      return cookie.serialize()
    },
    /** The Set-Cookie header that takes the cookie away. */
    farewell: () => lucia.createBlankSessionCookie().serialize(),
  }
}

/** `__Host-` lets no subdomain and no plain HTTP set the cookie (RFC 6265bis 4.1.3.2); loopback has no HTTPS. */
function cookieName(baseUrl: string): string {
  return baseUrl.startsWith('https:') ? '__Host-kutsu' : 'kutsu'
}

function hashed(held: string): string {
  return createHash('sha256').update(held).digest('hex')
}

function adapter({ read, writer }: SessionStore): Adapter {
  const asLucia = (row: typeof sessions.$inferSelect): DatabaseSession => ({
    id: row.id,
    userId: row.personId,
    expiresAt: new Date(row.expiresAt),
    attributes: { createdAt: row.createdAt },
  })
  return {
    async getSessionAndUser(id) {
      const [row] = await read
        .select({ session: sessions, active: people.active })
        .from(sessions)
        .innerJoin(people, eq(people.id, sessions.personId))
        .where(eq(sessions.id, id))
      if (!row) return [null, null]
      return [asLucia(row.session), { id: row.session.personId, attributes: { active: row.active } }]
    },
    async getUserSessions(personId) {
      return (await read.select().from(sessions).where(eq(sessions.personId, personId))).map(asLucia)
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      await writer.write((tx) =>
        tx
          .insert(sessions)
          .values({ id, personId: userId, createdAt: attributes.createdAt, expiresAt: expiresAt.getTime() })
          .then(() => undefined),
      )
    },
    async updateSessionExpiration(id, expiresAt) {
      // A full disk or a long write of another process must not sign anybody out: the next request renews.
      await writer
        .write((tx) =>
          tx
            .update(sessions)
            .set({ expiresAt: expiresAt.getTime() })
            .where(eq(sessions.id, id))
            .then(() => undefined),
        )
        .catch(() => undefined)
    },
    async deleteSession(id) {
      await writer.write((tx) =>
        tx
          .delete(sessions)
          .where(eq(sessions.id, id))
          .then(() => undefined),
      )
    },
    async deleteUserSessions(personId) {
      await writer.write((tx) =>
        tx
          .delete(sessions)
          .where(eq(sessions.personId, personId))
          .then(() => undefined),
      )
    },
    async deleteExpiredSessions() {
      const now = Date.now()
      const over = or(lt(sessions.expiresAt, now), lt(sessions.createdAt, now - absoluteLifetime))
      await writer.write((tx) =>
        tx
          .delete(sessions)
          .where(over)
          .then(() => undefined),
      )
    },
  }
}
