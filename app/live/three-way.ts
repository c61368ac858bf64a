import type * as Y from 'yjs'

/*
 * What somebody changed in a copy, put onto what the original has become meanwhile. Only what they changed is touched:
 * what others wrote stays, and what both wrote in one place stands there twice rather than once.
 */

/** `base[from, to)` became `other[start, end)`. */
type Hunk = { from: number; to: number; start: number; end: number }

/** What becomes of one change, in places of what the others made. */
export type Placed = {
  /** Where mine goes in. */
  at: number
  /** How many things go out from there on. */
  remove: number
  /** Mine, as a stretch of `mine`. */
  start: number
  end: number
  /** Others changed the same place: theirs stays. */
  contested: boolean
  /** The one thing of the base that I replaced by one, where it stood and stands: it may be changed inside. */
  one: { base: number; now: number } | null
}

/** My changes from `base` to `mine`, as places of `theirs`, the last one first: so they can be made one after another. */
export function placedChanges(base: string[], mine: string[], theirs: string[]): Placed[] {
  const others = hunksBetween(base, theirs)
  return hunksBetween(base, mine)
    .flatMap((hunk) => placed(hunk, { mine, theirs, others }))
    .reverse()
}

function placed(hunk: Hunk, given: { mine: string[]; theirs: string[]; others: Hunk[] }): Placed[] {
  const { from, to, start, end } = hunk
  const { mine, theirs, others } = given
  const unit = to - from === 1 && end - start === 1
  const same = others.filter((other) => meet(hunk, other))
  const [first, last] = [same[0], same.at(-1)]
  if (!first || !last) {
    const at = placeOf(from, others)
    return [{ at, remove: to - from, start, end, contested: false, one: unit ? { base: from, now: at } : null }]
  }
  const both = first === last && first.from === from && first.to === to
  // The same change, made twice.
  if (both && mine.slice(start, end).join('\n') === theirs.slice(first.start, first.end).join('\n')) return []
  const one = both && unit && first.end - first.start === 1 ? { base: from, now: first.start } : null
  return [{ at: last.to > to ? last.end : placeOf(to, others), remove: 0, start, end, contested: true, one }]
}

/** Do two changes of the same base touch the same things, or put something into the same gap? */
function meet(one: Hunk, other: Hunk): boolean {
  if (one.from === one.to && other.from === other.to) return one.from === other.from
  return other.from < one.to && other.to > one.from
}

/** Where a thing of the base stands now; what others put in before it stands before it. */
function placeOf(place: number, others: Hunk[]): number {
  return others.reduce(
    (now, { from, to, start, end }) => (to <= place ? now + (end - start) - (to - from) : now),
    place,
  )
}

/** Where two lists differ, in order. As many for as many count one by one. */
function hunksBetween(base: string[], other: string[]): Hunk[] {
  const hunks: Hunk[] = []
  let from = 0
  let start = 0
  for (const [to, end] of [...inBoth(base, other), [base.length, other.length] as const]) {
    if (to - from === end - start) {
      for (let step = 0; step < to - from; step += 1) {
        hunks.push({ from: from + step, to: from + step + 1, start: start + step, end: start + step + 1 })
      }
    } else if (to > from || end > start) hunks.push({ from, to, start, end })
    from = to + 1
    start = end + 1
  }
  return hunks
}

/** More comparisons than these are not worth a reader's wait: then only equal beginnings and ends are found. */
const mostCells = 4_000_000

/** A longest list of things that stand in both, in order: their places. The spaces between words count last. */
export function inBoth(one: string[], other: string[]): [number, number][] {
  let head = 0
  while (head < one.length && head < other.length && one[head] === other[head]) head += 1
  let tail = 0
  const most = Math.min(one.length, other.length) - head
  while (tail < most && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1
  const rows = one.length - head - tail
  const columns = other.length - head - tail
  const pairs: [number, number][] = Array.from({ length: head }, (_none, at) => [at, at])
  if (rows * columns <= mostCells)
    pairs.push(...longest(one.slice(head, head + rows), other.slice(head, head + columns), head))
  for (let at = tail; at > 0; at -= 1) pairs.push([one.length - at, other.length - at])
  return pairs
}

function longest(one: string[], other: string[], shift: number): [number, number][] {
  const width = other.length + 1
  // lengths[a * width + b]: how much one[a..] and other[b..] have in common.
  const lengths = new Uint32Array((one.length + 1) * width)
  const lengthAt = (a: number, b: number) => lengths[a * width + b] ?? 0
  for (let a = one.length - 1; a >= 0; a -= 1) {
    for (let b = other.length - 1; b >= 0; b -= 1) {
      lengths[a * width + b] =
        one[a] === other[b]
          ? lengthAt(a + 1, b + 1) + (/\S/.test(one[a] ?? '') ? 1000 : 1)
          : Math.max(lengthAt(a + 1, b), lengthAt(a, b + 1))
    }
  }
  const pairs: [number, number][] = []
  for (let a = 0, b = 0; a < one.length && b < other.length;) {
    if (one[a] === other[b]) pairs.push([shift + a++, shift + b++])
    else if (lengthAt(a + 1, b) >= lengthAt(a, b + 1)) a += 1
    else b += 1
  }
  return pairs
}

/** Words, the spaces between them, and every other sign by itself. */
export function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? []
}

/** One stretch of a text that goes, and what comes in its place; the last one first. */
type Stretch = { index: number; remove: number; insert: string; contested: boolean }

/** My change of a text as small changes of what it is now. */
export function textChanges(base: string, mine: string, theirs: string): Stretch[] {
  const [myWords, theirWords] = [wordsIn(mine), wordsIn(theirs)]
  const starts = theirWords.reduce((all, word) => [...all, (all.at(-1) ?? 0) + word.length], [0])
  const startOf = (place: number) => starts[place] ?? theirs.length
  const placed = placedChanges(wordsIn(base), myWords, theirWords)
  let behind = ''
  let until = theirs.length
  return placed.map(({ at, remove, start, end, contested }, step) => {
    const index = startOf(at)
    const insert = myWords.slice(start, end).join('')
    behind = theirs.slice(startOf(at + remove), until) + behind
    until = index
    const next = placed[step + 1]
    // Before it stands what others wrote, unless my next change ends there: that one looks at what it meets itself.
    const before = next && next.at + next.remove >= at ? '' : theirs.slice(0, index)
    const spaced = apart(before, insert, behind)
    behind = spaced + behind
    return { index, remove: startOf(at + remove) - index, insert: spaced, contested }
  })
}

const endsInWord = /[\p{L}\p{N}]$/u
const beginsWithWord = /^[\p{L}\p{N}]/u

/** What comes between, with spaces where words of two people would run together. */
function apart(before: string, insert: string, behind: string): string {
  const meets = (left: string, right: string) => endsInWord.test(left) && beginsWithWord.test(right)
  if (insert === '') return meets(before, behind) ? ' ' : ''
  return (meets(before, insert) ? ' ' : '') + insert + (meets(insert, behind) ? ' ' : '')
}

/**
 * Puts what somebody changed in a line of text onto what the line is now. Call it inside a transaction.
 * @returns true when others changed the same words: both stand there
 */
export function mergeText(text: Y.Text, base: string, mine: string): boolean {
  const changes = textChanges(base, mine, text.toString())
  for (const { index, remove, insert } of changes) {
    if (remove > 0) text.delete(index, remove)
    if (insert !== '') text.insert(index, insert)
  }
  return changes.some(({ contested }) => contested)
}
