import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { letterhead } from '#app/features/invitations/letters.server.ts'
import { invitationOf } from '#app/features/invitations/queries.server.ts'
import { troublesOf } from '#app/features/letter-texts/forms.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { personById } from '#app/features/people/queries.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { newId } from '#app/lib/ids.ts'
import { reminderLetter } from './letters.server.ts'
import { reminderFacts } from './queries.server.ts'
import type { AutoReminderKind } from './rules.ts'

/**
 * Sends an automatic reminder to the person who set it up, as this invitee would get it, marked as a test. Its link opens
 * a page that says so and saves nothing.
 */
export async function sendTestReminder(
  db: Writer,
  args: {
    eventId: string
    kind: AutoReminderKind
    invitationId: string
    actor: { kind: 'person'; personId: string }
    now: number
  },
): Promise<{ ok: true } | { ok: false; reason: 'noSuchInvitation' | 'letterWrong' }> {
  const { eventId, kind, invitationId, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const person = await personById(tx, actor.personId)
    const invited = await invitationOf(tx, eventId, invitationId)
    if (!event || !person || !invited) return { ok: false, reason: 'noSuchInvitation' }
    const facts = await reminderFacts(tx, event, kind)
    if (Object.keys(facts.letter).length > 0 && Object.keys(troublesOf(facts.letter)).length > 0) {
      return { ok: false, reason: 'letterWrong' }
    }
    // Each test is a subject of its own: no two of them are one letter.
    const id = newId()
    const link = await createLink(tx, { purpose: 'testAnswer', subjectId: id, expiresAt: event.endsAt })
    const letter = reminderLetter(kind, facts, { ...invited, linkId: link.id })
    const { language } = invited
    await queueLetter(tx, {
      kind: 'testReminder',
      subjectId: id,
      recipient: person.email,
      revision: 0,
      language,
      letter: { ...letter, subject: words(language)('letters:texts.testSubject', { subject: letter.subject }) },
      ...letterhead(event, language),
      now,
      notAfter: event.endsAt,
    })
    const subject = { kind: 'events', id: eventId }
    await recordChange(tx, { actor, verb: 'sendTestReminder', subject, eventId, changes: [], now })
    return { ok: true }
  })
}
