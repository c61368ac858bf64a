import { eq } from 'drizzle-orm'
import type { Transaction, Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { moveQueue } from '#app/features/invitations/move-queue.server.ts'
import { claimsOf, invitationById, type InvitationRow } from '#app/features/invitations/queries.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { newId } from '#app/lib/ids.ts'
import { invitationOfAddress, registrationOf, requestById, type RequestRow } from './queries.server.ts'
import { guestName, registrationRefusal, type RegistrationRefusal } from './rules.ts'
import { registrationRequests } from './tables.server.ts'

export type Confirmed =
  /** `made`: the registration is new; else the address had an invitation before, which nothing changed. */
  | { ok: true; eventId: string; linkId: string; made: boolean }
  | { ok: false; refusal: RegistrationRefusal | { reason: 'gone' } }

/**
 * The one press of the address's owner: makes an invitation and answers it with yes by the same code that answers those of
 * the invited, so that both take from the same seats and stand in the same queue. An address has one: who was invited, or
 * has confirmed before, is led there. `people`: fewer than were meant, where only so many fit.
 */
export async function confirmRegistration(
  db: Writer,
  args: { requestId: string; people?: number | undefined; actor: Actor; now: number },
): Promise<Confirmed> {
  const { requestId, actor, now } = args
  return db.write(async (tx) => {
    const request = await requestById(tx, requestId)
    if (!request) return { ok: false, refusal: { reason: 'gone' } }
    const { eventId } = request
    const had = await invitationHad(tx, request)
    if (had?.linkId) return { ok: true, eventId, linkId: had.linkId, made: false }

    const event = await eventById(tx, eventId)
    const registration = await registrationOf(tx, eventId)
    if (!event || !registration) return { ok: false, refusal: { reason: 'off' } }
    // Seats that became free meanwhile are for those who wait.
    await moveQueue(tx, { eventId, actor, now })
    const people = Math.min(args.people ?? request.people, request.people)
    const claims = await claimsOf(tx, eventId)
    const seatRules = await seatRulesOf(tx, eventId)
    const refusal = registrationRefusal({ event, seatRules, claims }, registration, people, now)
    if (refusal) return { ok: false, refusal }

    const id = newId()
    const link = await createLink(tx, { purpose: 'answer', subjectId: id })
    const invitation = invitationFor(request, { id, linkId: link.id, sendingId: registration.sendingId, now })
    await tx.insert(invitations).values(invitation)
    await tx.update(registrationRequests).set({ invitationId: id }).where(eq(registrationRequests.id, requestId))
    await recordChange(tx, {
      actor,
      verb: 'confirmRegistration',
      subject: { kind: 'invitations', id },
      eventId,
      changes: [
        ...changesBetween('invitations', id, null, invitation),
        ...changesBetween('registration_requests', requestId, { invitationId: null }, { invitationId: id }),
      ],
      now,
    })
    const answered = await answerInvitation(tx, { invitationId: id, answer: 'yes', people, actor, now })
    if (!answered.ok) throw new Error(`A registration was refused after it was let in: ${answered.refusal.reason}`)
    return { ok: true, eventId, linkId: link.id, made: true }
  })
}

/** What this request has led to, or what its address had before. */
async function invitationHad(tx: Transaction, request: RequestRow): Promise<InvitationRow | null> {
  if (request.invitationId !== null) return invitationById(tx, request.invitationId)
  return invitationOfAddress(tx, request.eventId, request.email)
}

function invitationFor(
  request: RequestRow,
  made: { id: string; linkId: string; sendingId: string; now: number },
): InvitationRow {
  const { eventId, email, language } = request
  return {
    id: made.id,
    eventId,
    sendingId: made.sendingId,
    recipientKind: 'guest',
    // Unique for each event: of two presses at once for one address one makes a row.
    recipientId: email,
    name: guestName(request),
    email,
    language,
    linkId: made.linkId,
    queuedAt: null,
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
    revision: 0,
    createdAt: made.now,
  }
}
