import { agendaLanguage, isPause, timed, type AgendaItem, type TimedItem } from '#app/features/agenda/rules.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { hasOnline, hasVenue } from '#app/features/events/rules.ts'
import type { words } from '#app/i18n/translators.server.ts'
import { clock, clockRange, dayAndYear, dayNumeral, monthOfDay, weekdayLong, zonedParts } from '#app/lib/dates.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import type { RichText } from '#app/lib/rich-text.ts'

type Words = ReturnType<typeof words>

/** One item as a sheet tells it. */
export type SheetItem = {
  id: string
  title: string
  /** Said behind the title of what is not agreed yet: `alustava`; empty for what is. */
  tentative: string
  /** `Maija Lehto, Huone 2`; for a table also `20 paikkaa`. */
  details: string
  description: RichText
}

export type SheetRow = SheetItem & {
  /** `17.00–17.10` */
  times: string
  pause: boolean
  tables: (SheetItem & { letter: string })[]
}

/** An agenda on paper, in words of one language: what the print page, the PDF and the Word file all show. */
export type AgendaSheet = {
  language: Language
  /** The language of the agenda's own words. */
  textLanguage: Language
  title: string
  /** What follows the title behind a colon, as a line of its own. */
  subtitle: string
  titleLanguage: Language
  weekday: string
  numeral: string
  /** `huhtikuuta 2027` */
  month: string
  /** `klo 17.00–20.00, Yhtenäiskoulun ruokasali, Laukaa` */
  whenAndWhere: string
  /** What must be known before anything else: a draft, an old version, a cancelled event. */
  notices: string[]
  rows: SheetRow[]
  /** `Laukaan kunta, järjestöyhdyshenkilö` */
  organiser: string
  email: string | null
  /** The page that always has the newest version. */
  address: string
  version: string
}

/** Which agenda it is: the newest published, one before it, or the draft. */
export type SheetVersion = { of: 'newest' | 'old'; version: number; publishedAt: number } | { of: 'draft' }

/** The facts of an agenda as words on a sheet of paper (LOOK 8). */
export function agendaSheet(
  event: EventDetails,
  items: AgendaItem[],
  which: SheetVersion,
  { language, baseUrl, t }: { language: Language; baseUrl: string; t: Words },
): AgendaSheet {
  const { startsAt, endsAt, timeZone, convener } = event
  const name = localText(event.title, language)
  const [title = '', subtitle = ''] = name.text.split(/: (.*)/s)
  return {
    language,
    textLanguage: agendaLanguage(event.languages),
    title,
    subtitle,
    titleLanguage: name.lang,
    weekday: weekdayLong(startsAt, timeZone, language),
    numeral: dayNumeral(startsAt, timeZone, language),
    month: `${monthOfDay(startsAt, timeZone, language)} ${String(zonedParts(startsAt, timeZone).year)}`,
    whenAndWhere: [clockRange(startsAt, endsAt, timeZone, language), whereOf(event, language, t)].join(', '),
    notices: [
      ...(event.state === 'cancelled' ? [t('sheet:cancelled')] : []),
      ...(which.of === 'draft' ? [t('sheet:draft')] : []),
      ...(which.of === 'old' ? [t('sheet:old', { version: which.version })] : []),
    ],
    rows: rowsOf(items, event, language, t),
    organiser: [localText(event.organiserName, language).text, convener?.title ?? convener?.name]
      .filter(Boolean)
      .join(', '),
    email: convener?.email ?? null,
    address: `${baseUrl}/events/${event.id}`,
    version:
      which.of === 'draft'
        ? ''
        : t('sheet:version', { version: which.version, day: dayAndYear(which.publishedAt, timeZone, language) }),
  }
}

function whereOf({ attendanceMode, venue }: EventDetails, language: Language, t: Words): string {
  if (!hasVenue(attendanceMode)) return t('sheet:online')
  const names = venue && [venue.name, venue.municipalityName].map((name) => localText(name, language).text)
  const place = names ? names.filter(Boolean).join(', ') : t('sheet:placeLater')
  return hasOnline(attendanceMode) ? t('sheet:alsoOnline', { place }) : place
}

function rowsOf(items: AgendaItem[], event: EventDetails, language: Language, t: Words): SheetRow[] {
  const { startsAt, timeZone } = event
  const all = timed(items, startsAt, timeZone)
  return all
    .filter(({ letter }) => letter === null)
    .map((item) => ({
      ...wordsOf(item, t),
      times: `${clock(item.startsAt, timeZone, language)}–${clock(item.endsAt, timeZone, language)}`,
      pause: isPause(item.kind),
      tables: tablesOf(all, item.id).map((table) => ({ ...wordsOf(table, t), letter: table.letter })),
    }))
}

/** The items side by side in this one, with their letters. */
export function tablesOf<T extends { within: string | null; letter: string | null }>(
  items: T[],
  id: string,
): (T & { letter: string })[] {
  return items.flatMap((item) => (item.within === id && item.letter !== null ? [{ ...item, letter: item.letter }] : []))
}

function wordsOf(item: TimedItem<AgendaItem>, t: Words): SheetItem {
  const { id, title, description, state } = item
  return {
    id,
    title,
    description,
    tentative: state === 'agreed' ? '' : t('sheet:tentative'),
    details: detailsOf(item, t),
  }
}

function detailsOf({ presenter, place, capacity, closed, letter }: TimedItem<AgendaItem>, t: Words): string {
  return [
    presenter.trim(),
    place.trim(),
    letter !== null && capacity !== null && t('sheet:seats', { count: capacity }),
    letter !== null && closed && t('sheet:closed'),
  ]
    .filter(Boolean)
    .join(', ')
}

/** An item's title; behind it, that it is not agreed yet. */
export function titleOf({ title, tentative }: Pick<SheetItem, 'title' | 'tentative'>): string {
  return tentative ? `${title} (${tentative})` : title
}

/** An item side by side with others, in one line: `A Tilat: mitä puuttuu (Maija, 20 paikkaa)`. */
export function tableLine(item: TimedItem<AgendaItem> & { letter: string }, t: Words): string {
  const told = wordsOf(item, t)
  return `${item.letter} ${titleOf(told)}${told.details && ` (${told.details})`}`
}

/** The sentences of a sheet that hold its other facts. */
export function sheetWords({ address }: AgendaSheet, t: Words) {
  return {
    live: t('sheet:live', { address: typedAddress(address) }),
    page: (page: string, pages: string) => t('sheet:page', { page, pages }),
  }
}

/** An address without its scheme, as people type it. */
function typedAddress(address: string): string {
  return address.replace(/^https?:\/\//, '')
}
