/** What a cell may hold. */
export type Cell = string | number | null

/**
 * A cell as text that no spreadsheet takes for a formula (SEC-15): one that begins as such, also behind blanks, is led by an
 * apostrophe, and whatever could end the cell is quoted (RFC 4180 2). Line breaks stay inside the quotes.
 */
function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^\s*[=+\-@\t\r|]/.test(cell) ? `'${cell}` : cell
  return /[";\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * A table as CSV for Finnish and Swedish spreadsheets: semicolons, CRLF, and a byte order mark, without which Excel reads ä as two
 * letters.
 */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellText).join(';')).join('\r\n')}\r\n`
}
