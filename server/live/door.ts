import * as Y from 'yjs'
import { limits, type UpdateRefusal } from '#app/live/contract.ts'
import type { DocumentDefinition } from '#app/live/document-definition.ts'
import { gate } from './gate.ts'
import type { Author } from './gathered-edits.ts'
import type { LoggedUpdate, StoredDocument } from './log.ts'

/** The only way into a document in memory: each update is checked, then applied in its person's name. */
export function openDoor({ doc, bytes: stored }: StoredDocument, definition: DocumentDefinition) {
  let bytes = stored

  return {
    /**
     * Why the update may not come in, or null.
     * @param most the largest size, bytes; without it that of a tab's update
     */
    refusal(update: Uint8Array, most?: number): UpdateRefusal | null {
      const reason = gate(doc, definition, update, most)
      if (reason) return reason
      // The sum of updates is more than the state: counted anew only where it matters.
      if (bytes + update.length > limits.documentBytes) bytes = Y.encodeStateAsUpdate(doc).length
      return bytes + update.length > limits.documentBytes ? 'tooLarge' : null
    },
    /** Applies a checked update. False: Yjs stumbled or kept a part back, and the document in memory is not to be trusted. */
    apply({ update, actor, at }: LoggedUpdate): boolean {
      try {
        Y.applyUpdate(doc, update, { actor, at } satisfies Author)
      } catch {
        return false
      }
      bytes += update.length
      return doc.store.pendingStructs === null && doc.store.pendingDs === null
    },
  }
}
