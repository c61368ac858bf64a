import writeXlsxFile from 'write-excel-file/node'
import type { Cell } from './csv.ts'

/** Characters that XML cannot hold (XML 1.0 2.2); a spreadsheet would call the file damaged. */
const notXml =
  // eslint-disable-next-line no-control-regex -- these are what is meant
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/**
 * A table as a workbook of one sheet, its first row the heading. Every text is a cell of the type string, which no spreadsheet
 * takes for a formula, whatever it begins with (SEC-15); so nothing is put before it as in CSV.
 * @param sheet name of the sheet: at most 31 letters, none of `[]:*?/\`
 */
export async function xlsx(sheet: string, rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const data = rows.map((row, index) =>
    row.map((cell) => {
      if (cell === null) return null
      if (typeof cell === 'number') return { type: Number, value: cell }
      const style = index === 0 ? { fontWeight: 'bold' as const } : { wrap: cell.includes('\n') }
      return { type: String, value: cell.replace(notXml, ''), ...style }
    }),
  )
  const columns = (rows[0] ?? []).map((_, column) => ({ width: widthOf(rows.map((row) => row[column] ?? null)) }))
  return writeXlsxFile(data, { sheet, columns, stickyRowsCount: 1 }).toBuffer()
}

/** Wide enough for most of a column, in letters; long messages are not to push the rest out of sight. */
function widthOf(cells: Cell[]): number {
  const longest = cells.reduce<number>((most, cell) => Math.max(most, String(cell ?? '').length), 0)
  return Math.min(Math.max(longest + 2, 10), 50)
}
