import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { linkPlaceholder } from '#app/features/links/rules.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Language } from '#app/lib/languages.ts'
import { issueSignIn } from './issue-sign-in.server.ts'
import { signInLetter } from './letters.server.ts'
import { personByEmail, signInsSince } from './queries.server.ts'
import { signInLetters, signInLifetime } from './rules.ts'

/**
 * Sends a sign-in link to the address, if an account has it. The answer is the same for every address, and so is the work: one
 * letter written, one transaction committed (SEC-11). An address that has had its letters of this quarter of an hour gets no
 * more, without a word, because saying so would tell that it is known (SEC-12).
 */
export async function requestSignIn(
  db: Writer,
  asked: {
    email: string
    /** The language of the page, for an address that is nobody's. */
    language: Language
    /** Where to go after signing in: a path that `samePagePath` let through. */
    next: string | null
    /** The public address of the service, for the letter's words. */
    baseUrl: string
    actor: Actor
    now: number
  },
): Promise<{ ok: true }> {
  const { actor, now, baseUrl } = asked
  const place = asked.next === null ? '' : `?next=${encodeURIComponent(asked.next)}`
  return db.write(async (tx) => {
    const person = await personByEmail(tx, asked.email)
    const before = await signInsSince(tx, person?.id ?? '', now - signInLifetime)
    if (!person?.active || before >= signInLetters) {
      signInLetter({ name: '', language: asked.language, href: linkPlaceholder(newId()) + place, baseUrl })
      const subject = { kind: 'people', id: person?.id ?? 'unknown' }
      await recordChange(tx, { actor, verb: 'requestSignIn', subject, changes: [], now })
      return { ok: true }
    }
    const { signInId, linkId } = await issueSignIn(tx, { personId: person.id, actor, now })
    const { name, language } = person
    await queueLetter(tx, {
      kind: 'signIn',
      subjectId: signInId,
      recipient: person.email,
      revision: 0,
      language,
      letter: signInLetter({ name, language, href: linkPlaceholder(linkId) + place, baseUrl }),
      notAfter: now + signInLifetime,
      now,
    })
    return { ok: true }
  })
}
