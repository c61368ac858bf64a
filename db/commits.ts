import { getTableName, type Table } from 'drizzle-orm'
import type { Queries } from './database.ts'

export type Changed = Table

/**
 * Counts this process's commits by the tables that they changed, so that one may ask for news apart from the tables that
 * change with every letter of a live edit.
 */
export function openCommits() {
  /** How many commits changed exactly these tables. */
  const counts = new Map<string, { tables: string[]; count: number }>()

  return {
    /** Queries that note what they change, for one transaction; `committed` is called when it is. */
    begin(queries: Queries): { noting: Queries; committed: () => void } {
      const changed = new Set<string>()
      const note = <T extends Table>(table: T) => {
        changed.add(getTableName(table))
        return table
      }
      const noting = Object.assign(Object.create(queries) as Queries, {
        insert: (table: Parameters<Queries['insert']>[0]) => queries.insert(note(table)),
        update: (table: Parameters<Queries['update']>[0]) => queries.update(note(table)),
        delete: (table: Parameters<Queries['delete']>[0]) => queries.delete(note(table)),
      })
      return {
        noting,
        committed() {
          const tables = [...changed].sort()
          const key = tables.join()
          counts.set(key, { tables, count: (counts.get(key)?.count ?? 0) + 1 })
        },
      }
    },
    /** How many there were, without those that changed none but these tables. */
    count(apartFrom: Changed[]): number {
      // By name: pages and the server have an object each for the same table.
      const apart = new Set(apartFrom.map((table) => getTableName(table)))
      let sum = 0
      for (const { tables, count } of counts.values()) {
        // What was changed past the queries is nobody's exception.
        if (tables.length === 0 || !tables.every((table) => apart.has(table))) sum += count
      }
      return sum
    },
  }
}
