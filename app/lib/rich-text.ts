/** A stretch of words with one look. `href` is a safe address (see `isSafeAddress`). */
export type Span = { text: string; strong?: true; href?: string }

/** Words with structure: what people write where a line of text is too little. Data, never HTML, so it cannot run (SEC-5). */
export type Block =
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'heading'; level: HeadingLevel; spans: Span[] }
  | { kind: 'list'; ordered: boolean; items: Block[][] }
export type RichText = Block[]

export const headingLevels = [2, 3] as const
export type HeadingLevel = (typeof headingLevels)[number]

/** May a link lead there? Pages and mail only: `javascript:` and `data:` run what they carry. */
export function isSafeAddress(address: unknown): address is string {
  if (typeof address !== 'string' || address.length > 2000 || !URL.canParse(address)) return false
  return ['https:', 'http:', 'mailto:'].includes(new URL(address).protocol)
}

/** The words alone, a line for each paragraph and list item: for calendars, letters and search. */
export function plainText(text: RichText): string {
  return lines(text).join('\n')
}

function lines(text: RichText, indent = ''): string[] {
  return text.flatMap((block) => {
    if (block.kind !== 'list') return [indent + wordsOf(block.spans)]
    return block.items.flatMap((item, index) => {
      const [first = '', ...rest] = lines(item, '')
      const mark = block.ordered ? `${String(index + 1)}. ` : '– '
      return [indent + mark + first, ...rest.map((line) => `${indent}   ${line}`)]
    })
  })
}

/** The words of a paragraph or heading; a link that does not show its address has it in brackets. */
function wordsOf(spans: Span[]): string {
  return spans
    .map(({ text, href }) => (href && href !== text && href !== `mailto:${text}` ? `${text} (${href})` : text))
    .join('')
}

/** One paragraph for each line; empty text is no paragraph at all. */
export function richTextOf(text: string): RichText {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'paragraph', spans: [{ text: line }] }))
}

/** Is there anything to read in it? */
export function isBlank(text: RichText): boolean {
  return plainText(text).trim() === ''
}
