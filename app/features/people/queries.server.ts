import { and, asc, eq, gt } from 'drizzle-orm'
import type { Database, Queries } from '#db/database.ts'
import { linkByToken } from '#app/features/links/queries.server.ts'
import { openSessions } from './open-sessions.server.ts'
import { absoluteLifetime, emailKey, type Person, type RoleName } from './rules.ts'
import { people, roles, sessions, signIns } from './tables.server.ts'

/**
 * Who is signed in, by the Cookie header of a request or of a socket's handshake; null when nobody is. Reads only, but for the
 * renewal of a session whose idle time is half over (SEC-10).
 */
export async function personBySession(
  db: Database,
  cookieHeader: string,
  { baseUrl, now }: { baseUrl: string; now: number },
): Promise<Person | null> {
  const sessions = openSessions({ read: db.read, writer: db }, baseUrl)
  const id = sessions.idInCookie(cookieHeader)
  if (id === null) return null
  const { session, user } = await sessions.lucia.validateSession(id)
  if (session === null || !user.active || session.createdAt + absoluteLifetime <= now) return null
  const person = await personById(db.read, user.id)
  return person && { ...person, sessionId: session.id }
}

/**
 * Who a session belongs to, as long as it is open; null afterwards. Renews nothing: a tab that is merely open is no
 * activity.
 */
export async function personInSession(db: Queries, sessionId: string, now: number): Promise<Person | null> {
  const [session] = await db.select().from(sessions).where(eq(sessions.id, sessionId))
  if (!session || session.expiresAt <= now || session.createdAt + absoluteLifetime <= now) return null
  const person = await personById(db, session.personId)
  return person?.active ? { ...person, sessionId } : null
}

export type KnownPerson = Omit<Person, 'sessionId'> & { title: string | null; active: boolean }

export async function personById(db: Queries, id: string): Promise<KnownPerson | null> {
  const [row] = await db.select().from(people).where(eq(people.id, id))
  return row ? withRoles(db, row) : null
}

/** The account of an address, however its letters are written. */
export async function personByEmail(db: Queries, email: string): Promise<KnownPerson | null> {
  const [row] = await db
    .select()
    .from(people)
    .where(eq(people.email, emailKey(email)))
  return row ? withRoles(db, row) : null
}

async function withRoles(db: Queries, row: typeof people.$inferSelect): Promise<KnownPerson> {
  const { id, name, email, language, title, active } = row
  const held = await db
    .select({ role: roles.role, scopeId: roles.scopeId, associationId: roles.associationId })
    .from(roles)
    .where(eq(roles.personId, id))
    .orderBy(asc(roles.createdAt), asc(roles.id))
  return { id, name, email, language, title, active, roles: held }
}

/** Those who have this role in this scope, by name. */
export async function peopleWithRole(
  db: Queries,
  role: RoleName,
  scopeId: string,
): Promise<{ id: string; name: string; email: string; title: string | null; associationId: string | null }[]> {
  const { id, name, email, title } = people
  return db
    .select({ id, name, email, title, associationId: roles.associationId })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .where(and(eq(roles.role, role), eq(roles.scopeId, scopeId)))
    .orderBy(asc(name), asc(id))
}

/** How many sign-ins a person has asked for since a moment. */
export function signInsSince(db: Queries, personId: string, since: number): Promise<number> {
  return db.$count(signIns, and(eq(signIns.personId, personId), gt(signIns.createdAt, since)))
}

export type FoundSignIn =
  | { ok: true; signInId: string; linkId: string; personId: string; name: string }
  | { ok: false; reason: 'unknown' | 'expired' | 'used' }

/** The sign-in that a mail link opens. A link that was used says so, also when its time has run out since. */
export async function signInByToken(
  db: Queries,
  asked: { secret: string; token: string; now: number },
): Promise<FoundSignIn> {
  const link = await linkByToken(db, { ...asked, purpose: 'signIn' })
  if (!link.ok && link.reason === 'unknown') return { ok: false, reason: 'unknown' }
  const [row] = await db
    .select({ signIn: signIns, person: people })
    .from(signIns)
    .innerJoin(people, eq(people.id, signIns.personId))
    .where(eq(signIns.id, link.subjectId))
  if (!row?.person.active) return { ok: false, reason: 'unknown' }
  if (row.signIn.usedAt !== null) return { ok: false, reason: 'used' }
  if (!link.ok) return { ok: false, reason: link.reason }
  return { ok: true, signInId: row.signIn.id, linkId: link.linkId, personId: row.person.id, name: row.person.name }
}
