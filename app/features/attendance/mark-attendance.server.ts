import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { doorRefusal, isLater, type DoorRefusal, type Tap } from './rules.ts'
import { attendances } from './tables.server.ts'

/**
 * Marks how many people of a party are here. A tap that arrives late, because the phone had no connection, counts by its
 * own time, and the same tap again changes nothing: a phone sends until it has heard that it arrived.
 */
export async function markAttendance(
  db: Writer,
  args: { eventId: string; tap: Tap; actor: Actor; now: number },
): Promise<{ ok: true; changed: boolean } | { ok: false; reason: DoorRefusal | 'unknownParty' }> {
  const { eventId, tap, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const reason = event ? doorRefusal(event, now) : 'unknownParty'
    if (reason) return { ok: false, reason }
    const [before = null] = await tx.select().from(attendances).where(eq(attendances.id, tap.partyId))
    const [invitation] = await tx.select().from(invitations).where(eq(invitations.id, tap.partyId))
    const invited = invitation?.eventId === eventId && invitation.withdrawnAt === null
    const walkIn = before ? before.eventId === eventId && before.name !== null : tap.walkIn !== null && !invitation
    if (!invited && !walkIn) return { ok: false, reason: 'unknownParty' }
    if (before && !isLater(tap, before)) return { ok: true, changed: false }
    const after = { people: tap.people, tapId: tap.id, tappedAt: tap.at }
    const whose = {
      id: tap.partyId,
      eventId,
      invitationId: invited ? tap.partyId : null,
      ...(invited ? { name: null, organisation: null } : tap.walkIn),
    }
    if (before) await tx.update(attendances).set(after).where(eq(attendances.id, tap.partyId))
    else await tx.insert(attendances).values({ ...whose, ...after })
    await recordChange(tx, {
      actor,
      verb: 'markAttendance',
      subject: { kind: 'attendances', id: tap.partyId },
      eventId,
      changes: changesBetween('attendances', tap.partyId, before, before ? after : { ...whose, ...after }),
      now,
    })
    return { ok: true, changed: true }
  })
}
