import type { Writer } from '#db/database.ts'
import { and, eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { associationById } from '#app/features/directory/queries.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { createPerson } from '#app/features/people/create-person.server.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import { personById } from '#app/features/people/queries.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { coPlannerLetter } from './letters.server.ts'
import { coPlannersOf, eventById } from './queries.server.ts'
import type { PlanningRole } from './rules.ts'

export type NamingRefusal = 'noSuchEvent' | 'over' | 'associationUnknown' | 'alreadyNamed' | 'accountClosed'

/**
 * Names somebody of an association to plan an event's agenda, or only to read its draft, making their account if there is none, and tells them by
 * mail where the agenda is. They become a member of the association too.
 */
export async function nameCoPlanner(
  db: Writer,
  args: {
    eventId: string
    associationId: string
    name: string
    email: string
    language: Language
    /** A co-planner unless said otherwise. */
    role?: PlanningRole
    baseUrl: string
    actor: Actor
    now: number
  },
): Promise<{ ok: true; personId: string } | { ok: false; reason: NamingRefusal }> {
  const { eventId, associationId, role = 'coPlanner', actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (!event) return { ok: false, reason: 'noSuchEvent' }
    if (event.state === 'cancelled' || event.state === 'held') return { ok: false, reason: 'over' }
    const association = await associationById(tx, associationId)
    if (!association) return { ok: false, reason: 'associationUnknown' }
    const { personId } = await createPerson(tx, args)
    const person = await personById(tx, personId)
    if (!person?.active) return { ok: false, reason: 'accountClosed' }
    const named = await coPlannersOf(tx, eventId)
    if (named.some((one) => one.personId === personId)) return { ok: false, reason: 'alreadyNamed' }
    await grantRole(tx, { personId, role, scopeId: eventId, associationId, actor, now })
    await grantRole(tx, { personId, role: 'member', scopeId: associationId, actor, now })
    const sameRole = and(eq(roles.personId, personId), eq(roles.role, role), eq(roles.scopeId, eventId))
    const [granted] = await tx.select().from(roles).where(sameRole)
    if (!granted) throw new Error('The role that was just granted is not there')
    const { name, email, language } = person
    await queueLetter(tx, {
      kind: 'coPlannerNamed',
      // The naming, not the event: who is removed and named again is told again.
      subjectId: granted.id,
      recipient: email,
      revision: 0,
      language,
      letter: coPlannerLetter({ event, name, association: association.name, role, language, baseUrl: args.baseUrl }),
      fromName: localText(event.organiserName, language).text,
      replyTo: event.convener?.email,
      now,
    })
    await recordChange(tx, {
      actor,
      verb: 'nameCoPlanner',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes: changesBetween('roles', granted.id, null, granted),
      now,
    })
    return { ok: true, personId }
  })
}
