/**
 * That somebody touched a place of a shared document: `field` of the thing `key` under `root`, or null: the thing itself,
 * which came or went. Several touches of one person are one edit.
 */
export type Edit = {
  root: string
  key: string
  field: string | null
  /** The person's id, or `system`. */
  actor: string
  /** Of the first and the last touch, epoch milliseconds. */
  from: number
  at: number
}
