import type BetterSqlite3 from 'better-sqlite3'

/** More than the service has queries; a list of ids makes another one for each length. */
const most = 400

/**
 * From now on a connection keeps what it has prepared: the same words are parsed and planned once. It was a fifth of what a
 * small query costs (measured). The statements that nobody has asked for longest are let go.
 */
export function keepStatements(connection: BetterSqlite3.Database): void {
  const kept = new Map<string, BetterSqlite3.Statement>()
  const prepare = connection.prepare.bind(connection)
  const keeping = (sql: string) => {
    const statement = kept.get(sql) ?? prepare(sql)
    kept.delete(sql)
    kept.set(sql, statement)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    // Rows as arrays or as objects: whoever asks says so each time, and finds it as new.
    return statement.reader ? statement.raw(false) : statement
  }
  connection.prepare = keeping as typeof connection.prepare
}
