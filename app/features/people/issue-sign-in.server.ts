import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { newId } from '#app/lib/ids.ts'
import { signInLifetime } from './rules.ts'
import { signIns } from './tables.server.ts'

/** Makes a link with which a person can sign in once, within 15 minutes; the demo's links live longer. */
export async function issueSignIn(
  db: Writer,
  {
    personId,
    lifetime = signInLifetime,
    actor,
    now,
  }: {
    personId: string
    /** Milliseconds. */
    lifetime?: number
    actor: Actor
    now: number
  },
): Promise<{ ok: true; signInId: string; linkId: string }> {
  return db.write(async (tx) => {
    const signInId = newId()
    const link = await createLink(tx, { purpose: 'signIn', subjectId: signInId, expiresAt: now + lifetime })
    const row = { id: signInId, personId, linkId: link.id, createdAt: now, usedAt: null }
    await tx.insert(signIns).values(row)
    const changes = changesBetween('sign_ins', signInId, null, row)
    await recordChange(tx, { actor, verb: 'issueSignIn', subject: { kind: 'people', id: personId }, changes, now })
    return { ok: true, signInId, linkId: link.id }
  })
}
