import { expect, test } from 'vitest'
import { markdownOf, richTextOfMarkdown } from './markdown.ts'
import type { Block, RichText, Span } from './rich-text.ts'

const paragraph = (...spans: (Span | string)[]): Block => ({
  kind: 'paragraph',
  spans: spans.map((span) => (typeof span === 'string' ? { text: span } : span)),
})

test('headings, lists, strong words and links are typed with simple marks', () => {
  const typed = [
    '## Tilat',
    'Katso [ohje](https://kunta.example/ohje) **ennen** iltaa.',
    '- Sali',
    '  - ala- ja yläsali',
    '- Keittiö',
    '1. Ensin',
    '2. Sitten',
  ].join('\n')
  expect(richTextOfMarkdown(typed)).toEqual([
    { kind: 'heading', level: 2, spans: [{ text: 'Tilat' }] },
    paragraph(
      'Katso ',
      { text: 'ohje', href: 'https://kunta.example/ohje' },
      ' ',
      { text: 'ennen', strong: true },
      ' iltaa.',
    ),
    {
      kind: 'list',
      ordered: false,
      items: [
        [paragraph('Sali'), { kind: 'list', ordered: false, items: [[paragraph('ala- ja yläsali')]] }],
        [paragraph('Keittiö')],
      ],
    },
    { kind: 'list', ordered: true, items: [[paragraph('Ensin')], [paragraph('Sitten')]] },
  ])
})

test('what one typed looks the same afterwards', () => {
  const typed = '## Tilat\n\nKaksi **hyvää** salia.\n\n- Sali\n  - ala\n- Keittiö\n\n1. Ensin\n2. Sitten'
  expect(markdownOf(richTextOfMarkdown(typed))).toBe(typed)
})

test('an address that would run something stays words', () => {
  const typed = '[paina](javascript:alert) tästä'
  expect(richTextOfMarkdown(typed)).toEqual([paragraph(typed)])
})

test.each([
  '1. ei luettelo',
  '- ei luettelo',
  '# ei otsikko',
  '**ei lihava**',
  '[ei](https://linkki.example)',
  '[yksi [kaksi](kolme)',
  'kenoviiva \\ ja \\* lopussa \\',
  '  sisennys',
  '5 * 3 ** 2',
])('words that look like a mark stay words: %s', (words) => {
  const text = [paragraph(words)]
  expect(richTextOfMarkdown(markdownOf(text))).toEqual(text)
})

/** A small generator with a seed: the same texts at each run (mulberry32). */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const pieces = [
  'sana',
  ' ',
  '*',
  '**',
  '[',
  ']',
  '(',
  ')',
  '\\',
  '#',
  '## ',
  '- ',
  '1. ',
  '2) ',
  'https://a.example',
  '•',
  'ä',
  '](',
  '![',
]

function randomText(pick: (below: number) => number, deep = 0): RichText {
  const spans = (): Span[] => {
    const made: Span[] = []
    for (let left = 1 + pick(3); left > 0; left -= 1) {
      const text = Array.from({ length: 1 + pick(5) }, () => pieces[pick(pieces.length)] ?? '').join('')
      const last = made.at(-1)
      const span: Span = {
        text,
        ...(pick(3) === 0 ? { strong: true as const } : {}),
        ...(pick(3) === 0 ? { href: ['https://a.example/x(1)', 'mailto:a@b.example'][pick(2)] ?? '' } : {}),
      }
      if (last && last.strong === span.strong && last.href === span.href) last.text += text
      else made.push(span)
    }
    return made.some(({ text }) => text.trim() !== '') ? made : [{ text: 'x' }]
  }
  return Array.from({ length: 1 + pick(3) }, (): Block => {
    const kind = pick(deep > 1 ? 1 : 3)
    if (kind === 1 && deep === 0) {
      // Where a heading's mark ends, its words begin.
      const [first, ...rest] = spans()
      return {
        kind: 'heading',
        level: pick(2) === 0 ? 2 : 3,
        spans: [{ ...first, text: `o${first?.text ?? ''}` }, ...rest],
      }
    }
    if (kind !== 2) return { kind: 'paragraph', spans: spans() }
    const items = Array.from({ length: 1 + pick(3) }, () => [
      paragraph(...spans()),
      ...(pick(2) ? randomText(pick, deep + 1) : []),
    ])
    return { kind: 'list', ordered: pick(2) === 0, items }
  })
}

test('any text goes out and comes back the same (2,000 seeds)', () => {
  for (let seed = 1; seed <= 2000; seed += 1) {
    const text = randomText(chance(seed))
    expect(richTextOfMarkdown(markdownOf(text)), `seed ${String(seed)}: ${markdownOf(text)}`).toEqual(text)
  }
})

test('anything that is typed is some text, which then stays the same (2,000 seeds)', () => {
  for (let seed = 1; seed <= 2000; seed += 1) {
    const pick = chance(seed)
    const typed = Array.from({ length: pick(12) }, () => [...pieces, '\n', '\n  '][pick(pieces.length + 2)] ?? '').join(
      '',
    )
    const text = richTextOfMarkdown(typed)
    const marked = markdownOf(text)
    expect(markdownOf(richTextOfMarkdown(marked)), `seed ${String(seed)}: ${typed}`).toBe(marked)
  }
})
