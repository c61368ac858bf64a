import { and, eq, inArray, notInArray } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { letters } from './tables.server.ts'

/**
 * Takes the words out of letters about these subjects, because somebody had erased what they hold. That a letter of this
 * kind went out stays; one that waits is stopped, and none is sent again.
 */
export async function redactLetters(
  db: Writer,
  args: {
    subjectIds: string[]
    /** Kinds that hold nothing of it. */
    except?: string[]
    /** The subject line, too, and in whose name it went out. */
    subjectLine: boolean
    /** And whom it went to. */
    recipient: boolean
    cause: { kind: string; id: string }
    eventId: string
    actor: Actor
    now: number
  },
): Promise<{ ok: true }> {
  const { subjectIds, except = [], cause, eventId, actor, now } = args
  return db.write(async (tx) => {
    const { id, state, notAfter } = letters
    const found = await tx
      .select({ id, state, notAfter })
      .from(letters)
      .where(and(inArray(letters.subjectId, subjectIds), notInArray(letters.kind, except)))
    const changes = []
    for (const letter of found) {
      const after =
        letter.state === 'waiting'
          ? { state: 'stopped' as const }
          : { notAfter: letter.state === 'sent' ? letter.notAfter : now }
      await tx
        .update(letters)
        .set({
          ...after,
          text: '',
          html: '',
          replyTo: null,
          ...(args.subjectLine ? { subject: '–', fromName: null } : {}),
          // Still one for each letter: no two letters of a kind share a recipient.
          ...(args.recipient ? { recipient: `–${letter.id}` } : {}),
        })
        .where(eq(letters.id, letter.id))
      changes.push(...changesBetween('letters', letter.id, letter, after))
    }
    await recordChange(tx, { actor, verb: 'redactLetters', subject: cause, eventId, changes, now })
    return { ok: true }
  })
}
