import { and, asc, desc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { people, roles } from '#app/features/people/tables.server.ts'
import { unseal } from '#app/lib/sealed.server.ts'
import { countNeeds, type NeedCounts, type NeedKind, type Needs } from './rules.ts'
import { needOrders, needReaders, needs } from './tables.server.ts'

/** What the sealing of needs is bound to, beside the invitation's id. */
export const sealPurpose = 'needs'

type Sealed = Pick<typeof needs.$inferSelect, 'id' | 'sealed'>

/** What was sealed; null when it cannot be read, as after a change of the secret. */
function opened(secret: string, { id, sealed }: Sealed): Needs | null {
  const text = unseal({ secret, purpose: sealPurpose, row: id }, sealed)
  // Sealed by ourselves, so it is what it was.
  return text === null ? null : (JSON.parse(text) as Needs)
}

/** Needs of those who come, or wait for a seat, with their names. For `lookAtNeeds`, which leaves a mark of each look. */
export async function needsByName(db: Queries, secret: string, eventId: string) {
  const rows = await db
    .select({ id: needs.id, sealed: needs.sealed, name: invitations.name })
    .from(needs)
    .innerJoin(invitations, eq(invitations.id, needs.invitationId))
    .where(ofComing(eventId))
    .orderBy(asc(invitations.name))
  return rows.map(({ name, ...row }) => ({ id: row.id, name, needs: opened(secret, row) }))
}

/** How many need what; nobody's name comes with it. */
export async function needCounts(db: Queries, secret: string, eventId: string): Promise<NeedCounts> {
  const rows = await db
    .select({ id: needs.id, sealed: needs.sealed })
    .from(needs)
    .innerJoin(invitations, eq(invitations.id, needs.invitationId))
    .where(ofComing(eventId))
  return countNeeds(rows.flatMap((row) => opened(secret, row) ?? []))
}

const ofComing = (eventId: string) =>
  and(eq(needs.eventId, eventId), eq(invitations.answer, 'yes'), isNull(invitations.withdrawnAt))

/** What one invitation told, for the person whose link it is; null: nothing, or it cannot be read any more. */
export async function needsOf(
  db: Queries,
  secret: string,
  invitationId: string,
): Promise<(Needs & { savedAt: number }) | null> {
  const [row] = await db.select().from(needs).where(eq(needs.invitationId, invitationId))
  const told = row && opened(secret, row)
  return told ? { ...told, savedAt: row.savedAt } : null
}

/** How many things an invitation told that it needs: what they are is not for everybody who has its link. */
export async function needsTold(db: Queries, secret: string, invitationId: string): Promise<number> {
  const [row] = await db
    .select({ id: needs.id, sealed: needs.sealed })
    .from(needs)
    .where(eq(needs.invitationId, invitationId))
  const told = row && opened(secret, row)
  return told ? told.kinds.length + (told.text === '' ? 0 : 1) : 0
}

/** What has been ordered for an event. */
export async function orderedNeeds(db: Queries, eventId: string): Promise<NeedKind[]> {
  const rows = await db.select({ kind: needOrders.kind }).from(needOrders).where(eq(needOrders.eventId, eventId))
  return rows.map(({ kind }) => kind)
}

/** May this person see whose needs they are? The convener, and whom the convener named for this event (GDPR-1). */
export async function maySeeNeeds(
  db: Queries,
  event: { id: string; convenerId: string | null },
  personId: string,
): Promise<boolean> {
  if (event.convenerId === personId) return true
  const named = and(eq(needReaders.eventId, event.id), eq(needReaders.personId, personId))
  return (await db.$count(needReaders, named)) > 0
}

/** Whom the convener named, by name. */
export async function readersOf(db: Queries, eventId: string) {
  return db
    .select({ id: people.id, name: people.name })
    .from(needReaders)
    .innerJoin(people, eq(people.id, needReaders.personId))
    .where(eq(needReaders.eventId, eventId))
    .orderBy(asc(people.name))
}

/** Whom the convener can name: those who convene for the same organiser, or this event together with the convener. */
export async function possibleReaders(db: Queries, event: { id: string; organiserId: string }) {
  const ofOrganiser = and(inArray(roles.role, ['liaison', 'coordinator']), eq(roles.scopeId, event.organiserId))
  const beside = and(eq(roles.role, 'coConvener'), eq(roles.scopeId, event.id))
  return db
    .selectDistinct({ id: people.id, name: people.name })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .where(and(or(ofOrganiser, beside), eq(people.active, true)))
    .orderBy(asc(people.name))
}

/** Who looked at the names, the latest first. */
export async function looksAt(db: Queries, eventId: string): Promise<{ at: number; name: string | null }[]> {
  return db
    .select({ at: auditRows.at, name: people.name })
    .from(auditRows)
    .leftJoin(people, eq(people.id, auditRows.actor))
    .where(and(eq(auditRows.eventId, eventId), eq(auditRows.verb, 'lookAtNeeds')))
    .orderBy(desc(auditRows.at))
    .limit(20)
}
