import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { drawAtOf, lastPosition, queueOf } from '#app/features/seats/rules.ts'
import { answerReceipt, letterhead } from './letters.server.ts'
import { moveQueue } from './move-queue.server.ts'
import { claimsOf, invitationById, type InvitationToAnswer } from './queries.server.ts'
import { onlinePeopleOf, outcomeOf, peopleOf, type GivenAnswer, type Refusal } from './rules.ts'
import { invitations } from './tables.server.ts'

/**
 * Saves what an invitee says. Without `people` or `message` what was said of them before stays: one press saves the
 * answer, the details are a second save. Refused, nothing changes and the earlier answer holds.
 * Who says yes when no seat is free gets into the queue; seats that become free go to the next in line at once.
 * Saying the same again changes nothing and sends no second receipt.
 */
export async function answerInvitation(
  db: Writer,
  args: {
    invitationId: string
    answer: GivenAnswer
    /** How many come, 1–20. */
    people?: number
    /** How many of them take part online; at a hybrid event only. */
    online?: number
    message?: string | null
    actor: Actor
    /** The convener who writes the answer down for the invitee: after the deadline too, and marked as such. */
    recordedBy?: string
    /** The convener lets the organisation bring more than its limit, knowingly. */
    overLimit?: boolean
    now: number
  },
): Promise<{ ok: true; eventId: string; changed: boolean } | { ok: false; refusal: Refusal }> {
  const { invitationId, answer, actor, now } = args
  return db.write(async (tx) => {
    const asked = await invitationById(tx, invitationId)
    if (!asked) return { ok: false, refusal: { reason: 'withdrawn' } }
    // Seats that became free meanwhile are for those who wait, before anybody new is told how many there are.
    if (queueOf(asked.claims).length > 0) {
      const { moved } = await moveQueue(tx, { eventId: asked.eventId, actor, now })
      if (moved > 0) return answerInvitation(tx, args)
    }
    const people = peopleOf(asked, args)
    const convener = args.recordedBy !== undefined
    const by = { convener, overLimit: convener && args.overLimit === true }
    const online = onlinePeopleOf(asked, args, people)
    const outcome = outcomeOf(asked, { answer, people, online }, now, by)
    if ('refusal' in outcome) return { ok: false, refusal: outcome.refusal }

    const { eventId } = asked
    const { place } = outcome
    const message = args.message === undefined ? asked.message : args.message
    const same = asked.answer === answer && asked.people === people && asked.online === online
    if (same && asked.place === place && asked.message === message) return { ok: true, eventId, changed: false }
    const after = {
      answer,
      people,
      online,
      message,
      place,
      ...queueColumns(asked, place, now),
      answeredAt: now,
      recordedBy: args.recordedBy ?? null,
      revision: asked.revision + 1,
    }
    await tx.update(invitations).set(after).where(eq(invitations.id, invitationId))
    await recordChange(tx, {
      actor,
      verb: 'answerInvitation',
      subject: { kind: 'invitations', id: invitationId },
      eventId,
      changes: changesBetween('invitations', invitationId, asked, after),
      now,
    })
    if (asked.email !== null && asked.linkId !== null) {
      const drawAt = place === 'waiting' ? drawAtOf(asked.event, asked.seatRules) : null
      const queue = place === 'waiting' && drawAt === null ? queueOf(await claimsOf(tx, eventId)) : []
      const inQueue = queue.findIndex(({ id }) => id === invitationId) + 1
      await queueLetter(tx, {
        kind: 'answerReceipt',
        subjectId: invitationId,
        recipient: asked.email,
        revision: after.revision,
        language: asked.language,
        letter: answerReceipt(asked.event, {
          ...asked,
          ...after,
          linkId: asked.linkId,
          inQueue: inQueue > 0 ? inQueue : null,
          drawAt,
        }),
        ...letterhead(asked.event, asked.language),
        now,
      })
    }
    await moveQueue(tx, { eventId, actor, now })
    return { ok: true, eventId, changed: true }
  })
}

/** A newcomer stands last; who waits already keeps the place, also with another number of people. */
function queueColumns(asked: InvitationToAnswer, place: 'none' | 'seat' | 'waiting', now: number) {
  if (place === 'none') return { position: null, offeredUntil: null, waitingSince: null }
  if (place === 'seat' || asked.place === 'waiting') {
    const { waitingSince } = asked
    return { position: place === 'seat' ? null : asked.position, offeredUntil: null, waitingSince }
  }
  return { position: lastPosition(asked.claims) + 1, offeredUntil: null, waitingSince: now }
}
