import type { FileChild, IParagraphOptions, ParagraphChild } from 'docx'
import { cleanText } from '#app/lib/icalendar-text.ts'
import type { Language } from '#app/lib/languages.ts'
import { isBlank, type Block, type RichText, type Span } from '#app/lib/rich-text.ts'
import { titleOf, type AgendaSheet, type SheetRow } from './rules.ts'

type Sheet = AgendaSheet & { live: string; page: (page: string, pages: string) => string }
type Docx = typeof import('docx')

const locales: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }
/** Where titles begin, in twentieths of a point; times stand before it. */
const indent = 1940
const soft = '333333'

/**
 * The agenda as a Word file (OOXML, ISO 29500) that others can go on with: title and items are real headings, lists are
 * lists, each language is marked, links are links.
 */
export async function writeAgendaDocx(sheet: Sheet): Promise<Buffer> {
  // Only who asks for a file waits for its writer to load.
  const docx = await import('docx')
  const { Document, Packer } = docx
  const mm = docx.convertMillimetersToTwip
  const language = { value: locales[sheet.language] }
  const heading = { font: 'Source Sans 3', bold: true, color: '000000' }
  const file = new Document({
    title: clean([sheet.title, sheet.subtitle].filter(Boolean).join(': ')),
    creator: clean(sheet.organiser),
    description: clean(sheet.version),
    styles: {
      default: {
        document: { run: { font: 'Source Sans 3', size: 23, language } },
        heading1: { run: { ...heading, size: 50 }, paragraph: { spacing: { before: 120, after: 60 } } },
        heading2: { run: { ...heading, size: 26 }, paragraph: { spacing: { before: 160 }, keepNext: true } },
        heading3: { run: { ...heading, size: 23 }, paragraph: { spacing: { before: 80 } } },
        heading4: { run: { ...heading, size: 22 }, paragraph: { spacing: { before: 60 } } },
      },
    },
    numbering: {
      config: [
        listOf(docx, 'points', docx.LevelFormat.BULLET, '–'),
        listOf(docx, 'numbers', docx.LevelFormat.DECIMAL, '%1.'),
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(18), bottom: mm(20), left: mm(18), right: mm(18) },
          },
        },
        footers: { default: footerOf(docx, sheet) },
        children: [...headOf(docx, sheet), ...sheet.rows.flatMap((row) => rowOf(docx, row, sheet))],
      },
    ],
  })
  return Packer.toBuffer(file)
}

/** Without what XML cannot hold: one such sign and the whole file does not open. */
function clean(text: string): string {
  return cleanText(text).replace(/[\ufffe\uffff]/g, '')
}

function listOf(
  docx: Docx,
  reference: string,
  format: (typeof docx.LevelFormat)[keyof Docx['LevelFormat']],
  text: string,
) {
  const levels = [0, 1, 2, 3].map((level) => ({
    level,
    format,
    text: text.replace('1', String(level + 1)),
    style: { paragraph: { indent: { left: indent + 360 * (level + 1), hanging: 360 } } },
  }))
  return { reference, levels }
}

function headOf(docx: Docx, sheet: Sheet): FileChild[] {
  const { Paragraph, HeadingLevel } = docx
  const lang = sheet.titleLanguage
  const plain = (text: string, of: Language = sheet.language, bold = false) =>
    new Paragraph({ children: [run(docx, { text, ...(bold && { strong: true }) }, of)] })
  return [
    plain(`${sheet.weekday} ${sheet.numeral} ${sheet.month}`),
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(docx, { text: sheet.title }, lang)] }),
    plain(sheet.whenAndWhere),
    ...(sheet.subtitle ? [plain(sheet.subtitle, lang)] : []),
    ...sheet.notices.map((notice) => plain(notice, sheet.language, true)),
    new Paragraph({ border: { bottom: { style: docx.BorderStyle.SINGLE, size: 12, color: '000000', space: 4 } } }),
  ]
}

