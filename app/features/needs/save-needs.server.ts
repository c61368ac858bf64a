import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { invitationById } from '#app/features/invitations/queries.server.ts'
import { refusalOf, type Refusal } from '#app/features/invitations/rules.ts'
import { seal } from '#app/lib/sealed.server.ts'
import { sealPurpose } from './queries.server.ts'
import { isEmpty, type Needs } from './rules.ts'
import { needs } from './tables.server.ts'

/**
 * Saves what the guests of an invitation need, in place of what they told before; nothing takes it back. Taken as long as answers
 * are, and only from who comes or waits. No letter and no audit row holds what it is, for both outlive its erasing (GDPR-1).
 */
export async function saveNeeds(
  db: Writer,
  args: { invitationId: string; needs: Needs; secret: string; actor: Actor; now: number },
): Promise<{ ok: true; eventId: string } | { ok: false; refusal: Refusal | { reason: 'notComing' } }> {
  const { invitationId, secret, actor, now } = args
  return db.write(async (tx) => {
    const asked = await invitationById(tx, invitationId)
    if (!asked) return { ok: false, refusal: { reason: 'withdrawn' } }
    const { eventId } = asked
    const refusal = refusalOf(asked, 'yes', now)
    if (refusal) return { ok: false, refusal }
    if (asked.answer !== 'yes') return { ok: false, refusal: { reason: 'notComing' } }
    await tx.delete(needs).where(eq(needs.id, invitationId))
    if (!isEmpty(args.needs)) {
      const sealed = seal({ secret, purpose: sealPurpose, row: invitationId }, JSON.stringify(args.needs))
      await tx.insert(needs).values({ id: invitationId, invitationId, eventId, sealed, savedAt: now })
    }
    await recordChange(tx, {
      actor,
      verb: 'saveNeeds',
      subject: { kind: 'invitations', id: invitationId },
      eventId,
      changes: [],
      now,
    })
    return { ok: true, eventId }
  })
}
