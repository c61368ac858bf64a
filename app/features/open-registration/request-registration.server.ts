import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { letterhead } from '#app/features/invitations/letters.server.ts'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { claimsOf } from '#app/features/invitations/queries.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Language } from '#app/lib/languages.ts'
import { confirmLetter } from './letters.server.ts'
import { registrationOf, requestsSince } from './queries.server.ts'
import { closingTime, lettersADay, linkLifetime, registrationRefusal, type RegistrationRefusal } from './rules.ts'
import { registrationRequests } from './tables.server.ts'

const day = 86_400_000

/**
 * Takes in what a guest typed and sends a link to the address, with which its owner confirms it. Until then it holds no
 * seat. Who has the address is not looked up here at all, so that nothing can tell whether it is known or invited (SEC-11).
 * An address that has had its letters of the day gets no more, without a word (SEC-12).
 * The audit row tells that it was done and not what was typed: it would outlive the erasing of what nobody confirmed.
 */
export async function requestRegistration(
  db: Writer,
  args: {
    eventId: string
    name: string
    association: string | null
    /** In small letters. */
    email: string
    people: number
    /** Of the page, and so of the letters. */
    language: Language
    actor: Actor
    now: number
  },
): Promise<{ ok: true } | { ok: false; refusal: RegistrationRefusal }> {
  const { eventId, name, association, email, people, language, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const registration = await registrationOf(tx, eventId)
    if (!event || !registration) return { ok: false, refusal: { reason: 'off' } }
    const claims = await claimsOf(tx, eventId)
    const seatRules = await seatRulesOf(tx, eventId)
    const refusal = registrationRefusal({ event, seatRules, claims }, registration, people, now)
    if (refusal) return { ok: false, refusal }

    const id = newId()
    await recordChange(tx, {
      actor,
      verb: 'requestRegistration',
      subject: { kind: 'registration_requests', id },
      eventId,
      changes: [],
      now,
    })
    if ((await requestsSince(tx, email, now - day)) >= lettersADay) return { ok: true }
    const expiresAt = Math.min(now + linkLifetime, closingTime(event, registration.closesAt))
    const request = { id, eventId, name, association, email, people, language, createdAt: now, expiresAt }
    await tx.insert(registrationRequests).values({ ...request, invitationId: null })
    const link = await createLink(tx, { purpose: 'confirmRegistration', subjectId: id, expiresAt })
    await queueLetter(tx, {
      kind: 'confirmRegistration',
      subjectId: id,
      recipient: email,
      revision: 0,
      language,
      letter: confirmLetter(event, { language, linkId: link.id, expiresAt }),
      ...letterhead(event, language),
      notAfter: expiresAt,
      now,
    })
    return { ok: true }
  })
}