function rowOf(docx: Docx, row: SheetRow, { textLanguage: lang }: Sheet): FileChild[] {
  const { Paragraph, HeadingLevel, TabStopType } = docx
  const under = (children: ParagraphChild[], left = indent) => new Paragraph({ indent: { left }, children })
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_2,
      indent: { left: indent, hanging: indent },
      tabStops: [{ type: TabStopType.LEFT, position: indent }],
      children: [run(docx, { text: `${row.times}\t${titleOf(row)}` }, lang)],
    }),
    ...(row.details ? [under([run(docx, { text: row.details }, lang, soft)])] : []),
    ...blocksOf(docx, row.description, lang, { left: indent, level: 0 }),
    ...row.tables.flatMap((table) => [
      under([
        run(docx, { text: table.letter, strong: true }, lang),
        run(docx, { text: ` ${titleOf(table)}${table.details && ` (${table.details})`}` }, lang),
      ]),
      ...blocksOf(docx, table.description, lang, { left: indent + 280, level: 0 }),
    ]),
  ]
}

type Place = { left: number; level: number; list?: { reference: string; level: number } }

function blocksOf(docx: Docx, text: RichText, lang: Language, place: Place): FileChild[] {
  return isBlank(text) ? [] : text.flatMap((block) => blockOf(docx, block, lang, place))
}

function blockOf(docx: Docx, block: Block, lang: Language, place: Place): FileChild[] {
  const { Paragraph, HeadingLevel } = docx
  if (block.kind === 'list') {
    const list = { reference: block.ordered ? 'numbers' : 'points', level: Math.min(place.level, 3) }
    return block.items.flatMap((item) =>
      item.flatMap((inner, index) =>
        // Only the first line of an item has its mark.
        blockOf(docx, inner, lang, {
          left: place.left + 360,
          level: place.level + 1,
          ...(index === 0 && inner.kind !== 'list' && { list }),
        }),
      ),
    )
  }
  const options: IParagraphOptions = {
    ...(place.list ? { numbering: place.list } : { indent: { left: place.left } }),
    ...(block.kind === 'heading' && {
      heading: block.level === 2 ? HeadingLevel.HEADING_3 : HeadingLevel.HEADING_4,
    }),
    children: spansOf(docx, block.spans, lang),
  }
  return [new Paragraph(options)]
}

function spansOf(docx: Docx, spans: Span[], lang: Language): ParagraphChild[] {
  return spans.map((span) => {
    const children = [run(docx, span, lang)]
    return span.href === undefined ? run(docx, span, lang) : new docx.ExternalHyperlink({ link: span.href, children })
  })
}

function run(docx: Docx, { text, strong, href }: Span, lang: Language, color?: string) {
  return new docx.TextRun({
    text: clean(text),
    language: { value: locales[lang] },
    ...(strong && { bold: true }),
    ...(href !== undefined && { style: 'Hyperlink' }),
    ...(color && { color }),
  })
}

function footerOf(docx: Docx, sheet: Sheet) {
  const { Paragraph, TextRun, PageNumber, ExternalHyperlink } = docx
  const small = (text: string) => new TextRun({ text: clean(text), size: 21 })
  const link = (text: string, address: string) =>
    new ExternalHyperlink({
      link: address,
      children: [new TextRun({ text: clean(text), size: 21, style: 'Hyperlink' })],
    })
  const pages = sheet
    .page('\u0001', '\u0002')
    .split(/([\u0001\u0002])/)
    .map((part) => (part === '\u0001' ? PageNumber.CURRENT : part === '\u0002' ? PageNumber.TOTAL_PAGES : part))
  return new docx.Footer({
    children: [
      new Paragraph({
        border: { top: { style: docx.BorderStyle.SINGLE, size: 4, color: '999999', space: 6 } },
        children: [small(sheet.organiser)],
      }),
      ...(sheet.email ? [new Paragraph({ children: [link(sheet.email, `mailto:${sheet.email}`)] })] : []),
      new Paragraph({ children: [link(sheet.live, sheet.address)] }),
      new Paragraph({
        children: [...(sheet.version ? [small(`${sheet.version}, `)] : []), new TextRun({ size: 21, children: pages })],
      }),
    ],
  })
}
