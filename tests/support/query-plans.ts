import BetterSqlite3 from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { Transaction } from '#db/database.ts'

export type Plan = { sql: string; steps: string[] }

/** Runs queries on a database and gives the plan of each that they asked. What is written is taken back. */
export async function plansOf(file: string, work: (db: Transaction) => Promise<unknown>): Promise<Plan[]> {
  const connection = new BetterSqlite3(file)
  try {
    const asked: { sql: string; params: unknown[] }[] = []
    const queries = drizzle(connection, {
      casing: 'snake_case',
      logger: { logQuery: (sql, params) => asked.push({ sql, params }) },
    })
    const db: Transaction = Object.assign(queries, {
      write: <T>(inner: (tx: Transaction) => Promise<T>): Promise<T> => inner(db),
    })
    connection.exec('BEGIN')
    await work(db)
    connection.exec('ROLLBACK')
    return asked.map(({ sql, params }) => ({
      sql,
      steps: (connection.prepare(`explain query plan ${sql}`).all(...params) as { detail: string }[]).map(
        ({ detail }) => detail,
      ),
    }))
  } finally {
    connection.close()
  }
}

/** The steps that read one of these tables from end to end. The first so many of an index are none. */
export function scansOf(plans: Plan[], tables: string[]): string[] {
  return plans.flatMap(({ sql, steps }) => {
    const few = sql.endsWith(' limit ?') && !steps.some((step) => step.startsWith('USE TEMP B-TREE'))
    return steps
      .filter((step) => tables.some((table) => new RegExp(`^SCAN ${table}\\b`).test(step)))
      .filter((step) => !(few && / USING (COVERING )?INDEX /.test(step)))
      .map((step) => `${step}: ${sql}`)
  })
}
