import { isBlank } from '#app/lib/rich-text.ts'
import {
  closedPdf,
  decorate,
  open,
  openTaggedPdf,
  put,
  putRichText,
  type Element,
  type Face,
} from '#app/lib/tagged-pdf.server.ts'
import { titleOf, type AgendaSheet, type SheetItem, type SheetRow } from './rules.ts'

type Document = PDFKit.PDFDocument
type Sheet = AgendaSheet & { live: string; page: (page: string, pages: string) => string }

/** Points from the left edge of an A4. */
const left = 51
const middle = 148
const right = 544
const bottom = 792
const ink = '#000000'
const soft = '#333333'

/**
 * The agenda as a tagged, accessible PDF (A11Y, PDF/UA-1): title and items are headings and bookmarks, items and tables
 * are lists, links say where they lead.
 * @param at stands in the file as when it was made, epoch milliseconds
 */
export async function writeAgendaPdf(sheet: Sheet, at: number): Promise<Buffer> {
  const { doc, root } = await openTaggedPdf({
    title: [sheet.title, sheet.subtitle].filter(Boolean).join(': '),
    author: sheet.organiser,
    lang: sheet.language,
    createdAt: at,
    margins: { top: 51, bottom: 842 - bottom, left, right: 595 - right },
  })
  putHead(doc, root, sheet)
  const list = open(doc, root, 'L', { lang: langOf(sheet) })
  for (const row of sheet.rows) putRow(doc, list, row, sheet)
  list.end()
  putFoot(doc, root, sheet)
  root.end()
  numberPages(doc, sheet)
  return closedPdf(doc)
}

function langOf({ textLanguage, language }: AgendaSheet): string | undefined {
  return textLanguage === language ? undefined : textLanguage
}

function write(doc: Document, text: string, face: Face, size: number, x: number, width: number, color = ink): void {
  doc.font(face).fontSize(size).fillColor(color).text(text, x, doc.y, { width })
}

function putHead(doc: Document, root: Element, sheet: Sheet): void {
  const top = doc.y
  put(doc, root, 'P', () => {
    write(doc, `${sheet.weekday} `, 'regular', 13.5, left, 130)
    doc
      .font('light')
      .fontSize(68)
      .text(`${sheet.numeral} `, left - 3, doc.y - 20, { characterSpacing: -2 })
    doc.y -= 16
    write(doc, sheet.month, 'regular', 13.5, left, 130)
  })
  const under = doc.y
  const x = 172
  const width = right - x
  doc.y = top + 16
  const lang = sheet.titleLanguage === sheet.language ? undefined : sheet.titleLanguage
  put(doc, root, 'H1', () => write(doc, sheet.title, 'semibold', 25, x, width), { lang })
  put(doc, root, 'P', () => write(doc, sheet.whenAndWhere, 'regular', 13.5, x, width))
  if (sheet.subtitle) put(doc, root, 'P', () => write(doc, sheet.subtitle, 'regular', 13.5, x, width), { lang })
  for (const notice of sheet.notices) put(doc, root, 'P', () => write(doc, notice, 'semibold', 13.5, x, width))
  doc.outline.addItem(sheet.title)
  doc.y = Math.max(doc.y, under) + 12
  rule(doc, 1.5, ink)
  doc.y += 10
}

function rule(doc: Document, thickness: number, color: string): void {
  decorate(doc, 'Layout', () => doc.lineWidth(thickness).moveTo(left, doc.y).lineTo(right, doc.y).stroke(color))
}

