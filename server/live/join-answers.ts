import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import * as Y from 'yjs'

const deflate = promisify(deflateRaw)

/** What a joiner gets: an update, packed or not (`app/live/packed-state.ts`), and what the room has. */
export type JoinState = { update: Uint8Array | null; packed: boolean; stateVector: Uint8Array }

/** A whole document up to this many bytes is not worth packing. */
const small = 2000

/** Answers joins of one document. The whole of it is encoded once for all who join until the next edit. */
export function openJoinAnswers(doc: Y.Doc) {
  let stateVector: Uint8Array | null = null
  let whole: Promise<{ update: Uint8Array; packed: boolean }> | null = null

  function encodeWhole() {
    const plain = Y.encodeStateAsUpdate(doc)
    if (plain.length <= small) return Promise.resolve({ update: plain, packed: false })
    return deflate(Y.encodeStateAsUpdateV2(doc)).then((update) => ({ update, packed: true }))
  }

  return {
    /** The document is another than before. */
    changed() {
      stateVector = whole = null
    },
    /** Looks at the document at once; the answer may take a moment to pack. */
    to(joiner: Uint8Array): Promise<JoinState> {
      const has = (stateVector ??= Y.encodeStateVector(doc))
      // A state vector of nothing is a single zero.
      if (joiner.length > 1) {
        return Promise.resolve({ update: Y.encodeStateAsUpdate(doc, joiner), packed: false, stateVector: has })
      }
      whole ??= encodeWhole()
      return whole.then((state) => ({ ...state, stateVector: has }))
    },
    /** To one who has all of it. */
    toKnowing: (): JoinState => ({
      update: null,
      packed: false,
      stateVector: (stateVector ??= Y.encodeStateVector(doc)),
    }),
  }
}
