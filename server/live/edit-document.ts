import * as Y from 'yjs'
import type { UpdateRefusal } from '#app/live/contract.ts'
import type { Member } from './room.ts'
import type { Rooms } from './rooms.ts'

/**
 * Edits a document without a browser: forms without script, restoring, templates. `change` works on a copy of what is on the
 * disk; what it did goes through the room as everybody's edits do, and is answered once it is on the disk.
 * @param actor the person's id; whether they may is asked by who calls
 */
export async function editDocument(
  rooms: Rooms,
  name: string,
  change: (doc: Y.Doc) => void,
  actor: string,
): Promise<{ ok: true } | { ok: false; reason: UpdateRefusal }> {
  return rooms.use(name, async ({ room }) => {
    const copy = new Y.Doc()
    const member: Member = { personId: actor, mayEdit: true, send: () => undefined, cut: () => undefined }
    const { update } = await room.join(member, Y.encodeStateVector(copy))
    try {
      Y.applyUpdate(copy, update)
      const made: Uint8Array[] = []
      copy.on('update', (one: Uint8Array) => made.push(one))
      change(copy)
      if (made.length === 0) return { ok: true }
      const answer = await room.submit(member, Y.mergeUpdates(made))
      return answer.ok ? { ok: true } : answer
    } finally {
      room.leave(member)
      copy.destroy()
    }
  })
}
