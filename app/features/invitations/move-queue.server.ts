import { eq } from 'drizzle-orm'
import type { Transaction, Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor, type Change } from '#app/features/audit/rules.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { seatLetter, type QueueNews } from '#app/features/seats/letters.server.ts'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { hasLapsed, poolOf, turnsOf } from '#app/features/seats/rules.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { letterhead } from './letters.server.ts'
import { claimsOf } from './queries.server.ts'
import { voiceOf } from './rules.ts'
import { invitations } from './tables.server.ts'

/**
 * Moves an event's queue as far as it goes now: offers whose time is over end, and free seats are offered or given to the
 * next in line, who are told by letter; before a draw nobody gets any. Does nothing where nothing moves, so it may be called at any time.
 * @returns how many were told
 */
export async function moveQueue(
  db: Writer,
  args: { eventId: string; actor: Actor; now: number },
): Promise<{ moved: number }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    if (event?.state !== 'published' || now >= event.startsAt) return { moved: 0 }
    const claims = await claimsOf(tx, eventId)
    const lapsed = claims.filter((claim) => hasLapsed(claim, now))
    const standing = claims.filter((claim) => !hasLapsed(claim, now))
    const changes: Change[] = []
    for (const { id } of lapsed) {
      const none = { answer: 'none', place: 'none', people: 0, online: 0 } as const
      const nothing = { ...none, position: null, offeredUntil: null }
      changes.push(...(await tell(tx, event, { id, after: nothing, news: { kind: 'offerLapsed' } }, now)))
    }
    const turns = turnsOf(poolOf(event, await seatRulesOf(tx, eventId)), standing, now)
    for (const { id, place, offeredUntil } of turns) {
      const news: QueueNews = place === 'offered' ? { kind: 'seatOffered', until: offeredUntil } : { kind: 'seatGiven' }
      const after = { place, offeredUntil, position: null }
      changes.push(...(await tell(tx, event, { id, after, news }, now)))
    }
    const moved = lapsed.length + turns.length
    if (moved === 0) return { moved }
    await recordChange(tx, {
      actor,
      verb: 'moveQueue',
      subject: { kind: 'events', id: eventId },
      eventId,
      changes,
      now,
    })
    return { moved }
  })
}

type After = Partial<
  Pick<typeof invitations.$inferSelect, 'answer' | 'place' | 'people' | 'online' | 'position' | 'offeredUntil'>
>

/** Changes one invitation and queues the letter of it. Gives the changed columns. */
async function tell(
  tx: Transaction,
  event: EventDetails,
  { id, after, news }: { id: string; after: After; news: QueueNews },
  now: number,
): Promise<Change[]> {
  const [before] = await tx.select().from(invitations).where(eq(invitations.id, id))
  if (!before) return []
  const changed = { ...after, revision: before.revision + 1 }
  await tx.update(invitations).set(changed).where(eq(invitations.id, id))
  const { email, linkId, language, name, people } = before
  if (email !== null && linkId !== null) {
    await queueLetter(tx, {
      kind: news.kind,
      subjectId: id,
      recipient: email,
      revision: changed.revision,
      language,
      letter: seatLetter(event, news, { name, language, voice: voiceOf(before.recipientKind), people, linkId }),
      ...letterhead(event, language),
      now,
      notAfter: news.kind === 'seatOffered' ? news.until : event.endsAt,
    })
  }
  return changesBetween('invitations', id, before, changed)
}
