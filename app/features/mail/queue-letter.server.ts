import type { Transaction } from '#db/database.ts'
import { newId } from '#app/lib/ids.ts'
import type { Language } from '#app/lib/languages.ts'
import { oneLine, type Letter } from './rules.ts'
import { letters } from './tables.server.ts'

/**
 * Puts a letter into the outbox, in the transaction of the fact it tells (REL-3). A second letter of the same kind, subject,
 * recipient and revision does nothing: no letter goes twice, however often a verb is tried again.
 */
export async function queueLetter(
  tx: Transaction,
  queued: {
    kind: string
    subjectId: string
    recipient: string
    revision: number
    language: Language
    letter: Letter
    /** The name in front of the service's own sender address: the organiser's. */
    fromName?: string | undefined
    /** Where an answer goes: the convener. */
    replyTo?: string | undefined
    now: number
    notBefore?: number | undefined
    /** From when on the letter has no reason any more and is stopped instead of sent. */
    notAfter?: number | undefined
  },
): Promise<void> {
  const { letter } = queued
  await tx
    .insert(letters)
    .values({
      id: newId(),
      kind: queued.kind,
      subjectId: queued.subjectId,
      recipient: oneLine(queued.recipient),
      revision: queued.revision,
      language: queued.language,
      fromName: queued.fromName === undefined ? null : oneLine(queued.fromName),
      replyTo: queued.replyTo === undefined ? null : oneLine(queued.replyTo),
      subject: oneLine(letter.subject),
      text: letter.text,
      html: letter.html,
      state: 'waiting',
      attempts: 0,
      queuedAt: queued.now,
      notBefore: queued.notBefore ?? queued.now,
      notAfter: queued.notAfter ?? null,
    })
    .onConflictDoNothing()
}
