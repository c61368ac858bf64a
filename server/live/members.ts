import type { LoggedUpdate } from './log.ts'
import { mergeRows } from './room-edits.ts'
import { outgoingEdit, type Outgoing } from './wire.ts'

/** One tab that has the document open, as the room sees it. */
export interface Member {
  personId: string
  mayEdit: boolean
  /** Sends others' edits; they outlive the process. `message` is the same, encoded once for all. */
  send(update: Uint8Array, message: Outgoing): void
  /** Sends anything else that is the same for all. */
  tell(message: Outgoing): void
  /** Drops the connection, so that the tab comes back and starts from what is stored. */
  cut(): void
}

export type MemberEdit = { member: Member; row: LoggedUpdate }

/** From this many people in one batch on, all get all of it: their own edits again cost less than a merge for each. */
const manySenders = 4

/** Sends what was committed to all who have not got it: encoded once, except where several people wrote at once. */
export function tellOthers(
  members: Iterable<Member>,
  room: number,
  batch: MemberEdit[],
  /** From before, when the database refused: whose they are is not known any more. */
  unsaved: LoggedUpdate[],
): void {
  const senders = new Set(batch.map((one) => one.member))
  const toAll = unsaved.length > 0 || senders.size >= manySenders
  const all = mergeRows([...unsaved, ...batch.map((one) => one.row)])
  const message = outgoingEdit(room, all)
  for (const member of members) {
    // A sender has its own edits already: no echo.
    if (toAll || !senders.has(member)) member.send(all, message)
    else if (senders.size > 1) {
      const others = mergeRows(batch.flatMap((one) => (one.member === member ? [] : [one.row])))
      member.send(others, outgoingEdit(room, others))
    }
  }
}
