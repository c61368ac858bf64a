import { and, asc, eq } from 'drizzle-orm'
import type { Transaction, Writer } from '#db/database.ts'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, system, type Actor } from '#app/features/audit/rules.ts'
import type { Recipient } from '#app/features/directory/rules.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { people } from '#app/features/people/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { invitationLetter, letterhead, type InvitationFacts } from './letters.server.ts'
import { invitedKeys, type InvitationRow } from './queries.server.ts'
import { inviteRefusalOf, letterChunk, recipientKey, type SendingState } from './rules.ts'
import { invitations, sendings } from './tables.server.ts'

type Sending = typeof sendings.$inferSelect

/**
 * The next chunk of the oldest running sending: its invitations, their links and letters in one transaction, so that
 * a recipient has all three or none, also when the process dies here or two callers run at once. `more`: call again.
 * A sending whose event was cancelled or is over stops; who waits then is not invited.
 */
export async function sendInvitationChunk(
  db: Writer,
  args: { sendingId?: string; actor?: Actor; now: number },
): Promise<{ more: boolean; eventIds: string[] }> {
  const { sendingId, actor = system, now } = args
  return db.write(async (tx) => {
    const running = eq(sendings.state, 'sending')
    const [sending] = await tx
      .select()
      .from(sendings)
      .where(sendingId === undefined ? running : and(running, eq(sendings.id, sendingId)))
      .orderBy(asc(sendings.createdAt), asc(sendings.id))
      .limit(1)
    if (!sending) return { more: false, eventIds: [] }
    const event = await eventById(tx, sending.eventId)
    const goesOn = event !== null && inviteRefusalOf(event, now) === null
    const rows = goesOn ? await inviteNext(tx, sending, event, now) : []
    const rest = goesOn ? sending.waiting.slice(letterChunk) : []
    const lettersMade = rows.filter((row) => row.linkId !== null).length
    const after = {
      waiting: rest,
      queued: sending.queued + lettersMade,
      // Who was invited by another sending meanwhile gets no second letter and is not waited for.
      total: sending.queued + lettersMade + rest.filter((recipient) => recipient.email !== null).length,
      state: stateAfter(goesOn, rest.length),
    }
    await tx.update(sendings).set(after).where(eq(sendings.id, sending.id))
    await recordChange(tx, {
      actor,
      verb: 'sendInvitationChunk',
      subject: { kind: 'sendings', id: sending.id },
      eventId: sending.eventId,
      changes: [
        ...changesBetween('sendings', sending.id, sending, after),
        ...rows.flatMap((row) => changesBetween('invitations', row.id, null, row)),
      ],
      now,
    })
    return { more: after.state === 'sending' || sendingId === undefined, eventIds: [sending.eventId] }
  })
}

function stateAfter(goesOn: boolean, waiting: number): SendingState {
  if (!goesOn) return 'stopped'
  return waiting > 0 ? 'sending' : 'sent'
}

/** Invites the first of those who wait, less who has an invitation already. Gives the rows it made. */
async function inviteNext(
  tx: Transaction,
  sending: Sending,
  event: EventDetails,
  now: number,
): Promise<InvitationRow[]> {
  const [sender] = await tx
    .select({ name: people.name, title: people.title, email: people.email })
    .from(people)
    .where(eq(people.id, sending.senderId))
  const facts: InvitationFacts = {
    event,
    greeting: sending.greeting,
    sender: sender ?? event.convener,
    agenda: (await publishedAgenda(tx, event.id))?.items ?? [],
  }
  const invited = await invitedKeys(tx, event.id)
  const rows: InvitationRow[] = []
  for (const recipient of sending.waiting.slice(0, letterChunk)) {
    if (!invited.has(recipientKey(recipient))) rows.push(await invite(tx, sending, facts, recipient, now))
  }
  return rows
}

async function invite(
  tx: Transaction,
  sending: Sending,
  facts: InvitationFacts,
  recipient: Recipient,
  now: number,
): Promise<InvitationRow> {
  const id = newId()
  const link = recipient.email === null ? null : await createLink(tx, { purpose: 'answer', subjectId: id })
  const row: InvitationRow = {
    id,
    eventId: sending.eventId,
    sendingId: sending.id,
    recipientKind: recipient.kind,
    recipientId: recipient.id,
    name: recipient.name,
    email: recipient.email,
    language: recipient.language,
    linkId: link?.id ?? null,
    queuedAt: link && now,
    answer: 'none',
    place: 'none',
    people: 0,
    message: null,
    answeredAt: null,
    withdrawnAt: null,
    revision: 0,
    createdAt: now,
  }
  await tx.insert(invitations).values(row)
  if (recipient.email !== null && link) {
    await queueLetter(tx, {
      kind: 'invitation',
      subjectId: id,
      recipient: recipient.email,
      revision: 0,
      language: recipient.language,
      letter: invitationLetter(facts, { ...recipient, linkId: link.id }),
      ...letterhead(facts.event, recipient.language),
      now,
    })
  }
  return row
}
