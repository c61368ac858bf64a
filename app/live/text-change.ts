/** One stretch of a text replaced by another. Positions are UTF-16 units, as fields and Yjs count. */
export type TextChange = { index: number; remove: number; insert: string }
export type Delta = { retain?: number; insert?: unknown; delete?: number }[]

/**
 * What a field's owner did between two values. `caret` is where the caret stands afterwards: among equal letters it
 * tells which of them was typed.
 */
export function changeBetween(before: string, after: string, caret: number): TextChange | null {
  if (before === after) return null
  const longest = Math.min(before.length, after.length)
  let end = 0
  const mostAtEnd = Math.min(longest, after.length - Math.min(caret, after.length))
  while (end < mostAtEnd && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  let start = 0
  while (start < longest - end && before[start] === after[start]) start += 1
  while (end < longest - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  // Never half of a letter that takes two units.
  if (isHighSurrogate(after.charCodeAt(start - 1)) || isHighSurrogate(before.charCodeAt(start - 1))) start -= 1
  if (isLowSurrogate(after.charCodeAt(after.length - end)) || isLowSurrogate(before.charCodeAt(before.length - end)))
    end -= 1
  return { index: start, remove: before.length - end - start, insert: after.slice(start, after.length - end) }
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

/** Where a position stands after somebody else's change: what they insert right at it comes behind it. */
export function moved(position: number, delta: Delta): number {
  let index = 0
  let now = position
  for (const { retain, insert, delete: removed } of delta) {
    if (retain !== undefined) index += retain
    else if (typeof insert === 'string') {
      if (index < now) now += insert.length
      index += insert.length
    } else if (removed !== undefined && index < now) now -= Math.min(removed, now - index)
  }
  return now
}
