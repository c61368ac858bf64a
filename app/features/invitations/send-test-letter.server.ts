import type { Writer } from '#db/database.ts'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import type { Recipient } from '#app/features/directory/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { troublesOf } from '#app/features/letter-texts/forms.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { personById } from '#app/features/people/queries.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { newId } from '#app/lib/ids.ts'
import { invitationLetter, letterhead } from './letters.server.ts'
import { draftOf } from './queries.server.ts'

/**
 * Sends the letter that a person prepares to that person, as this recipient would get it, marked as a test. It invites
 * nobody: its link opens a page that says so and saves nothing.
 */
export async function sendTestLetter(
  db: Writer,
  args: {
    eventId: string
    recipient: Pick<Recipient, 'kind' | 'name' | 'language'>
    actor: { kind: 'person'; personId: string }
    now: number
  },
): Promise<{ ok: true; email: string } | { ok: false; reason: 'noSuchEvent' | 'letterWrong' }> {
  const { eventId, recipient, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const person = await personById(tx, actor.personId)
    if (!event || !person) return { ok: false, reason: 'noSuchEvent' }
    const texts = (await draftOf(tx, eventId, actor.personId))?.letter ?? {}
    if (Object.keys(texts).length === 0 || Object.keys(troublesOf(texts)).length > 0) {
      return { ok: false, reason: 'letterWrong' }
    }
    // Each test is a subject of its own: no two of them are one letter.
    const id = newId()
    const link = await createLink(tx, { purpose: 'testAnswer', subjectId: id, expiresAt: event.endsAt })
    const agenda = (await publishedAgenda(tx, eventId))?.items ?? []
    const letter = invitationLetter({ event, letter: texts, agenda }, { ...recipient, linkId: link.id })
    const { language } = recipient
    await queueLetter(tx, {
      kind: 'testInvitation',
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
    await recordChange(tx, { actor, verb: 'sendTestLetter', subject, eventId, changes: [], now })
    return { ok: true, email: person.email }
  })
}
