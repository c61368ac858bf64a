import { isSafeAddress, type Block, type RichText, type Span } from './rich-text.ts'

/*
 * Rich text as one types it into a plain field: `## heading`, `- list`, `1. list`, `**strong**`, `[words](address)`; every
 * line is a paragraph of its own. What stands there and would read as a mark has a backslash before it, so that a text
 * goes out and comes back the same. Two lists of one kind right after each other are told apart by their mark, as in
 * CommonMark (`-` and `*`, `1.` and `1)`).
 */

/** The text with its marks, a blank line between blocks. */
export function markdownOf(text: RichText): string {
  return linesOf(text, '').join('\n')
}

/** What was typed, as rich text. Everything is some rich text: what is no mark is words. */
export function richTextOfMarkdown(typed: string): RichText {
  const lines = typed.split(/\r\n|\r|\n/).flatMap((line) => {
    const words = line.trimStart()
    return words.trim() === '' ? [] : [{ indent: line.length - words.length, words }]
  })
  return blocksOf(lines)
}

type Line = { indent: number; words: string }

function linesOf(text: RichText, indent: string): string[] {
  let second = false
  return text.flatMap((block, index) => {
    const before = text[index - 1]
    const gap = index > 0 && indent === '' ? [''] : []
    if (block.kind !== 'list') {
      const mark = block.kind === 'heading' ? `${'#'.repeat(block.level)} ` : ''
      const words = block.spans.map(wordsOf).join('')
      return [...gap, indent + mark + (mark === '' ? plainStart(words) : words.replace(/^(?=\s)/, '\\'))]
    }
    second = before?.kind === 'list' && before.ordered === block.ordered && !second
    const items = block.items.flatMap((item, at) => {
      const mark = block.ordered ? `${String(at + 1)}${second ? ')' : '.'} ` : second ? '* ' : '- '
      const [first, ...rest] = item
      const opens = first?.kind === 'paragraph' ? plainStart(first.spans.map(wordsOf).join('')) : ''
      const inside = linesOf(first?.kind === 'paragraph' ? rest : item, `${indent}  `)
      return [indent + mark + opens, ...inside]
    })
    return [...gap, ...items]
  })
}

function wordsOf({ text, strong, href }: Span): string {
  if (text === '') return ''
  const line = text.replace(/[\r\n]+/g, ' ')
  const words =
    href === undefined
      ? line
          .replace(/[\\*]/g, '\\$&')
          // A bracket could begin an address with what follows, in this stretch or the next one.
          .replace(/\](?=\(|$)/g, '\\]')
          .replace(/\[(?=[^\]]*$)|^\[/g, '\\[')
      : line.replace(/[\\*[\]]/g, '\\$&')
  const linked = href === undefined ? words : `[${words}](${addressOf(href)})`
  return strong ? `**${linked}**` : linked
}

function addressOf(href: string): string {
  return href.replace(/[()\\]/g, '\\$&').replace(/\s/g, encodeURIComponent)
}

/** The words of a paragraph, so that their start is read as no mark. */
function plainStart(words: string): string {
  return words.replace(/^(\d+)(?=[.)](\s|$))/, '$1\\').replace(/^(?=#{1,3}\s|[-•](\s|$)|\s)/, '\\')
}

const listMark = /^(?:([-*•])|\d{1,9}([.)]))(?:\s+|$)/

function blocksOf(lines: Line[]): Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < lines.length;) {
    const { words, indent } = lines[at] ?? { words: '', indent: 0 }
    const mark = markOf(words)
    if (mark === null) {
      const block = lineBlock(words)
      if (block.spans.length > 0) blocks.push(block)
      at += 1
      continue
    }
    const items: Block[][] = []
    while (markOf(lines[at]?.words ?? '') === mark && (items.length === 0 || (lines[at]?.indent ?? 0) <= indent)) {
      const first = lines[at]?.words.replace(listMark, '') ?? ''
      const from = at + 1
      at = from
      while ((lines[at]?.indent ?? 0) > indent) at += 1
      const inside = blocksOf(lines.slice(from, at)).map(asInside)
      items.push(first === '' && inside.length > 0 ? inside : [{ kind: 'paragraph', spans: spansOf(first) }, ...inside])
    }
    blocks.push({ kind: 'list', ordered: mark === '.' || mark === ')', items })
  }
  return blocks
}

/** A list holds no headings. */
function asInside(block: Block): Block {
  return block.kind === 'heading' ? { kind: 'paragraph', spans: block.spans } : block
}

/** The kind of list that a line is an item of, or null. */
function markOf(words: string): string | null {
  const [, bullet, number] = listMark.exec(words) ?? []
  return (bullet === '•' ? '-' : bullet) ?? number ?? null
}

function lineBlock(words: string): Exclude<Block, { kind: 'list' }> {
  const [mark, hashes] = /^(#{1,3})\s+/.exec(words) ?? []
  if (mark === undefined || hashes === undefined) return { kind: 'paragraph', spans: spansOf(words) }
  return { kind: 'heading', level: hashes.length === 3 ? 3 : 2, spans: spansOf(words.slice(mark.length)) }
}

const inline = /\*\*|\[((?:\\.|[^[\]\\])*)\]\(((?:\\.|[^()\s\\])*)\)|\\([\\*[\]()#.•\s-])/g

function spansOf(words: string): Span[] {
  const spans: Span[] = []
  const add = (text: string, strong: boolean, href?: string) => {
    const last = spans.at(-1)
    if (text === '') return
    if (last && Boolean(last.strong) === strong && last.href === href) last.text += text
    else spans.push({ text, ...(strong ? { strong: true } : {}), ...(href === undefined ? {} : { href }) })
  }
  const marks = [...words.matchAll(inline)].filter(([mark]) => mark === '**')
  // One without its other half is two stars.
  const open = marks.length % 2 === 1 ? marks.at(-1)?.index : undefined
  let strong = false
  let from = 0
  for (const { 0: mark, 1: linked, 2: address, 3: escaped, index } of words.matchAll(inline)) {
    add(words.slice(from, index), strong)
    from = index + mark.length
    if (mark === '**' && index !== open) strong = !strong
    else if (escaped !== undefined) add(escaped, strong)
    else if (linked === undefined || address === undefined) add(mark, strong)
    else {
      const href = plain(address)
      if (isSafeAddress(href)) add(plain(linked), strong, href)
      else add(mark, strong)
    }
  }
  add(words.slice(from), strong)
  return spans
}

function plain(escaped: string): string {
  return escaped.replace(/\\([\\*[\]()#.•\s-])/g, '$1')
}
