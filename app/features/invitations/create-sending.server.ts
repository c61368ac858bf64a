import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { countAudience, recipientsOf } from '#app/features/audiences/queries.server.ts'
import type { AudienceRule } from '#app/features/audiences/rules.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { troublesOf } from '#app/features/letter-texts/forms.ts'
import { gapsOf, type LetterTexts } from '#app/features/letter-texts/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { apartFrom } from './queries.server.ts'
import { inviteRefusalOf, letterChunk, sendAtRefusalOf } from './rules.ts'
import { sendingChunks, sendingDrafts, sendings } from './tables.server.ts'

export type SendingRefusal =
  | 'noSuchEvent'
  | 'notPublished'
  | 'over'
  | 'nobody'
  | 'letterWrong'
  | 'gaps'
  | NonNullable<ReturnType<typeof sendAtRefusalOf>>

/**
 * Starts a sending, or plans it for `sendAt`: fixes who gets it (of the audience, less those who have an invitation) and
 * the letter. The invitations, their links and letters are made in chunks by `sendInvitationChunk`.
 * `id` is that of the draft, so that a second press of the button finds the sending there and starts no other.
 * With `anyway` it goes out although a language or a plain-language summary is missing.
 */
export async function createSending(
  db: Writer,
  args: {
    id: string
    eventId: string
    audience: AudienceRule
    letter: LetterTexts
    sendAt?: number | null
    anyway?: boolean
    actor: Actor
    now: number
  },
): Promise<{ ok: true; sendingId: string; total: number } | { ok: false; reason: SendingRefusal }> {
  const { id, eventId, audience, letter, sendAt = null, actor, now } = args
  return db.write(async (tx) => {
    const [same] = await tx.select().from(sendings).where(eq(sendings.id, id))
    if (same) return { ok: true, sendingId: id, total: same.total }
    const event = await eventById(tx, eventId)
    if (!event) return { ok: false, reason: 'noSuchEvent' }
    const refusal = inviteRefusalOf(event, now) ?? (sendAt === null ? null : sendAtRefusalOf(event, sendAt, now))
    if (refusal) return { ok: false, reason: refusal }
    if (Object.keys(letter).length === 0 || Object.keys(troublesOf(letter)).length > 0) {
      return { ok: false, reason: 'letterWrong' }
    }

    const apart = await apartFrom(tx, eventId)
    const { letters } = await countAudience(tx, event.organiserId, audience, apart)
    if (!args.anyway && gapsOf(letter, letters).length > 0) return { ok: false, reason: 'gaps' }
    const waiting = await recipientsOf(tx, event.organiserId, audience, apart)
    if (waiting.length === 0) return { ok: false, reason: 'nobody' }

    const sending = {
      id,
      eventId,
      audience,
      letter,
      senderId: actor.kind === 'person' ? actor.personId : (event.convenerId ?? ''),
      total: waiting.filter((recipient) => recipient.email !== null).length,
      queued: 0,
      state: sendAt === null ? ('sending' as const) : ('planned' as const),
      sendAt,
      createdAt: now,
    }
    const chunks = Array.from({ length: Math.ceil(waiting.length / letterChunk) }, (_, position) => ({
      id: newId(),
      sendingId: id,
      position,
      recipients: waiting.slice(position * letterChunk, (position + 1) * letterChunk),
    }))
    const [draft] = await tx.select().from(sendingDrafts).where(eq(sendingDrafts.id, id))
    if (draft) await tx.delete(sendingDrafts).where(eq(sendingDrafts.id, id))
    await tx.insert(sendings).values(sending)
    await tx.insert(sendingChunks).values(chunks)
    await recordChange(tx, {
      actor,
      verb: 'createSending',
      subject: { kind: 'sendings', id },
      eventId,
      changes: [
        ...(draft ? changesBetween('sending_drafts', id, draft, null) : []),
        ...changesBetween('sendings', id, null, sending),
        ...chunks.flatMap((chunk) => changesBetween('sending_chunks', chunk.id, null, chunk)),
      ],
      now,
    })
    return { ok: true, sendingId: id, total: sending.total }
  })
}
