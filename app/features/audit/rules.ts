/** Who acts: a signed-in person, somebody with a personal link, the clock, or the command line. */
export type Actor =
  { kind: 'person'; personId: string } | { kind: 'link'; linkId: string } | { kind: 'system' } | { kind: 'cli' }

export const system: Actor = { kind: 'system' }
export const commandLine: Actor = { kind: 'cli' }

/** How the actor stands in the audit row. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'person') return actor.personId
  if (actor.kind === 'link') return `link:${actor.linkId}`
  return actor.kind
}

/** One changed column of one row. `before` is null for a new row, `after` is null for a removed one. */
export type Change = { table: string; id: string; column: string; before: unknown; after: unknown }

type Row = Record<string, unknown>

/**
 * The changed columns between two states of a row: all columns of a new row (`before` null) or of a removed row
 * (`after` null). From these rows before and after can be rebuilt.
 */
export function changesBetween(table: string, id: string, before: Row | null, after: Row | null): Change[] {
  const columns = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...columns].flatMap((column) => {
    const from = before?.[column] ?? null
    const to = after?.[column] ?? null
    // A partial `after` (what a verb sets) says nothing of the columns it does not name.
    if (before && after && !(column in after)) return []
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ table, id, column, before: from, after: to }]
  })
}
