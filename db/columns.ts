import {
  blob,
  index as sqliteIndex,
  integer,
  primaryKey as sqlitePrimaryKey,
  sqliteTable,
  text as sqliteText,
  uniqueIndex,
  type AnySQLiteColumn,
  type PrimaryKeyBuilder,
  type SQLiteColumnBuilderBase,
} from 'drizzle-orm/sqlite-core'

/**
 * The column vocabulary: every table of the product is written in these words and no others, so that the same
 * tables can later stand on another engine. Each column names its privacy class (GDPR-2):
 * - none: says nothing of a person
 * - personal: names, reaches or describes a person
 * - special: health, belief and the like (GDPR article 9); encrypted by its area
 */
export const privacyClasses = ['none', 'personal', 'special'] as const
export type Privacy = (typeof privacyClasses)[number]

/** Given after the privacy class: the column may be empty. Without it a column is required. */
export const optional: unique symbol = Symbol('optional')
type Optional = typeof optional

type Classified = { privacy: Privacy }

function classified<B extends SQLiteColumnBuilderBase>(builder: B, privacy: Privacy): B & Classified {
  return Object.assign(builder, { privacy })
}

const textColumn = () => sqliteText()
const integerColumn = () => integer()
const flagColumn = () => integer({ mode: 'boolean' })
const bytesColumn = () => blob({ mode: 'buffer' })
const jsonColumn = <T>() => sqliteText({ mode: 'json' }).$type<T>()
const wordColumn = <const W extends readonly [string, ...string[]]>(words: W) => sqliteText({ enum: words })

type Required<B extends { notNull: () => unknown }> = ReturnType<B['notNull']> & Classified
type Nullable<B> = B & Classified

/** The primary key: an opaque text id made by `newId` of `app/lib/ids.ts`. */
export const id = () => classified(sqliteText().primaryKey(), 'none')

/** Unicode text. */
export function text(privacy: Privacy): Required<ReturnType<typeof textColumn>>
export function text(privacy: Privacy, mark: Optional): Nullable<ReturnType<typeof textColumn>>
export function text(privacy: Privacy, mark?: Optional) {
  return classified(mark ? textColumn() : textColumn().notNull(), privacy)
}

/** A moment in time: epoch milliseconds, UTC. */
export function instant(privacy: Privacy): Required<ReturnType<typeof integerColumn>>
export function instant(privacy: Privacy, mark: Optional): Nullable<ReturnType<typeof integerColumn>>
export function instant(privacy: Privacy, mark?: Optional) {
  return classified(mark ? integerColumn() : integerColumn().notNull(), privacy)
}

/** True or false. */
export function flag(privacy: Privacy): Required<ReturnType<typeof flagColumn>> {
  return classified(flagColumn().notNull(), privacy)
}

/** A whole number. @alias */
export const number = instant

/** A value stored as JSON. Parse it at the door: what is stored is trusted. */
export function json<T>(privacy: Privacy): Required<ReturnType<typeof jsonColumn<T>>>
export function json<T>(privacy: Privacy, mark: Optional): Nullable<ReturnType<typeof jsonColumn<T>>>
export function json<T>(privacy: Privacy, mark?: Optional) {
  return classified(mark ? jsonColumn<T>() : jsonColumn<T>().notNull(), privacy)
}

/** Raw bytes. */
export function bytes(privacy: Privacy): Required<ReturnType<typeof bytesColumn>> {
  return classified(bytesColumn().notNull(), privacy)
}

/** One of a closed list of words. */
export function oneOf<const W extends readonly [string, ...string[]]>(
  words: W,
  privacy: Privacy,
): Required<ReturnType<typeof wordColumn<W>>>
export function oneOf<const W extends readonly [string, ...string[]]>(
  words: W,
  privacy: Privacy,
  mark: Optional,
): Nullable<ReturnType<typeof wordColumn<W>>>
export function oneOf<const W extends readonly [string, ...string[]]>(words: W, privacy: Privacy, mark?: Optional) {
  return classified(mark ? wordColumn(words) : wordColumn(words).notNull(), privacy)
}

const foreignColumn = (target: () => AnySQLiteColumn) => sqliteText().references(target)

/** The id of a row of another table. Deleting that row is refused while this one points at it. */
export function references(target: () => AnySQLiteColumn, privacy?: Privacy): Required<ReturnType<typeof foreignColumn>>
export function references(
  target: () => AnySQLiteColumn,
  privacy: Privacy,
  mark: Optional,
): Nullable<ReturnType<typeof foreignColumn>>
export function references(target: () => AnySQLiteColumn, privacy: Privacy = 'none', mark?: Optional) {
  return classified(mark ? foreignColumn(target) : foreignColumn(target).notNull(), privacy)
}

type Columns = [AnySQLiteColumn, ...AnySQLiteColumn[]]
type Constraint = (tableName: string) => ReturnType<ReturnType<typeof uniqueIndex>['on']>
const snake = (column: AnySQLiteColumn) => column.name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const nameOf = (tableName: string, columns: Columns, ending: string) =>
  [tableName, ...columns.map(snake), ending].join('_')

/** No two rows share these values together. */
export const unique =
  (...columns: Columns): Constraint =>
  (tableName) =>
    uniqueIndex(nameOf(tableName, columns, 'unique')).on(...columns)

/** Rows are looked up by these values, in this order. */
export const index =
  (...columns: Columns): Constraint =>
  (tableName) =>
    sqliteIndex(nameOf(tableName, columns, 'index')).on(...columns)

/** The row is known by these values together, and has no id of its own. */
export const knownBy =
  (...columns: Columns) =>
  (): PrimaryKeyBuilder =>
    sqlitePrimaryKey({ columns })

type AnyConstraint = Constraint | ReturnType<typeof knownBy>

const privacyKey = Symbol.for('kutsu.privacy')

/** A table: plural snake_case name, columns in camelCase, constraints in the words above. */
export function table<N extends string, C extends Record<string, SQLiteColumnBuilderBase & Classified>>(
  name: N,
  columns: C,
  constraints: (self: { [K in keyof C]: AnySQLiteColumn }) => AnyConstraint[] = () => [],
) {
  const privacy = Object.fromEntries(Object.entries(columns).map(([column, builder]) => [column, builder.privacy]))
  const made = sqliteTable(name, columns, (self) =>
    constraints(self as unknown as { [K in keyof C]: AnySQLiteColumn }).map((constraint) => constraint(name)),
  )
  return Object.assign(made, { [privacyKey]: privacy as Record<keyof C & string, Privacy> })
}

/** Column name -> privacy class of a table made by `table`. */
export function privacyOf(made: object): Record<string, Privacy> | undefined {
  return (made as Record<symbol, Record<string, Privacy> | undefined>)[privacyKey]
}
