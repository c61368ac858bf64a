import { dayNumeral, longDay, monthOfDay, clockRange, weekdayLong } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import { placeholderMark, type Letter } from './rules.ts'

/** What a letter is made of, in the order it is read. `href` is a whole address or a `linkPlaceholder`. */
export type Block =
  /** A small line on top: who writes to whom. */
  | { kind: 'lead'; text: string }
  /** The day as a large numeral, beside it the title and lines: time is written from `startsAt` and `endsAt`. */
  | { kind: 'event'; startsAt: number; endsAt: number; zone: string; title: string; lines: string[] }
  | { kind: 'heading'; text: string }
  /** `lang`: when it is not that of the letter. */
  | { kind: 'paragraph'; text: string; lang?: Language }
  /** Up to three buttons in a row. */
  | { kind: 'choices'; choices: { label: string; href: string; filled: boolean }[] }
  | { kind: 'button'; label: string; href: string }
  | { kind: 'rows'; rows: { term: string; text: string }[] }
  | { kind: 'link'; label: string; href: string }
  | { kind: 'note'; text: string }
  | { kind: 'signature'; lines: string[]; lang?: Language }

/** The small print under the sheet: why this letter came, and links. */
export type Footer = { text: string; links?: { label: string; href: string }[] }

/**
 * Writes a letter twice from the same blocks: as plain text and as HTML in a 600-pixel table with inline styles, which is what
 * mail programs read. Everything is escaped here, and links are those of `href` only, whatever the texts hold.
 */
export function composeLetter(given: {
  language: Language
  subject: string
  /** Shown by mail programs beside the subject: the question and the date. */
  preheader: string
  blocks: Block[]
  footer: Footer
}): Letter {
  const content = withoutMarks(given)
  const { language, subject, blocks, footer } = content
  const text = [...blocks.map((block) => textOf(block, language)), textFooter(footer)].join('\n\n') + '\n'
  return { subject, text, html: page(content) }
}

/** The same content without the mark of placeholders in any text but an `href`, which no person writes. */
function withoutMarks<Content>(content: Content): Content {
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replaceAll(placeholderMark, '')
    if (Array.isArray(value)) return value.map(clean)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, key === 'href' ? part : clean(part)]))
  }
  return clean(content) as Content
}

function textOf(block: Block, language: Language): string {
  switch (block.kind) {
    case 'lead':
    case 'paragraph':
    case 'note':
      return block.text
    case 'heading':
      return `${block.text}\n${'-'.repeat(Math.min(block.text.length, 60))}`
    case 'event': {
      const { startsAt, endsAt, zone } = block
      const when = `${longDay(startsAt, zone, language)} ${clockRange(startsAt, endsAt, zone, language)}`
      return [block.title, when, ...block.lines].join('\n')
    }
    case 'choices':
      return block.choices.map((choice) => `${choice.label}:\n${choice.href}`).join('\n\n')
    case 'button':
    case 'link':
      return `${block.label}:\n${block.href}`
    case 'rows':
      return block.rows.map((row) => `${row.term}  ${row.text}`).join('\n')
    case 'signature':
      return block.lines.join('\n')
  }
}

