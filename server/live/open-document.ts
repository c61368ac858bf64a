import type * as Y from 'yjs'
import type { DocumentDefinition } from '#app/live/document-definition.ts'
import type { Edit } from '#app/live/edit.ts'
import type { UpdateLog } from './log.ts'
import { openPresence, type Presence } from './presence.ts'
import { openRoom, type Room, type RoomOptions } from './room.ts'
import { outgoingPresence } from './wire.ts'

/** Milliseconds from the last edit to the rows that pages read; at most `rowsAtMost` from the first one. */
const rowsAfter = 1000
const rowsAtMost = 5000
/** A log of this many rows or bytes is made a snapshot while people go on. Read after a kill, it takes a fifth of a second. */
const longLog = { rows: 5000, bytes: 2_000_000 }

/** What is needed to know of a document: found by its name. */
export type LiveDocument = { definition: DocumentDefinition; project(doc: Y.Doc, edits: Edit[]): Promise<void> }

export interface OpenDocument {
  name: string
  /** What edits call it on the wire, as long as it is open. */
  number: number
  room: Room
  presence: Presence
}

/** An open document and what is kept of it beside the log: rows and snapshot. */
export type KeptDocument = OpenDocument & {
  /** The rows are behind the log. */
  dirty(): boolean
  /** Writes the rows, when they are behind. */
  project(): Promise<void>
  /** Makes the log a snapshot as far as the rows go: what is in no row yet would be forgotten after a kill. */
  compact(): Promise<void>
}

type Options = Pick<RoomOptions, 'now' | 'turn' | 'onEmpty' | 'onBroken'> & {
  name: string
  number: number
  document: LiveDocument
  log: UpdateLog
  report(error: unknown, where: string): void
}

/** Loads the document and opens its room. @throws when it cannot be loaded */
export async function openDocument(options: Options): Promise<KeptDocument> {
  const { name, number, document, log, report } = options
  const stored = await log.load(name)
  let dirty = stored.rows > 0
  /** How far the rows go, and the snapshot. */
  let projected = dirty ? 0 : stored.seq
  let compacted = stored.seq - stored.rows
  /** Bytes in the log since it was last compacted. */
  let logged = 0
  let soon: NodeJS.Timeout | undefined
  let firstEdit = 0

  const presence = openPresence((change) => {
    const message = outgoingPresence(name, change)
    for (const member of room.members) member.tell(message)
  })
  const room = openRoom({
    ...options,
    definition: document.definition,
    stored,
    onCommit(bytes) {
      dirty = true
      logged += bytes
      const at = performance.now()
      if (!soon) firstEdit = at
      else if (at - firstEdit > rowsAtMost) return
      clearTimeout(soon)
      soon = setTimeout(() => {
        soon = undefined
        keep().catch((error: unknown) => {
          report(error, `live rows of ${name}`)
        })
      }, rowsAfter)
    },
  })

  async function keep() {
    await project()
    if (projected - compacted >= longLog.rows || logged >= longLog.bytes) await compact()
  }

  async function project() {
    if (!dirty) return
    dirty = false
    let edits: Edit[] = []
    try {
      // Looked at in the turn that `project` starts in, so before any later edit is applied.
      const { seen, seq } = await room.readAt((doc) => {
        // From the disk comes another copy while edits wait to be saved: theirs come with the next rows.
        if (doc === stored.doc) edits = stored.edits.take()
        return { written: document.project(doc, edits) }
      })
      await seen.written
      projected = seq
    } catch (error) {
      stored.edits.giveBack(edits)
      dirty = true
      throw error
    }
  }

  async function compact() {
    const upTo = projected
    logged = 0
    await log.compact(name, options.now(), upTo)
    compacted = upTo
  }

  return { name, number, room, presence, dirty: () => dirty, project, compact }
}
