import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { newId } from '#app/lib/ids.ts'
import { changesIn, countTouched, lastNumber, touchedByChange } from './queries.server.ts'
import { dueAfter, placeDiffers, timeDiffers, type Schedule } from './rules.ts'
import { changeLetters } from './tables.server.ts'

/**
 * Gathers an edit of a published event into the change that waits, or begins one when somebody is to hear of it. What
 * counts is the whole: changed back to what people know, nothing is told. Each edit puts the letters off.
 */
export async function noteChange(
  db: Writer,
  args: {
    eventId: string
    /** Time and place before this edit, when it was about them. */
    was?: Schedule
    /** The published version before this one, when it was about the agenda. */
    agendaFrom?: number
    actor: Actor
    now: number
  },
): Promise<void> {
  const { eventId, actor, now } = args
  await db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (event?.state !== 'published') return
    const [before] = await changesIn(tx, eventId, ['waiting'])
    const was = before?.was ?? args.was ?? null
    const agendaFrom = before?.agendaFrom ?? args.agendaFrom ?? null
    const whole = {
      eventId,
      kind: 'change' as const,
      number: before?.number ?? (await lastNumber(tx, eventId)) + 1,
      was: was !== null && (timeDiffers(was, event) || placeDiffers(was, event)) ? was : null,
      agendaFrom,
      agendaTo: null,
      changedAt: now,
    }
    const speakers = await touchedByChange(tx, event, whole)
    const change = { ...whole, agendaFrom: speakers.length > 0 ? agendaFrom : null }
    const nothing = change.was === null && change.agendaFrom === null
    if (!before && (nothing || (await countTouched(tx, event, change)) === 0)) return
    const id = before?.id ?? newId()
    const after = {
      becomes: null,
      sent: 0,
      decidedBy: null,
      decidedAt: null,
      ...before,
      ...change,
      id,
      state: nothing ? ('undone' as const) : ('waiting' as const),
      dueAt: dueAfter(change.was, event, now),
    }
    if (before) await tx.update(changeLetters).set(after).where(eq(changeLetters.id, id))
    else await tx.insert(changeLetters).values(after)
    await recordChange(tx, {
      actor,
      verb: 'noteChange',
      subject: { kind: 'change_letters', id },
      eventId,
      changes: changesBetween('change_letters', id, before ?? null, after),
      now,
    })
  })
}
