import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { invitationById } from '#app/features/invitations/queries.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { personById } from '#app/features/people/queries.server.ts'
import { newId } from '#app/lib/ids.ts'
import { inviteeMessageLetter } from './letters.server.ts'
import { writingRefusal, type WritingRefusal } from './rules.ts'
import { inviteeMessages } from './tables.server.ts'

/**
 * Keeps what an invitee writes to the convener beside the invitation, and mails it. An `id` that is there already is a
 * second press of the same form and does nothing. Without a convener nobody is mailed; it stands on the list all the same.
 */
export async function sendMessage(
  db: Writer,
  args: { invitationId: string; id?: string | undefined; text: string; baseUrl: string; actor: Actor; now: number },
): Promise<{ ok: true; eventId: string } | { ok: false; reason: WritingRefusal }> {
  const { invitationId, text, baseUrl, actor, now } = args
  return db.write(async (tx) => {
    const asked = await invitationById(tx, invitationId)
    if (!asked) return { ok: false, reason: 'withdrawn' }
    const { event, eventId } = asked
    const id = args.id ?? newId()
    const [same] = await tx.select().from(inviteeMessages).where(eq(inviteeMessages.id, id))
    if (same) return { ok: true, eventId }
    const reason = writingRefusal(asked, now)
    if (reason) return { ok: false, reason }
    const row = { id, invitationId, eventId, text, sentAt: now }
    await tx.insert(inviteeMessages).values(row)
    await recordChange(tx, {
      actor,
      verb: 'sendMessage',
      subject: { kind: 'invitations', id: invitationId },
      eventId,
      changes: changesBetween('invitee_messages', id, null, row),
      now,
    })
    const convener = event.convener && (await personById(tx, event.convener.id))
    if (!convener?.active) return { ok: true, eventId }
    const { name, email } = asked
    const href = `${baseUrl}/events/${eventId}/invitations?part=${asked.answer === 'none' ? 'none' : 'answered'}`
    const { language } = convener
    await queueLetter(tx, {
      kind: 'inviteeMessage',
      subjectId: id,
      recipient: convener.email,
      revision: 0,
      language,
      letter: inviteeMessageLetter({ event, name, text, answerable: email !== null, language, href }),
      fromName: name,
      replyTo: email ?? undefined,
      now,
    })
    return { ok: true, eventId }
  })
}
