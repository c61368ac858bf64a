import { setImmediate as turn } from 'node:timers/promises'
import { system } from '#app/features/audit/rules.ts'
import { noteDelivery } from '#app/features/directory/note-delivery.server.ts'
import type { ClaimedLetter } from '#app/features/mail/claim-letters.server.ts'
import { handOverLetter } from '#app/features/mail/hand-over-letter.server.ts'
import { settleLetter } from '#app/features/mail/settle-letter.server.ts'
import { deliveryOf, type Try } from '#app/features/mail/rules.ts'
import type { Database, Transaction } from '#db/database.ts'

/**
 * What a sender writes down of the letters under way. Connections that have something to write at one moment share a
 * transaction, and wait for one sync of the disk, beside the event loop: a transaction and a sync for each would be most of
 * what sending costs (measured).
 */
export function openLetterNotes(db: Pick<Database, 'writeUnsynced' | 'synced'>, now: () => number) {
  let gathered: ((tx: Transaction) => Promise<void>)[] = []
  let written: Promise<void> | null = null

  function write(note: (tx: Transaction) => Promise<void>): Promise<void> {
    gathered.push(note)
    // After what the sockets have now, so that what it leads to comes along.
    written ??= turn().then(() =>
      db.writeUnsynced(async (tx) => {
        const notes = gathered
        gathered = []
        written = null
        // In the order in which they came: what became of a letter stands before its connection has the next one in hand.
        for (const note of notes) await note(tx)
      }),
    )
    return written
  }

  return {
    /** The text is about to go out: comes back when that is safe on the disk. False: the letter's time is over, it must not. */
    async handOver(id: string): Promise<boolean> {
      let mayGo = false
      await write(async (tx) => {
        mayGo = (await handOverLetter(tx, { id, now: now() })).ok
      })
      await db.synced()
      return mayGo
    },
    /** What became of a try. Not synced: a power cut that forgets it leaves the letter in doubt, never one that goes again. */
    async settle(letter: ClaimedLetter, outcome: Try): ReturnType<typeof settleLetter> {
      let settled: Awaited<ReturnType<typeof settleLetter>> = { ok: false, reason: 'notSending' }
      await write(async (tx) => {
        const told = { actor: system, now: now() }
        const delivery = deliveryOf(outcome)
        if (delivery) await noteDelivery(tx, { address: letter.recipient, arrived: delivery === 'arrived', ...told })
        settled = await settleLetter(tx, { letter, outcome, ...told })
      })
      return settled
    },
  }
}
