import { and, eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { associationById } from '#app/features/directory/queries.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { createPerson } from '#app/features/people/create-person.server.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import { personById } from '#app/features/people/queries.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import type { Writer } from '#db/database.ts'
import { coConvenerLetter } from './letters.server.ts'
import { coConvenersOf } from './queries.server.ts'
import type { OrganisingError } from './rules.ts'

export type CoConvenerRefusal = Extract<
  OrganisingError,
  'noSuchEvent' | 'over' | 'associationUnknown' | 'accountClosed' | 'alreadyConvenes'
>

/**
 * Names who convenes an event together with its convener, with the same rights, making their account if there is none,
 * and tells them by mail. Guests go on asking the convener.
 */
export async function nameCoConvener(
  db: Writer,
  args: {
    eventId: string
    /** The association that they come from, if any: they become its member too. */
    associationId?: string | undefined
    name: string
    email: string
    language: Language
    baseUrl: string
    actor: Actor
    now: number
  },
): Promise<{ ok: true; personId: string } | { ok: false; reason: CoConvenerRefusal }> {
  const { eventId, associationId, baseUrl, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (!event) return { ok: false, reason: 'noSuchEvent' }
    if (event.state === 'cancelled' || event.state === 'held') return { ok: false, reason: 'over' }
    if (associationId !== undefined && !(await associationById(tx, associationId))) {
      return { ok: false, reason: 'associationUnknown' }
    }
    const { personId } = await createPerson(tx, args)
    const person = await personById(tx, personId)
    if (!person?.active) return { ok: false, reason: 'accountClosed' }
    const beside = await coConvenersOf(tx, eventId)
    if (personId === event.convenerId || beside.some(({ id }) => id === personId)) {
      return { ok: false, reason: 'alreadyConvenes' }
    }
    await grantRole(tx, { personId, role: 'coConvener', scopeId: eventId, associationId, actor, now })
    if (associationId !== undefined) {
      await grantRole(tx, { personId, role: 'member', scopeId: associationId, actor, now })
    }
    const sameRole = and(eq(roles.personId, personId), eq(roles.role, 'coConvener'), eq(roles.scopeId, eventId))
    const [granted] = await tx.select().from(roles).where(sameRole)
    if (!granted) throw new Error('The role that was just granted is not there')
    const { name, email, language } = person
    await queueLetter(tx, {
      kind: 'coConvenerNamed',
      subjectId: granted.id,
      recipient: email,
      revision: 0,
      language,
      letter: coConvenerLetter({ event, name, language, baseUrl }),
      fromName: localText(event.organiserName, language).text,
      replyTo: event.convener?.email,
      now,
    })
    await recordChange(tx, {
      actor,
      verb: 'nameCoConvener',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes: changesBetween('roles', granted.id, null, granted),
      now,
    })
    return { ok: true, personId }
  })
}
