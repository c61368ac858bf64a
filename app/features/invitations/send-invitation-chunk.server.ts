import { and, asc, eq, lte, or } from 'drizzle-orm'
import type { Transaction, Writer } from '#db/database.ts'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, system, type Actor } from '#app/features/audit/rules.ts'
import type { Recipient } from '#app/features/directory/rules.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { newId } from '#app/lib/ids.ts'
import { invitationLetter, letterhead, type InvitationFacts } from './letters.server.ts'
import type { InvitationRow } from './queries.server.ts'
import { inviteRefusalOf, type SendingState } from './rules.ts'
import { invitations, sendingChunks, sendings } from './tables.server.ts'

type Sending = typeof sendings.$inferSelect
/** An invitation as it was (null: there was none) and as it is now. */
type Invited = { before: InvitationRow | null; after: InvitationRow }

/**
 * The next chunk of the oldest running sending: its invitations, their links and letters in one transaction, so that
 * a recipient has all three or none, also when the process dies here or two callers run at once. `more`: call again.
 * A planned sending starts when its time has come. One whose event was cancelled or is over stops; who waits then is not invited.
 */
export async function sendInvitationChunk(
  db: Writer,
  args: { sendingId?: string; actor?: Actor; now: number },
): Promise<{ more: boolean; eventIds: string[] }> {
  const { sendingId, actor = system, now } = args
  return db.write(async (tx) => {
    const due = and(eq(sendings.state, 'planned'), lte(sendings.sendAt, now))
    const running = or(eq(sendings.state, 'sending'), due)
    const [sending] = await tx
      .select()
      .from(sendings)
      .where(sendingId === undefined ? running : and(running, eq(sendings.id, sendingId)))
      .orderBy(asc(sendings.createdAt), asc(sendings.id))
      .limit(1)
    if (!sending) return { more: false, eventIds: [] }
    const event = await eventById(tx, sending.eventId)
    const goesOn = event !== null && inviteRefusalOf(event, now) === null
    const [chunk, next] = await tx
      .select()
      .from(sendingChunks)
      .where(eq(sendingChunks.sendingId, sending.id))
      .orderBy(asc(sendingChunks.position))
      .limit(2)
    const recipients = chunk?.recipients ?? []
    const invited = goesOn ? await inviteAll(tx, sending, event, recipients, now) : []
    const lettersMade = invited.filter(({ after }) => after.queuedAt !== null).length
    const lettersMeant = recipients.filter(({ email }) => email !== null).length
    const after = {
      queued: sending.queued + lettersMade,
      // Who was invited by another sending meanwhile gets no second letter and is not waited for.
      total: goesOn ? sending.total - lettersMeant + lettersMade : sending.queued,
      state: stateAfter(goesOn, next !== undefined),
    }
    await tx.update(sendings).set(after).where(eq(sendings.id, sending.id))
    // Of a sending that ends nobody is kept, also those whose turn never came.
    const done =
      chunk && after.state === 'sending' ? eq(sendingChunks.id, chunk.id) : eq(sendingChunks.sendingId, sending.id)
    await tx.delete(sendingChunks).where(done)
    await recordChange(tx, {
      actor,
      verb: 'sendInvitationChunk',
      subject: { kind: 'sendings', id: sending.id },
      eventId: sending.eventId,
      // Without the chunk itself: what it held stands in the row that createSending left.
      changes: [
        ...changesBetween('sendings', sending.id, sending, after),
        ...invited.flatMap((one) => changesBetween('invitations', one.after.id, one.before, one.after)),
      ],
      now,
    })
    return { more: after.state === 'sending' || sendingId === undefined, eventIds: [sending.eventId] }
  })
}

function stateAfter(goesOn: boolean, more: boolean): SendingState {
  if (!goesOn) return 'stopped'
  return more ? 'sending' : 'sent'
}

/** Invites these, less who has an invitation already. */
async function inviteAll(
  tx: Transaction,
  sending: Sending,
  event: EventDetails,
  recipients: Recipient[],
  now: number,
): Promise<Invited[]> {
  const facts: InvitationFacts = {
    event,
    letter: sending.letter,
    agenda: (await publishedAgenda(tx, event.id))?.items ?? [],
  }
  const invited: Invited[] = []
  for (const recipient of recipients) {
    const [before] = await tx
      .select()
      .from(invitations)
      .where(
        and(
          eq(invitations.eventId, event.id),
          eq(invitations.recipientKind, recipient.kind),
          eq(invitations.recipientId, recipient.id),
        ),
      )
    if (before?.withdrawnAt === null) continue
    invited.push(await invite(tx, sending, facts, { recipient, before: before ?? null }, now))
  }
  return invited
}

/** One invitation. One that was withdrawn is renewed: the same row, behind the link that the recipient has already. */
async function invite(
  tx: Transaction,
  sending: Sending,
  facts: InvitationFacts,
  { recipient, before }: { recipient: Recipient; before: InvitationRow | null },
  now: number,
): Promise<Invited> {
  const { kind, id: recipientId, name, email, language } = recipient
  const id = before?.id ?? newId()
  const newLink = async () => (await createLink(tx, { purpose: 'answer', subjectId: id })).id
  const linkId = before?.linkId ?? (email === null ? null : await newLink())
  const after: InvitationRow = {
    id,
    eventId: sending.eventId,
    sendingId: sending.id,
    recipientKind: kind,
    recipientId,
    name,
    email,
    language,
    linkId,
    queuedAt: email === null ? null : now,
    answer: 'none',
    place: 'none',
    people: 0,
    online: 0,
    position: null,
    waitingSince: null,
    offeredUntil: null,
    message: null,
    answeredAt: null,
    recordedBy: null,
    withdrawnAt: null,
    revision: before ? before.revision + 1 : 0,
    createdAt: before?.createdAt ?? now,
  }
  if (before) await tx.update(invitations).set(after).where(eq(invitations.id, id))
  else await tx.insert(invitations).values(after)
  if (email !== null && linkId !== null) {
    await queueLetter(tx, {
      kind: 'invitation',
      subjectId: id,
      recipient: email,
      revision: after.revision,
      language,
      letter: invitationLetter(facts, { kind, name, language, linkId }),
      ...letterhead(facts.event, language),
      now,
      notAfter: facts.event.endsAt,
    })
  }
  return { before, after }
}
