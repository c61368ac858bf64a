import type { Transaction, Writer } from '#db/database.ts'
import { inChunks } from '#app/lib/chunks.ts'
import { recordChange } from './record-change.server.ts'
import { changesBetween, type Actor } from './rules.ts'

/** What an importing verb is given: the rows, who brings them in and when, and whom to tell how far it is. */
export type Import<Row> = { rows: Row[]; actor: Actor; now: number; progress?: (done: number, total: number) => void }

/** Rows in one transaction: a few milliseconds of the 20 that a chunk may take. */
const chunkSize = 50

/**
 * Brings rows in from a list, in chunks, and leaves one audit row for each that is new or changed: new ones are added,
 * known ones (by id) changed, equal ones left alone. So the same list can be brought in again.
 */
export async function importRows<Row extends { id: string }>(
  db: Writer,
  { rows, actor, now, progress }: Import<Row>,
  kind: {
    verb: string
    table: string
    /** The rows of these ids as they stand. */
    known(tx: Transaction, ids: string[]): Promise<({ id: string } & Record<string, unknown>)[]>
    /** What changes along with a row; `before` is null for a new one. */
    along?(row: NoInfer<Row>, before: Record<string, unknown> | null): Partial<NoInfer<Row>>
    /** Adds the row, or changes the one with its id. */
    save(tx: Transaction, row: Row): Promise<unknown>
  },
): Promise<{ added: number; changed: number }> {
  const result = { added: 0, changed: 0 }
  const importChunk = (chunk: Row[]) =>
    db.write(async (tx) => {
      const found = await kind.known(
        tx,
        chunk.map((row) => row.id),
      )
      const known = new Map(found.map((row) => [row.id, row]))
      for (const given of chunk) {
        const before = known.get(given.id) ?? null
        const row = { ...given, ...kind.along?.(given, before) }
        const changes = changesBetween(kind.table, row.id, before, row)
        if (changes.length === 0) continue
        await kind.save(tx, row)
        await recordChange(tx, { actor, verb: kind.verb, subject: { kind: kind.table, id: row.id }, changes, now })
        result[before === null ? 'added' : 'changed'] += 1
      }
    })
  await inChunks(rows, chunkSize, importChunk, progress)
  return result
}