function textFooter(footer: Footer): string {
  return ['--', footer.text, ...(footer.links ?? []).map((link) => `${link.label}: ${link.href}`)].join('\n')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
/** Escaped, with the writer's own line breaks. */
const prose = (text: string) => escape(text).replace(/\r?\n/g, '<br>')

const font = "font-family:'Source Sans 3',-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const ink = 'color:#212121'
const muted = 'color:#5f686d'
const action = 'color:#2a6ebb'
const small = `font-size:16px;line-height:24px;${muted}`
const button =
  'display:block;border:2px solid #2a6ebb;border-radius:4px;font-weight:600;text-align:center;text-decoration:none;padding:13px 6px'
const tableStart = '<table role="presentation" cellspacing="0" cellpadding="0" border="0"'

function cell(above: number, content: string): string {
  return `<tr><td class="pad tx" style="padding:${String(above)}px 40px 0;${ink}">${content}</td></tr>`
}

function anchor(label: string, href: string): string {
  return `<a class="lk" href="${escape(href)}" style="${action}">${escape(label)}</a>`
}

function buttonAnchor(choice: { label: string; href: string; filled: boolean }): string {
  const look = choice.filled ? 'background:#2a6ebb;color:#ffffff' : action
  const name = choice.filled ? 'fill' : 'out'
  return `<a class="${name}" href="${escape(choice.href)}" style="${button};${look}">${escape(choice.label)}</a>`
}

function htmlOf(block: Block, language: Language): string {
  switch (block.kind) {
    case 'lead':
      return `<tr><td class="pad mu" style="padding:26px 40px 0;${small}">${escape(block.text)}</td></tr>`
    case 'event':
      return eventBlock(block, language)
    case 'heading':
      return cell(
        30,
        `<h2 class="tx" style="margin:0;font-size:23px;line-height:28px;font-weight:600;${ink}">${escape(block.text)}</h2>`,
      )
    case 'paragraph':
      return cell(24, `<p${spoken(block.lang, language)} style="margin:0">${prose(block.text)}</p>`)
    case 'choices':
      return cell(14, choiceRow(block.choices))
    case 'button':
      return cell(
        20,
        `${tableStart}><tr><td style="min-width:200px">${buttonAnchor({ ...block, filled: true })}</td></tr></table>`,
      )
    case 'rows':
      return cell(32, rowTable(block.rows))
    case 'link':
      return cell(16, `<p style="margin:0">${anchor(block.label, block.href)}</p>`)
    case 'note':
      return cell(14, `<p class="mu" style="margin:0;${small}">${prose(block.text)}</p>`)
    case 'signature':
      return cell(
        24,
        `<p${spoken(block.lang, language)} style="margin:0">${block.lines.map(signatureLine).join('<br>')}</p>`,
      )
  }
}

/** Marks what is not in the letter's own language. */
function spoken(lang: Language | undefined, language: Language): string {
  return lang === undefined || lang === language ? '' : ` lang="${lang}"`
}

function eventBlock(block: Extract<Block, { kind: 'event' }>, language: Language): string {
  const { startsAt, endsAt, zone } = block
  const side = (text: string, height: number) =>
    `<span class="mu" style="font-size:17px;line-height:${String(height)}px;${muted}">${escape(text)}</span>`
  const numeral = `<span class="da day" style="font-size:76px;line-height:72px;font-weight:300;letter-spacing:-2px;color:#883068">${escape(dayNumeral(startsAt, zone, language))}</span>`
  const date = [
    side(weekdayLong(startsAt, zone, language), 20),
    numeral,
    side(monthOfDay(startsAt, zone, language), 24),
  ]
  const lines = [clockRange(startsAt, endsAt, zone, language), ...block.lines].map(escape).join('<br>')
  const title = `<h1 class="tx ttl" style="margin:0;font-size:31px;line-height:37px;font-weight:600;overflow-wrap:anywhere;${ink}">${escape(softHyphens(block.title))}</h1>`
  return cell(
    18,
    `${tableStart}><tr><td valign="middle" style="padding-right:24px;white-space:nowrap">${date.join('<br>')}</td>` +
      `<td valign="middle">${title}<p class="tx" style="margin:8px 0 0;${ink}">${lines}</p></td></tr></table>`,
  )
}

function choiceRow(choices: { label: string; href: string; filled: boolean }[]): string {
  // Wider words get a wider button; on a phone they stand under each other.
  const length = choices.reduce((sum, choice) => sum + choice.label.length + 8, 0)
  const cells = choices.map((choice, place) => {
    const width = Math.round(((choice.label.length + 8) / length) * 100)
    const gap = place < choices.length - 1 ? ' style="padding-right:10px"' : ''
    return `<td class="btn3" width="${String(width)}%"${gap}>${buttonAnchor(choice)}</td>`
  })
  return `${tableStart} width="100%"><tr>${cells.join('')}</tr></table>`
}

function rowTable(rows: { term: string; text: string }[]): string {
  const line = `border-top:1px solid #dcdfe1;padding:9px 0;${ink}`
  const made = rows.map(
    (row) =>
      `<tr><td class="ln tx" valign="top" width="70" style="${line};padding-right:12px;font-weight:600">${escape(row.term)}</td>` +
      `<td class="ln tx" style="${line}">${prose(row.text)}</td></tr>`,
  )
  return `${tableStart} width="100%">${made.join('')}</table>`
}

/** An address in a signature may break at its signs and is pressed to write. */
function signatureLine(line: string): string {
  if (!/^[^\s@<>"]+@[^\s@<>"]+$/.test(line)) return escape(line)
  const broken = escape(line).replace(/[.@]/g, (sign) => `${sign}<wbr>`)
  return `<a class="lk" href="mailto:${escape(encodeURI(line))}" style="${action}">${broken}</a>`
}

const styles =
  '@media(max-width:520px){.pad{padding-left:20px!important;padding-right:20px!important}.day{font-size:60px!important}' +
  '.btn3{display:block!important;width:100%!important;padding:0 0 10px!important}.ttl{font-size:26px!important;line-height:31px!important}}' +
  '@media(prefers-color-scheme:dark){.bg{background:#121921!important}.sheet{background:#1b232c!important}.tx{color:#ecedee!important}' +
  '.mu{color:#b5bec5!important}.da{color:#eeb5d9!important}.ln{border-color:#3d4751!important}.lk{color:#8ebef6!important}' +
  '.out{color:#8ebef6!important;border-color:#8ebef6!important}.fill{background:#8ebef6!important;border-color:#8ebef6!important;color:#0c1c31!important}}'

function page(content: Parameters<typeof composeLetter>[0]): string {
  const { language, subject, preheader, blocks, footer } = content
  const links = (footer.links ?? []).map((link) => anchor(link.label, link.href)).join(' · ')
  const sheet = `${tableStart} width="600" class="sheet" style="width:100%;max-width:600px;background:#ffffff;border-top:5px solid #883068;${font};font-size:18px;line-height:27px;${ink}">`
  const under = `${tableStart} width="600" style="width:100%;max-width:600px;${font}">`
  return [
    `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<meta name="color-scheme" content="light dark"><title>${escape(subject)}</title><style>${styles}</style></head>`,
    '<body class="bg" style="margin:0;padding:0;background:#f7f7f8;-webkit-text-size-adjust:100%">',
    `<div style="display:none;max-height:0;overflow:hidden">${escape(preheader)}</div>`,
    `<div role="main">${tableStart} width="100%"><tr><td align="center" style="padding:24px 10px">`,
    sheet,
    ...blocks.map((block) => htmlOf(block, language)),
    '<tr><td style="padding:34px 0 0;line-height:0;font-size:0">&nbsp;</td></tr></table>',
    `${under}<tr><td class="pad mu" style="padding:18px 40px;font-size:15px;line-height:23px;${muted}">${prose(footer.text)}${links && ` ${links}`}</td></tr></table>`,
    '</td></tr></table></div></body></html>\n',
  ].join('\n')
}
