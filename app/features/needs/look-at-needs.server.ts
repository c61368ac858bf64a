import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { maySeeNeeds, needsByName } from './queries.server.ts'
import type { Needs } from './rules.ts'

/**
 * Whose needs they are, for one who may see it. The look is on record before anything is shown (GDPR-1), so this is a verb and no
 * query.
 */
export async function lookAtNeeds(
  db: Writer,
  args: { eventId: string; personId: string; secret: string; now: number },
): Promise<
  { ok: true; needs: { id: string; name: string; needs: Needs | null }[] } | { ok: false; reason: 'notNamed' }
> {
  const { eventId, personId, secret, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (!event || !(await maySeeNeeds(tx, event, personId))) return { ok: false, reason: 'notNamed' }
    await recordChange(tx, {
      actor: { kind: 'person', personId },
      verb: 'lookAtNeeds',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes: [],
      now,
    })
    return { ok: true, needs: await needsByName(tx, secret, eventId) }
  })
}
