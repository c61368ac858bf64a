import { and, eq } from 'drizzle-orm'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import type { Writer } from '#db/database.ts'
import { runMarksOf } from './queries.server.ts'
import { noMark, runRefusal, type RunMark, type RunRefusal } from './rules.ts'
import { runMarks } from './tables.server.ts'

/** What is said of an item. All of it can be said twice without harm: a double press changes nothing. */
export type ItemChange =
  /** Begun now, or, `false`, not begun after all. */
  | { started: boolean }
  /** Ended now, with nothing after it, or going on after all. */
  | { ended: boolean }
  | { skipped: boolean }
  /** This many minutes more than planned, all in all. */
  | { stretched: number }

/** Says how an item of the published agenda goes on the day: started, ended, skipped or stretched. */
export async function markItem(
  db: Writer,
  args: { eventId: string; itemId: string; change: ItemChange; actor: Actor; now: number },
): Promise<{ ok: true; changed: boolean } | { ok: false; reason: RunRefusal }> {
  const { eventId, itemId, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (!event) return { ok: false, reason: 'unknownEvent' }
    const reason = runRefusal(event, now)
    if (reason) return { ok: false, reason }
    const agenda = await publishedAgenda(tx, eventId)
    if (!agenda?.items.some((item) => item.id === itemId && item.within === null)) {
      return { ok: false, reason: 'unknownItem' }
    }
    const before = (await runMarksOf(tx, eventId)).find((mark) => mark.itemId === itemId)
    const after = afterChange(before ?? { itemId, ...noMark }, args.change, now)
    const changes = changesBetween('run_marks', `${eventId}/${itemId}`, before ?? { itemId, ...noMark }, after)
    if (changes.length === 0) return { ok: true, changed: false }
    const sameItem = and(eq(runMarks.eventId, eventId), eq(runMarks.itemId, itemId))
    if (before) await tx.update(runMarks).set(after).where(sameItem)
    else await tx.insert(runMarks).values({ eventId, ...after })
    await recordChange(tx, {
      actor,
      verb: 'markItem',
      subject: { kind: 'run_marks', id: `${eventId}/${itemId}` },
      eventId,
      changes,
      now,
    })
    return { ok: true, changed: true }
  })
}

function afterChange(mark: RunMark, change: ItemChange, now: number): RunMark {
  if ('started' in change) {
    // The first press counts; what is begun is skipped no more.
    const startedAt = change.started ? (mark.startedAt ?? now) : null
    return { ...mark, startedAt, endedAt: null, skipped: change.started ? false : mark.skipped }
  }
  if ('ended' in change) return { ...mark, endedAt: change.ended ? (mark.endedAt ?? now) : null }
  if ('skipped' in change) return { ...mark, skipped: change.skipped, startedAt: null, endedAt: null }
  return { ...mark, stretched: change.stretched }
}
