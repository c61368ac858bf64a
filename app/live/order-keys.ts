import { generateKeyBetween } from 'fractional-indexing'

/*
 * The order of things in a shared document: each has a key, and they are sorted by it. Nothing is ever moved by deleting and
 * inserting, so moving a thing while somebody types in it loses nothing.
 */

/** What a key may look like. */
export const orderKey = /^[0-9A-Za-z]{1,200}$/

/** A thing that has a key, and can be given another. */
export type Keyed = { id: string; key: string; setKey(key: string): void }

/** A key for what is added last. */
export function keyAfter(last: string | null): string {
  return between(last, null)
}

/**
 * A key behind the thing `after` and before the one that follows it; first when `after` is none of these (which stand in
 * their order). Where two people made equal keys, those behind are given new ones first, because nothing fits between equals.
 */
export function keyBehind(things: Keyed[], after: string | null): string {
  const at = things.findIndex(({ id }) => id === after)
  const from = things[at]?.key ?? null
  const behind = things.slice(at + 1)
  const next = behind.find(({ key }) => from === null || key > from)
  const tied = next ? behind.slice(0, behind.indexOf(next)) : behind
  const higher = next?.key ?? null
  const made = between(from, higher)
  let last = made
  for (const thing of tied) {
    last = between(last, higher)
    thing.setKey(last)
  }
  return made
}

/** A key between two; what a hostile copy wrote as a key and the library does not understand is passed over. */
function between(from: string | null, to: string | null): string {
  try {
    return generateKeyBetween(from, to)
  } catch {
    return `${from ?? ''}V`
  }
}
