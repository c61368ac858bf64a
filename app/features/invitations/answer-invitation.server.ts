import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { answerReceipt, letterhead } from './letters.server.ts'
import { invitationById } from './queries.server.ts'
import { peopleOf, refusalOf, type GivenAnswer, type Refusal } from './rules.ts'
import { invitations } from './tables.server.ts'

/**
 * Saves what an invitee says. Without `people` or `message` what was said of them before stays: one press saves the
 * answer, the details are a second save. Refused, nothing changes and the earlier answer holds.
 * Saying the same again changes nothing and sends no second receipt.
 */
export async function answerInvitation(
  db: Writer,
  args: {
    invitationId: string
    answer: GivenAnswer
    /** How many come, 1–20. */
    people?: number
    message?: string | null
    actor: Actor
    now: number
  },
): Promise<{ ok: true; eventId: string; changed: boolean } | { ok: false; refusal: Refusal }> {
  const { invitationId, answer, actor, now } = args
  return db.write(async (tx) => {
    const asked = await invitationById(tx, invitationId)
    if (!asked) return { ok: false, refusal: { reason: 'withdrawn' } }
    const people = peopleOf(asked, args)
    const refusal = refusalOf(asked, { answer, people }, now)
    if (refusal) return { ok: false, refusal }

    const { eventId } = asked
    const message = args.message === undefined ? asked.message : args.message
    if (asked.answer === answer && asked.people === people && asked.message === message) {
      return { ok: true, eventId, changed: false }
    }
    const after = {
      answer,
      people,
      message,
      place: answer === 'yes' ? ('seat' as const) : ('none' as const),
      answeredAt: now,
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
      await queueLetter(tx, {
        kind: 'answerReceipt',
        subjectId: invitationId,
        recipient: asked.email,
        revision: after.revision,
        language: asked.language,
        letter: answerReceipt(asked.event, { ...asked, ...after, linkId: asked.linkId }),
        ...letterhead(asked.event, asked.language),
        now,
      })
    }
    return { ok: true, eventId, changed: true }
  })
}
