import { bytes, id, instant, knownBy, number, optional, table, text } from '#db/columns.ts'

/** The durable log of every live document: append-only between compactions. */
export const liveUpdates = table(
  'live_updates',
  {
    /** The document's name: `agenda/<event id>`. */
    document: text('none'),
    /** Rises by one for each update of the document. */
    seq: number('none'),
    update: bytes('personal'),
    /** CRC-32 of `update`: Yjs accepts most flipped bits silently. */
    checksum: number('none'),
    /** The person's id, or `system`. */
    actor: text('personal', optional),
    at: instant('none'),
  },
  (t) => [knownBy(t.document, t.seq)],
)

/** The state of a document up to `seq`: its log rows up to there are gone. */
export const liveSnapshots = table('live_snapshots', {
  /** The document's name. */
  id: id(),
  seq: number('none'),
  state: bytes('personal'),
  checksum: number('none'),
  at: instant('none'),
})
