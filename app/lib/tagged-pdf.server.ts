import { createRequire } from 'node:module'
import path from 'node:path'
import type { Block, RichText, Span } from './rich-text.ts'

/**
 * A PDF that screen readers can read (PDF/UA-1, ISO 14289-1): everything drawn is either told in the structure tree or
 * marked as decoration. Text is real text in an embedded font, Source Sans 3 (OFL 1.1).
 */

type Document = PDFKit.PDFDocument
export type Element = PDFKit.PDFStructureElement
export type Face = 'regular' | 'semibold' | 'light'

const faces: Record<Face, string> = {
  regular: 'SourceSans3-Regular.ttf',
  semibold: 'SourceSans3-Semibold.ttf',
  light: 'SourceSans3-ExtraLight.ttf',
}

/** A document of A4 pages, its fonts and the root of its structure. Sizes are points. */
export async function openTaggedPdf(facts: {
  title: string
  author: string
  lang: string
  /** Stands in the file, so that the same facts give the same bytes. */
  createdAt: number
  margins: { top: number; bottom: number; left: number; right: number }
}): Promise<{ doc: Document; root: Element }> {
  // Only who asks for a PDF waits for its writer to load.
  const { default: PDFDocument } = await import('pdfkit')
  const options: PDFKit.PDFDocumentOptions = {
    size: 'A4',
    margins: facts.margins,
    pdfVersion: '1.7',
    tagged: true,
    lang: facts.lang,
    displayTitle: true,
    bufferPages: true,
    info: { Title: facts.title, Author: facts.author, Creator: 'Kutsu', CreationDate: new Date(facts.createdAt) },
  }
  // The subset is newer than the types.
  const doc = new PDFDocument(Object.assign(options, { subset: 'PDF/UA' }))
  const folder = path.dirname(createRequire(import.meta.url).resolve('source-sans/TTF/SourceSans3-Regular.ttf'))
  for (const [face, file] of Object.entries(faces)) doc.registerFont(face, path.join(folder, file))
  const link = doc.link.bind(doc)
  // A link says where it leads (ISO 14289-1, 7.18.5). A `String` is how pdfkit knows text from a name.
  doc.link = (x, y, width, height, address, given) =>
    link(x, y, width, height, address, { ...given, Contents: Object(address) as string })
  const root = doc.struct('Document')
  doc.addStructure(root)
  return { doc, root }
}

/** The finished file. */
export async function closedPdf(doc: Document): Promise<Buffer> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
    doc.end()
  })
}

/** An element inside another one; what `draw` draws is its content. */
export function put(
  doc: Document,
  parent: Element,
  type: string,
  draw: () => void,
  options: { lang?: string | undefined } = {},
): void {
  const element = open(doc, parent, type, options)
  element.add(draw)
  element.end()
}

/** An element that others go into; end it when all are in. */
export function open(
  doc: Document,
  parent: Element,
  type: string,
  { lang }: { lang?: string | undefined } = {},
): Element {
  const element = doc.struct(type, lang === undefined ? {} : { lang })
  parent.add(element)
  return element
}

/** Draws what nobody needs to hear of: lines, page numbers. */
export function decorate(doc: Document, type: 'Layout' | 'Pagination', draw: () => void): void {
  doc.markContent('Artifact', { type })
  draw()
  doc.endMarkedContent()
}

type Look = { x: number; width: number; size: number; lang: string | undefined; headings: number }

/** Text with structure; `headings` is the level that its largest heading becomes. Goes on to the next page by itself. */
export function putRichText(doc: Document, parent: Element, text: RichText, look: Look): void {
  for (const block of text) putBlock(doc, parent, block, look)
}

function putBlock(doc: Document, parent: Element, block: Block, look: Look): void {
  if (block.kind === 'list') {
    putList(doc, parent, block, look)
    return
  }
  if (block.spans.every(({ text }) => text.trim() === '')) return
  const heading = block.kind === 'heading'
  const type = heading ? `H${String(look.headings + block.level - 2)}` : 'P'
  const element = open(doc, parent, type, { lang: look.lang })
  putSpans(doc, element, block.spans, look, heading)
  element.end()
}

function putList(
  doc: Document,
  parent: Element,
  { items, ordered }: Extract<Block, { kind: 'list' }>,
  look: Look,
): void {
  const list = open(doc, parent, 'L', { lang: look.lang })
  items.forEach((blocks, index) => {
    const item = open(doc, list, 'LI')
    const top = doc.y
    put(doc, item, 'Lbl', () => {
      doc.font('regular').fontSize(look.size)
      doc.text(ordered ? `${String(index + 1)}.` : '–', look.x, top, { lineBreak: false })
    })
    doc.y = top
    const body = open(doc, item, 'LBody')
    putRichText(doc, body, blocks, { ...look, x: look.x + 16, width: look.width - 16, lang: undefined })
    body.end()
    item.end()
  })
  list.end()
}

function putSpans(doc: Document, element: Element, spans: Span[], look: Look, heading: boolean): void {
  const shown = spans.filter(({ text }) => text !== '')
  shown.forEach((span, index) => {
    const draw = () => {
      doc.font(heading || span.strong ? 'semibold' : 'regular').fontSize(look.size)
      const options = {
        width: look.width,
        continued: index < shown.length - 1,
        link: span.href ?? null,
        underline: span.href !== undefined,
      }
      if (index === 0) doc.text(span.text, look.x, doc.y, options)
      else doc.text(span.text, options)
    }
    if (span.href === undefined) element.add(draw)
    else put(doc, element, 'Link', draw)
  })
}
