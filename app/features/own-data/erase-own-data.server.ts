import { and, eq, inArray, like, sql } from 'drizzle-orm'
import type { Transaction, Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { redactChanges } from '#app/features/audit/redact-changes.server.ts'
import { changesBetween, type Actor, type Change } from '#app/features/audit/rules.ts'
import { contacts } from '#app/features/directory/tables.server.ts'
import { invitationById, type InvitationToAnswer } from '#app/features/invitations/queries.server.ts'
import { invitations, sendingChunks, sendings } from '#app/features/invitations/tables.server.ts'
import { withdrawInvitationWithTables } from '#app/features/table-places/withdraw-invitation-with-tables.server.ts'
import { tablePlaces } from '#app/features/table-places/tables.server.ts'
import { answerMarks, guests } from '#app/features/guests/tables.server.ts'
import { questionAnswers } from '#app/features/questions/tables.server.ts'
import { registrationRequests } from '#app/features/open-registration/tables.server.ts'
import { messagesOf } from '#app/features/invitee-messages/queries.server.ts'
import { inviteeMessages } from '#app/features/invitee-messages/tables.server.ts'
import { links } from '#app/features/links/tables.server.ts'
import { redactLetters } from '#app/features/mail/redact-letters.server.ts'
import { needs } from '#app/features/needs/tables.server.ts'
import { subjectsBeside } from './queries.server.ts'
import { erased, redacted, scopeOf, type ErasureScope } from './rules.ts'

/**
 * Erases what an invitee asked to have erased (GDPR article 17). A person's own link: everything that tells of them, in the
 * invitation, letters and audit, their address in the directory, and the link itself; before the event their seat goes
 * to the next in line, afterwards the counts stay without a name. A shared link: what its people wrote; the invitation stays.
 */
export async function eraseOwnData(
  db: Writer,
  args: { invitationId: string; actor: Actor; now: number },
): Promise<{ ok: true; eventId: string; scope: ErasureScope } | { ok: false; reason: 'unknown' }> {
  const { invitationId, actor, now } = args
  return db.write(async (tx) => {
    const asked = await invitationById(tx, invitationId)
    if (!asked) return { ok: false, reason: 'unknown' }
    const { eventId, recipientId } = asked
    const scope = scopeOf(asked.recipientKind)
    const all = scope === 'all'
    const cause = { kind: 'invitations', id: invitationId }
    const messageIds = (await messagesOf(tx, invitationId)).map(({ id }) => id)
    const others = (await subjectsBeside(tx, invitationId)).filter((id) => !messageIds.includes(id))

    if (all && asked.withdrawnAt === null && now < asked.event.endsAt) {
      await withdrawInvitationWithTables(tx, { invitationId, eventId, actor, now })
    }
    await tx.delete(needs).where(eq(needs.invitationId, invitationId))
    await tx.delete(inviteeMessages).where(eq(inviteeMessages.invitationId, invitationId))
    for (const told of [guests, answerMarks, questionAnswers]) {
      await tx.delete(told).where(eq(told.invitationId, invitationId))
    }
    if (all) {
      await tx.delete(tablePlaces).where(eq(tablePlaces.invitationId, invitationId))
      await tx.delete(registrationRequests).where(eq(registrationRequests.invitationId, invitationId))
    }
    const by = { cause, eventId, actor, now }
    // Invitation and reminder hold what the convener wrote, and to a shared address they stay.
    const except = all ? [] : ['invitation', 'reminder', 'reminderBeforeDeadline', 'eventChanged', 'eventCancelled']
    await redactLetters(tx, { ...by, subjectIds: [invitationId], except, subjectLine: all, recipient: all })
    // The convener's letters with the messages: to whom they went is no secret of the invitee's.
    await redactLetters(tx, { ...by, subjectIds: messageIds, subjectLine: all, recipient: false })
    if (all) await redactLetters(tx, { ...by, subjectIds: others, subjectLine: true, recipient: true })
    const contactIds = all ? await forgetAddress(tx, asked) : []
    await tx
      .update(invitations)
      .set(all ? withoutPerson(asked, now) : { message: null })
      .where(eq(invitations.id, invitationId))
    await recordChange(tx, {
      actor,
      verb: 'eraseOwnData',
      subject: cause,
      eventId,
      // What was there before is what was erased.
      changes: contactIds.flatMap((id): Change[] => changesBetween('contacts', id, { email: erased }, { email: null })),
      now,
    })
    const of = { scope, invitationId, recipientId, messageIds, contactIds }
    await redactChanges(tx, {
      eventId,
      subjects: contactIds.map((id) => ({ kind: 'contacts', id })),
      mentioning: all ? [invitationId, recipientId] : [invitationId],
      redact: (change) => redacted(change, of),
    })
    return { ok: true, eventId, scope }
  })
}

/** What is left of a person's invitation: after the event how many came, before it that there was one. */
function withoutPerson(asked: InvitationToAnswer, now: number) {
  const over = now >= asked.event.endsAt
  return {
    recipientId: `erased-${asked.id}`,
    name: erased,
    email: null,
    linkId: null,
    message: null,
    answeredAt: null,
    recordedBy: null,
    waitingSince: null,
    offeredUntil: null,
    ...(over ? {} : { answer: 'none' as const }),
  }
}

/** Closes the link and takes the address out of the directory and out of sendings that wait, so that no letter goes to it. */
async function forgetAddress(tx: Transaction, asked: InvitationToAnswer): Promise<string[]> {
  const { linkId, email, recipientId, eventId } = asked
  if (linkId !== null) await tx.update(links).set({ expiresAt: 0 }).where(eq(links.id, linkId))
  const waiting = await tx
    .select({ id: sendingChunks.id, recipients: sendingChunks.recipients })
    .from(sendingChunks)
    .innerJoin(sendings, eq(sendings.id, sendingChunks.sendingId))
    .where(and(eq(sendings.eventId, eventId), like(sendingChunks.recipients, `%${recipientId}%`)))
  for (const { id, recipients } of waiting) {
    const others = recipients.filter((one) => one.id !== recipientId)
    await tx.update(sendingChunks).set({ recipients: others }).where(eq(sendingChunks.id, id))
  }
  if (email === null) return []
  const same = sql`lower(${contacts.email}) = ${email.toLowerCase()}`
  const found = await tx.select({ id: contacts.id }).from(contacts).where(same)
  const ids = found.map(({ id }) => id)
  await tx.update(contacts).set({ email: null, bouncedAt: null }).where(inArray(contacts.id, ids))
  return ids
}
