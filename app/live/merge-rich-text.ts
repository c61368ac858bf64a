import * as Y from 'yjs'
import { markdownOf } from '#app/lib/markdown.ts'
import type { Block, RichText, Span } from '#app/lib/rich-text.ts'
import { blocksOf, elementOf, listItem, spansOf } from './rich-text.ts'
import { placedChanges, textChanges } from './three-way.ts'

/**
 * Puts what somebody changed in a rich text onto what it is now: only the blocks that they changed are touched, and
 * inside these only the words. Where others changed the same words, theirs stay and the whole block as it was written here
 * stands behind it. Call it inside a transaction.
 * @returns true when that happened
 */
export function mergeRichText(fragment: Y.XmlFragment, base: RichText, mine: RichText): boolean {
  const child = (at: number) => fragment.get(at) as Child
  let contested = false
  for (const change of placedChanges(base.map(keyOf), mine.map(keyOf), childrenOf(fragment).map(keyOfChild))) {
    const { one, at, remove } = change
    const [was, wanted] = one ? [base[one.base], mine[change.start]] : []
    const inside = one && was && wanted ? changeInside(child(one.now), was, wanted, change.contested) : 'no'
    contested ||= inside === 'contested' || (inside === 'no' && change.contested)
    if (inside !== 'no') continue
    const added = mine.slice(change.start, change.end).map(elementOf)
    if (remove > 0) fragment.delete(at, remove)
    if (added.length > 0) fragment.insert(at, added)
  }
  return contested
}

type Child = Y.XmlElement | Y.XmlText | Y.XmlHook

const childrenOf = (parent: Y.XmlFragment) => parent.toArray()
const keyOf = (block: Block) => markdownOf([block])
const keyOfChild = (child: Child) => markdownOf(blocksOf(child))
const keyOfItem = (item: Block[]) => markdownOf([{ kind: 'list', ordered: false, items: [item] }])

/** Changes a block where it stands; `no`: it cannot be, and nothing was touched. */
function changeInside(child: Child, was: Block, wanted: Block, both: boolean): 'done' | 'contested' | 'no' {
  const [now] = blocksOf(child)
  if (!(child instanceof Y.XmlElement) || !now) return 'no'
  if (was.kind === 'list' || wanted.kind === 'list' || now.kind === 'list') {
    if (was.kind !== 'list' || wanted.kind !== 'list' || now.kind !== 'list') return 'no'
    if (was.ordered !== wanted.ordered || was.ordered !== now.ordered) return 'no'
    return mergeItems(child, was.items, wanted.items) ? 'contested' : 'done'
  }
  if (looks(was) !== looks(wanted) || looks(was) !== looks(now)) return 'no'
  const [text, more] = childrenOf(child)
  if (!(text instanceof Y.XmlText) || more) return 'no'
  const [from, to] = [plain(was.spans), plain(wanted.spans)]
  if (both) {
    // Words only: whose marks hold where both changed them is not ours to say.
    const marked = [...was.spans, ...wanted.spans].some(
      ({ strong, href }) => strong !== undefined || href !== undefined,
    )
    if (marked || textChanges(from, to, plain(now.spans)).some(({ contested }) => contested)) return 'no'
  }
  for (const { index, remove, insert } of textChanges(from, to, plain(now.spans))) {
    if (remove > 0) text.delete(index, remove)
    if (insert !== '') text.insert(index, insert, {})
  }
  if (!both) markAs(text, wanted.spans)
  return 'done'
}

const looks = (block: Exclude<Block, { kind: 'list' }>) => (block.kind === 'heading' ? block.level : 0)
const plain = (spans: Span[]) => spans.map(({ text }) => text).join('')

/** As `mergeRichText`, for the items of a list. */
function mergeItems(list: Y.XmlElement, base: Block[][], mine: Block[][]): boolean {
  const items = childrenOf(list).map((child) => {
    const inside = child instanceof Y.XmlElement ? childrenOf(child).flatMap(blocksOf) : []
    return keyOfItem(inside)
  })
  let contested = false
  for (const { one, at, remove, start, end, contested: both } of placedChanges(
    base.map(keyOfItem),
    mine.map(keyOfItem),
    items,
  )) {
    const [was, wanted] = one ? [base[one.base], mine[start]] : []
    const item = one ? list.get(one.now) : undefined
    if (was && wanted && item instanceof Y.XmlElement) {
      contested = mergeRichText(item, was, wanted) || contested
      continue
    }
    contested ||= both
    const added = mine.slice(start, end).map(listItem)
    if (remove > 0) list.delete(at, remove)
    if (added.length > 0) list.insert(at, added)
  }
  return contested
}

/** Gives the letters of a text the marks that these spans have, touching only those that differ. */
function markAs(text: Y.XmlText, spans: Span[]): void {
  const wanted = letters(spans)
  const now = letters(spansOf(text))
  for (let from = 0; from < wanted.length;) {
    let to = from + 1
    while (to < wanted.length && wanted[to] === wanted[from] && now[to] === now[from]) to += 1
    if (wanted[from] !== now[from]) {
      const { strong, href } = JSON.parse(wanted[from] ?? '{}') as Partial<Span>
      text.format(from, to - from, { strong: strong ? {} : null, link: href === undefined ? null : { href } })
    }
    from = to
  }
}

/** The marks of each letter. */
function letters(spans: Span[]): string[] {
  return spans.flatMap(({ text, strong, href }) =>
    Array.from({ length: text.length }, () => JSON.stringify({ strong, href })),
  )
}
