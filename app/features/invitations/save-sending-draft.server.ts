import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { nobody, type AudienceRule } from '#app/features/audiences/rules.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import type { LetterTexts } from '#app/features/letter-texts/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { draftOf, type SendingDraft } from './queries.server.ts'
import { sendingDrafts } from './tables.server.ts'

/**
 * Keeps what a person prepares to send: whom to call, or what to say, or both. What is not given stays. The letter is kept
 * as it was typed, also while something in it is wrong: nothing typed is lost, and it is not sent like that.
 */
export async function saveSendingDraft(
  db: Writer,
  args: {
    eventId: string
    audience?: AudienceRule
    audienceId?: string | null
    letter?: LetterTexts
    actor: { kind: 'person'; personId: string }
    now: number
  },
): Promise<SendingDraft> {
  const { eventId, audience, audienceId, letter, actor, now } = args
  return db.write(async (tx) => {
    const before = await draftOf(tx, eventId, actor.personId)
    const after: SendingDraft = {
      id: before?.id ?? newId(),
      eventId,
      personId: actor.personId,
      audience: audience ?? before?.audience ?? nobody,
      audienceId: audienceId === undefined ? (before?.audienceId ?? null) : audienceId,
      letter: letter ?? before?.letter ?? {},
      createdAt: before?.createdAt ?? now,
      changedAt: now,
    }
    const changes = changesBetween('sending_drafts', after.id, before, after)
    if (changes.every(({ column }) => column === 'changedAt')) return before ?? after
    if (before) await tx.update(sendingDrafts).set(after).where(eq(sendingDrafts.id, after.id))
    else await tx.insert(sendingDrafts).values(after)
    await recordChange(tx, {
      actor,
      verb: 'saveSendingDraft',
      subject: { kind: 'sending_drafts', id: after.id },
      eventId,
      changes,
      now,
    })
    return after
  })
}
