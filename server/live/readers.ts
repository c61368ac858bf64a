import type * as Y from 'yjs'
import type { StoredDocument } from './log.ts'

/** Those who look at the document while edits are on their way to the log. */
export function openReaders(doc: Y.Doc) {
  /** Looks; gives what to do once the batch is committed. One reader's trouble is that reader's own. */
  type Reader = { look: (doc: Y.Doc) => (seq: number) => void; failed: (error: unknown) => void }
  let waiting: Reader[] = []

  return {
    count: () => waiting.length,
    add: <T>(look: (doc: Y.Doc) => T): Promise<{ seen: T; seq: number }> =>
      new Promise((resolve, failed) => {
        const atTurn = (current: Y.Doc) => {
          const seen = look(current)
          return (seq: number) => {
            resolve({ seen, seq })
          }
        }
        waiting.push({ look: atTurn, failed })
      }),
    /** All who wait look now, with the batch that is being taken; they get their answer when it is committed. */
    look() {
      const looking = waiting
      waiting = []
      const found = looking.flatMap((reader) => {
        try {
          return [reader.look(doc)]
        } catch (error) {
          reader.failed(error)
          return []
        }
      })
      return {
        answer(seq: number) {
          for (const give of found) give(seq)
        },
        /** The batch was refused: they look at what is stored instead. */
        elsewhere(load: () => Promise<StoredDocument>) {
          for (const { look, failed } of looking) {
            load()
              .then((disk) => {
                look(disk.doc)(disk.seq)
              })
              .catch(failed)
          }
        },
      }
    },
  }
}
