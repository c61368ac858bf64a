import { and, eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { newId } from '#app/lib/ids.ts'
import { possibleReaders } from './queries.server.ts'
import { needReaders } from './tables.server.ts'

/** The convener of an event names who else may see whose needs they are, or takes it back. Nobody else can. */
export async function changeNeedReader(
  db: Writer,
  args: { eventId: string; personId: string; named: boolean; byPersonId: string; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'notConvener' | 'noSuchPerson' }> {
  const { eventId, personId, named, byPersonId, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (event?.convenerId !== byPersonId) return { ok: false, reason: 'notConvener' }
    const possible = await possibleReaders(tx, event)
    if (named && !possible.some(({ id }) => id === personId)) return { ok: false, reason: 'noSuchPerson' }
    const [before] = await tx
      .select()
      .from(needReaders)
      .where(and(eq(needReaders.eventId, eventId), eq(needReaders.personId, personId)))
    if (named === (before !== undefined)) return { ok: true }
    const after = named ? { id: newId(), eventId, personId, namedAt: now } : null
    if (after) await tx.insert(needReaders).values(after)
    else if (before) await tx.delete(needReaders).where(eq(needReaders.id, before.id))
    const id = after?.id ?? before?.id ?? ''
    await recordChange(tx, {
      actor: { kind: 'person', personId: byPersonId },
      verb: 'changeNeedReader',
      subject: { kind: 'need_readers', id },
      eventId,
      changes: changesBetween('need_readers', id, before ?? null, after),
      now,
    })
    return { ok: true }
  })
}
