import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { recipientsOf } from '#app/features/directory/queries.server.ts'
import type { Audience } from '#app/features/directory/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { LocalText } from '#app/lib/languages.ts'
import { invitedKeys, waitingKeys } from './queries.server.ts'
import { inviteRefusalOf, letterChunk, recipientKey } from './rules.ts'
import { sendingChunks, sendings } from './tables.server.ts'

export type SendingRefusal = 'noSuchEvent' | 'notPublished' | 'over' | 'nobody'

/**
 * Starts a sending: fixes who gets it (of the audience, less those who have an invitation) and the greeting. The
 * invitations, their links and letters are made in chunks by `sendInvitationChunk`.
 * `id` is made with the form, so that a second press of the button finds the sending there and starts no other.
 * `chosen` are the recipient keys that were ticked; without it the whole audience.
 */
export async function createSending(
  db: Writer,
  args: {
    id: string
    eventId: string
    audience: Audience
    chosen?: string[]
    greeting: LocalText
    actor: Actor
    now: number
  },
): Promise<{ ok: true; sendingId: string; total: number } | { ok: false; reason: SendingRefusal }> {
  const { id, eventId, actor, now } = args
  return db.write(async (tx) => {
    const [same] = await tx.select().from(sendings).where(eq(sendings.id, id))
    if (same) return { ok: true, sendingId: id, total: same.total }
    const event = await eventById(tx, eventId)
    if (!event) return { ok: false, reason: 'noSuchEvent' }
    const refusal = inviteRefusalOf(event, now)
    if (refusal) return { ok: false, reason: refusal }

    const chosen = args.chosen && new Set(args.chosen)
    const taken = new Set([...(await invitedKeys(tx, eventId)), ...(await waitingKeys(tx, eventId))])
    const waiting = (await recipientsOf(tx, event.organiserId, args.audience))
      .filter((recipient) => !taken.has(recipientKey(recipient)) && (chosen?.has(recipientKey(recipient)) ?? true))
      .map(({ kind, id: recipientId, name, email, language }) => ({ kind, id: recipientId, name, email, language }))
    if (waiting.length === 0) return { ok: false, reason: 'nobody' }

    const sending = {
      id,
      eventId,
      greeting: args.greeting,
      senderId: actor.kind === 'person' ? actor.personId : (event.convenerId ?? ''),
      total: waiting.filter((recipient) => recipient.email !== null).length,
      queued: 0,
      state: 'sending' as const,
      createdAt: now,
    }
    const chunks = Array.from({ length: Math.ceil(waiting.length / letterChunk) }, (_, position) => ({
      id: newId(),
      sendingId: id,
      position,
      recipients: waiting.slice(position * letterChunk, (position + 1) * letterChunk),
    }))
    await tx.insert(sendings).values(sending)
    await tx.insert(sendingChunks).values(chunks)
    await recordChange(tx, {
      actor,
      verb: 'createSending',
      subject: { kind: 'sendings', id },
      eventId,
      changes: [
        ...changesBetween('sendings', id, null, sending),
        ...chunks.flatMap((chunk) => changesBetween('sending_chunks', chunk.id, null, chunk)),
      ],
      now,
    })
    return { ok: true, sendingId: id, total: sending.total }
  })
}
