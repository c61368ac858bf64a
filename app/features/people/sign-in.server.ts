import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { openSessions } from './open-sessions.server.ts'
import { signInByToken } from './queries.server.ts'
import { signIns } from './tables.server.ts'

/**
 * Signs in the person to whom the link was sent: once, in one transaction, so that of two presses one gets in. The session has a
 * new id; the one that the browser had before ends (SEC-10).
 */
export async function signIn(
  db: Writer,
  asked: { secret: string; token: string; baseUrl: string; sessionId: string | null; now: number },
): Promise<{ ok: true; personId: string; setCookie: string } | { ok: false; reason: 'unknown' | 'expired' | 'used' }> {
  const { now } = asked
  return db.write(async (tx) => {
    const found = await signInByToken(tx, asked)
    if (!found.ok) return found
    const { personId, signInId, linkId } = found
    const sessions = openSessions({ read: tx, writer: tx }, asked.baseUrl)
    await sessions.lucia.deleteExpiredSessions()
    if (asked.sessionId !== null) await sessions.lucia.invalidateSession(asked.sessionId)
    const setCookie = await sessions.begin(personId, now)
    await tx.update(signIns).set({ usedAt: now }).where(eq(signIns.id, signInId))
    await recordChange(tx, {
      actor: { kind: 'link', linkId },
      verb: 'signIn',
      subject: { kind: 'people', id: personId },
      changes: changesBetween('sign_ins', signInId, { usedAt: null }, { usedAt: now }),
      now,
    })
    return { ok: true, personId, setCookie }
  })
}
