import type { Writer } from '#db/database.ts'
import { eq } from 'drizzle-orm'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { unknownPart } from './queries.server.ts'
import { inputRefusal, missingPlace, scheduleDiffers, type EventInput, type InputRefusal } from './rules.ts'
import { events } from './tables.server.ts'

export type ChangeRefusal = InputRefusal | 'noSuchEvent' | 'over' | 'organiserFixed' | 'venueMissing' | 'linkMissing'

/**
 * Changes a draft or a published event. Once published, a change of time or place raises SEQUENCE and a new start
 * keeps the old one in `movedFrom`, so that calendars move the event and pages tell of it.
 */
export async function changeEvent(
  db: Writer,
  args: { eventId: string; event: EventInput; actor: Actor; now: number },
): Promise<{ ok: true; moved: boolean } | { ok: false; reason: ChangeRefusal }> {
  const { eventId, event: wish, actor, now } = args
  return db.write(async (tx) => {
    const [before] = await tx.select().from(events).where(eq(events.id, eventId))
    if (!before) return { ok: false, reason: 'noSuchEvent' }
    const known = before.state === 'published'
    if (before.state === 'cancelled' || before.state === 'held') return { ok: false, reason: 'over' }
    if (known && before.endsAt <= now) return { ok: false, reason: 'over' }
    // It would vanish from the feed of the first organiser without a word.
    if (known && before.organiserId !== wish.organiserId) return { ok: false, reason: 'organiserFixed' }
    const reason =
      inputRefusal(wish, now, before.startsAt) ??
      (known ? missingPlace(wish)[0] : undefined) ??
      (await unknownPart(tx, wish))
    if (reason) return { ok: false, reason }
    const scheduled = known && scheduleDiffers(before, wish)
    const moved = known && before.startsAt !== wish.startsAt
    const after = {
      ...wish,
      sequence: scheduled ? before.sequence + 1 : before.sequence,
      // Moved back to where it was: nothing has changed for those who read of the first time.
      movedFrom: !moved ? before.movedFrom : before.movedFrom === wish.startsAt ? null : before.startsAt,
    }
    const changes = changesBetween('events', eventId, before, after)
    if (changes.length === 0) return { ok: true, moved: false }
    await tx
      .update(events)
      .set({ ...after, changedAt: now })
      .where(eq(events.id, eventId))
    await recordChange(tx, {
      actor,
      verb: 'changeEvent',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes: [...changes, ...changesBetween('events', eventId, { changedAt: before.changedAt }, { changedAt: now })],
      now,
    })
    return { ok: true, moved }
  })
}
