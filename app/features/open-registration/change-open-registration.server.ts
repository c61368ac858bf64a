import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { inviteRefusalOf } from '#app/features/invitations/rules.ts'
import { sendings } from '#app/features/invitations/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { registrationOf } from './queries.server.ts'
import type { Registration } from './rules.ts'
import { openRegistrations } from './tables.server.ts'

/** 34⁶ codes: nobody's secret, and short enough to be typed from a notice board. */
const codeLength = 6

/**
 * Opens the registration of an event to everybody, closes it, or changes its limits. Whoever has signed up stays. The
 * short address is made once and kept, so that a notice on a wall goes on being right. Closing is always allowed.
 */
export async function changeOpenRegistration(
  db: Writer,
  args: Registration & { eventId: string; actor: { kind: 'person'; personId: string }; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'noSuchEvent' | 'notPublished' | 'over' }> {
  const { eventId, open, closesAt, mostPeople, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (!event) return { ok: false, reason: 'noSuchEvent' }
    const before = await registrationOf(tx, eventId)
    const reason = open || !before ? inviteRefusalOf(event, now) : null
    if (reason) return { ok: false, reason }
    const wish = { open, closesAt, mostPeople, changedAt: now }
    const sending = {
      id: newId(),
      eventId,
      audience: null,
      letter: {},
      senderId: actor.personId,
      total: 0,
      queued: 0,
      state: 'sent' as const,
      sendAt: null,
      createdAt: now,
    }
    const code = newId().slice(0, codeLength)
    const after = before ? { ...before, ...wish } : { id: newId(), eventId, code, sendingId: sending.id, ...wish }
    if (before) await tx.update(openRegistrations).set(wish).where(eq(openRegistrations.id, before.id))
    else {
      await tx.insert(sendings).values(sending)
      await tx.insert(openRegistrations).values(after)
    }
    await recordChange(tx, {
      actor,
      verb: 'changeOpenRegistration',
      subject: { kind: 'open_registrations', id: after.id },
      eventId,
      changes: [
        ...(before ? [] : changesBetween('sendings', sending.id, null, sending)),
        ...changesBetween('open_registrations', after.id, before, after),
      ],
      now,
    })
    return { ok: true }
  })
}
