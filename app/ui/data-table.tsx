/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   the roles are redundant only until phones lay the table out as blocks: see below */
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import css from './data-table.module.css'
import { breakable } from './mail-link.tsx'

export type Column<T> = {
  header: string
  cell: (row: T) => ReactNode
  /** The header is for screen readers only, as above a column of actions. On phones the cell then has no label. */
  hideHeader?: boolean
  end?: boolean
}

type Props<T> = {
  /** What the table is about, for screen readers. */
  caption: string
  /** The first column names the row. */
  columns: Column<T>[]
  rows: T[]
  keyOf: (row: T) => string
}

/**
 * A table from 768 px, labelled lines below. The roles are written out because a table that is laid out as blocks is no
 * table to some screen readers.
 */
export function DataTable<T>({ caption, columns, rows, keyOf }: Props<T>) {
  return (
    <table className={css.table} role="table">
      <caption className="vh">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.header} scope="col" role="columnheader" className={classes(column.end && css.end)}>
              {column.hideHeader ? <span className="vh">{column.header}</span> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map((column, index) =>
              index === 0 ? (
                <th key={column.header} scope="row" role="rowheader">
                  {breakable(column.cell(row))}
                </th>
              ) : (
                <td
                  key={column.header}
                  role="cell"
                  className={classes(column.end && css.end)}
                  data-label={column.hideHeader ? undefined : column.header}
                >
                  {breakable(column.cell(row))}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
