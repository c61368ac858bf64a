import { eq } from 'drizzle-orm'
import { actorName, changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import type { Writer } from '#db/database.ts'
import { agendaFor, publishedAgenda } from './queries.server.ts'
import { sameItems } from './rules.ts'
import { publishedAgendas } from './tables.server.ts'

/**
 * Makes the draft agenda the one that everybody sees, as its next version; earlier versions stay readable (FOR-2). The
 * event counts as changed, so that feeds take it up; its revision (SEQUENCE) does not rise, because neither time nor
 * place moved (RFC 5545 3.8.7.4).
 */
export async function publishAgenda(
  db: Writer,
  { eventId, actor, now }: { eventId: string; actor: Actor; now: number },
): Promise<
  { ok: true; version: number } | { ok: false; reason: 'unknownEvent' | 'over' | 'empty' | 'untitled' | 'unchanged' }
> {
  return db.write(async (tx) => {
    const { state, changedAt } = events
    const [event] = await tx.select({ state, changedAt }).from(events).where(eq(events.id, eventId))
    if (!event) return { ok: false, reason: 'unknownEvent' }
    if (event.state === 'cancelled' || event.state === 'held') return { ok: false, reason: 'over' }
    const items = await agendaFor(tx, eventId)
    if (items.length === 0) return { ok: false, reason: 'empty' }
    if (items.some((item) => item.title.trim() === '')) return { ok: false, reason: 'untitled' }
    const before = await publishedAgenda(tx, eventId)
    if (before && sameItems(before.items, items)) return { ok: false, reason: 'unchanged' }
    const version = (before?.version ?? 0) + 1
    const published = { eventId, version, publishedAt: now, publishedBy: actorName(actor), items }
    await tx.insert(publishedAgendas).values(published)
    await tx.update(events).set({ changedAt: now }).where(eq(events.id, eventId))
    await recordChange(tx, {
      actor,
      verb: 'publishAgenda',
      subject: { kind: 'published_agendas', id: eventId },
      eventId,
      changes: [
        ...changesBetween('published_agendas', `${eventId}/${String(version)}`, null, published),
        ...changesBetween('events', eventId, event, { changedAt: now }),
      ],
      now,
    })
    return { ok: true, version }
  })
}
