import type { Writer } from '#db/database.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { returnLetter } from '#app/features/mail/return-letter.server.ts'
import { noteDelivery } from './note-delivery.server.ts'

/**
 * Keeps that a letter came back: on the letter, and, when its address takes no letters for good (5.x.x, RFC 3463), on
 * everybody in the register who has it. `refused`: for good, and not only given up.
 */
export async function noteBounce(
  db: Writer,
  args: { letterId: string; recipient: string; refused: boolean; trouble: string; actor: Actor; now: number },
): Promise<{ ok: true; changed: boolean } | { ok: false; reason: 'unknown' }> {
  const { recipient, refused, actor, now } = args
  return db.write(async (tx) => {
    const returned = await returnLetter(tx, args)
    if (returned.ok && returned.changed && refused) {
      await noteDelivery(tx, { address: recipient, arrived: false, actor, now })
    }
    return returned
  })
}