function putRow(doc: Document, list: Element, row: SheetRow, sheet: Sheet): void {
  keepTogether(doc, row)
  const top = doc.y
  const item = open(doc, list, 'LI')
  put(doc, item, 'Lbl', () => write(doc, row.times, 'semibold', 13, left, middle - left))
  doc.y = top
  const body = open(doc, item, 'LBody')
  put(doc, body, 'H2', () => write(doc, titleOf(row), 'semibold', 13, middle, right - middle))
  const bookmark = { expanded: false, top }
  doc.outline.addItem(`${row.times} ${row.title}`, bookmark)
  if (row.details) put(doc, body, 'P', () => write(doc, row.details, 'regular', 11.5, middle, right - middle, soft))
  putDescription(doc, body, row, middle)
  if (row.tables.length > 0) putTables(doc, body, row, sheet)
  body.end()
  item.end()
  doc.y += 7
  rule(doc, 0.5, '#999999')
  doc.y += 7
}

function putTables(doc: Document, body: Element, { tables }: SheetRow, sheet: Sheet): void {
  const list = open(doc, body, 'L', { lang: langOf(sheet) })
  for (const table of tables) {
    const item = open(doc, list, 'LI')
    const top = doc.y
    put(doc, item, 'Lbl', () => write(doc, table.letter, 'semibold', 11.5, middle, 20))
    doc.y = Math.min(top, doc.y)
    const inner = open(doc, item, 'LBody')
    const text = `${titleOf(table)}${table.details && ` (${table.details})`}`
    put(doc, inner, 'P', () => write(doc, text, 'regular', 11.5, middle + 16, right - middle - 16))
    putDescription(doc, inner, table, middle + 16)
    inner.end()
    item.end()
  }
  list.end()
}

function putDescription(doc: Document, body: Element, { description }: SheetItem, x: number): void {
  if (isBlank(description)) return
  doc.fillColor(ink)
  doc.y += 3
  putRichText(doc, body, description, { x, width: right - x, size: 11, lang: undefined, headings: 3 })
}

/** A row begins where its time, title and tables fit on the page; a long description may go on to the next. */
function keepTogether(doc: Document, row: SheetRow): void {
  const height = (text: string, size: number, width: number) =>
    doc.font('semibold').fontSize(size).heightOfString(text, { width })
  const needed = [
    height(titleOf(row), 13, right - middle),
    row.details ? height(row.details, 11.5, right - middle) : 0,
    isBlank(row.description) ? 0 : 36,
    ...row.tables.map((table) => height(titleOf(table) + table.details, 11.5, right - middle - 20)),
  ].reduce((sum, each) => sum + each, 8)
  if (doc.y + needed > bottom && needed < 600) doc.addPage()
}

function putFoot(doc: Document, root: Element, sheet: Sheet): void {
  if (doc.y + 60 > bottom) doc.addPage()
  doc.y = Math.max(doc.y + 8, bottom - 44)
  const top = doc.y
  decorate(doc, 'Layout', () =>
    doc
      .lineWidth(0.5)
      .moveTo(left, top - 8)
      .lineTo(right, top - 8)
      .stroke('#999999'),
  )
  const half = 240
  put(doc, root, 'P', () => write(doc, sheet.organiser, 'regular', 10.5, left, half))
  if (sheet.email) putLink(doc, root, sheet.email, `mailto:${sheet.email}`, left, half)
  doc.y = top
  putLink(doc, root, sheet.live, sheet.address, left + half + 10, right - left - half - 10)
  if (sheet.version) {
    put(doc, root, 'P', () => write(doc, sheet.version, 'regular', 10.5, left + half + 10, right - left - half - 10))
  }
}

function putLink(doc: Document, root: Element, text: string, address: string, x: number, width: number): void {
  const paragraph = open(doc, root, 'P')
  put(doc, paragraph, 'Link', () => {
    doc.font('regular').fontSize(10.5).fillColor(ink).text(text, x, doc.y, { width, link: address })
  })
  paragraph.end()
}

function numberPages(doc: Document, sheet: Sheet): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page)
    // Below the margin, where text would otherwise begin a page of its own.
    doc.page.margins.bottom = 0
    decorate(doc, 'Pagination', () => {
      doc.font('regular').fontSize(10).fillColor(soft)
      doc.text(sheet.page(String(page - start + 1), String(count)), left, bottom + 14, {
        width: right - left,
        align: 'right',
      })
    })
  }
}
