import { timed, type AgendaItem } from '#app/features/agenda/rules.ts'
import { tableLine, tablesOf } from '#app/features/agenda-sheet/rules.ts'
import type { OrganiserKind } from '#app/features/directory/rules.ts'
import {
  eventKinds,
  hasOnline,
  hasVenue,
  type AttendanceMode,
  type EventKind,
  type EventState,
} from '#app/features/events/rules.ts'
import type { words } from '#app/i18n/translators.server.ts'
import { clock, duration, weekdayAndDay } from '#app/lib/dates.ts'
import type { CalendarEntry } from '#app/lib/icalendar.ts'
import { isLanguage, localText, type Language, type LocalText } from '#app/lib/languages.ts'

type Words = ReturnType<typeof words>

/** What a calendar address shows: one event, or all events of everybody or of an organiser, perhaps of some kinds. */
export type Feed =
  | { of: 'event'; eventId: string; language: Language }
  | { of: 'organiser'; organiserId: string; kinds: EventKind[]; language: Language }
  | { of: 'everybody'; kinds: EventKind[]; language: Language }

/** A feed with many events, which one can subscribe to. */
export type SubscribableFeed = Exclude<Feed, { of: 'event' }>

/**
 * The feed at an address; null when the address is no feed's, 'unknown' when it asks for a kind that does not exist: a
 * calendar that shows everything instead would be a surprise. An unknown language is Finnish.
 */
export function feedAt(path: string, query: URLSearchParams): Feed | 'unknown' | null {
  const [, folder, id] = /^\/(calendar|events)(?:\/([\w-]{1,64}))?\.ics$/.exec(path) ?? []
  const language = isLanguage(query.get('lang')) ? (query.get('lang') as Language) : 'fi'
  if (folder === 'events') return id ? { of: 'event', eventId: id, language } : null
  if (folder !== 'calendar') return null
  const kinds = kindsOf(query)
  if (!kinds) return 'unknown'
  return id ? { of: 'organiser', organiserId: id, kinds, language } : { of: 'everybody', kinds, language }
}

/** The kinds that a query names, in one order and each once; none: all of them. Null when it names an unknown one. */
function kindsOf(query: URLSearchParams): EventKind[] | null {
  const named = query.getAll('kind').filter(Boolean)
  const kinds = eventKinds.filter((kind) => named.includes(kind))
  return named.every((name) => (eventKinds as readonly string[]).includes(name)) ? kinds : null
}

/** The feed that the page of the subscribe button is asked about (`?organiser=&kind=`); null for an unknown kind. */
export function feedWanted(query: URLSearchParams, language: Language): SubscribableFeed | null {
  const kinds = kindsOf(query)
  const organiserId = query.get('organiser')
  if (!kinds) return null
  return organiserId ? { of: 'organiser', organiserId, kinds, language } : { of: 'everybody', kinds, language }
}

/** Path and query of a feed, always written the same way. */
export function feedPath(feed: Feed): string {
  const query = new URLSearchParams()
  if (feed.of !== 'event') for (const kind of feed.kinds) query.append('kind', kind)
  if (feed.language !== 'fi') query.set('lang', feed.language)
  const path = {
    event: () => `/events/${feed.of === 'event' ? feed.eventId : ''}.ics`,
    organiser: () => `/calendar/${feed.of === 'organiser' ? feed.organiserId : ''}.ics`,
    everybody: () => '/calendar.ics',
  }[feed.of]()
  return query.size === 0 ? path : `${path}?${query.toString()}`
}

type Place = { id: string; kind: OrganiserKind; parentId: string | null; subregion: string | null }

/**
 * Whose events an organiser's feed holds. A municipality's: its own and its sectors', and what the county and its
 * subregion are called to. The county's: those of the county and all its municipalities.
 */
export function feedScope(id: string, all: Place[]): { own: string[]; subregion: string[]; county: string[] } | null {
  const place = all.find((each) => each.id === id)
  if (!place) return null
  const own = familyOf(id, all)
  if (place.kind !== 'municipality') return { own, subregion: [], county: [] }
  const neighbours = all.filter((each) => place.subregion !== null && each.subregion === place.subregion)
  return {
    own,
    subregion: neighbours.flatMap((each) => familyOf(each.id, all)),
    county: place.parentId === null ? [] : familyOf(place.parentId, all),
  }
}

/** An organiser and all that stand under it. */
function familyOf(id: string, all: Place[]): string[] {
  const family = new Set([id])
  for (let grown = 0; grown < family.size;) {
    grown = family.size
    for (const each of all) if (each.parentId !== null && family.has(each.parentId)) family.add(each.id)
  }
  return [...family]
}

/** What a subscriber's list of calendars shows. */
export function feedName(
  feed: SubscribableFeed,
  organiser: { name: LocalText; withCounty: boolean } | null,
  t: Words,
): string {
  const name = organiser && localText(organiser.name, feed.language).text
  const whose = !name
    ? t('calendar:feed.everybody')
    : organiser.withCounty
      ? t('calendar:feed.withCounty', { organiser: name })
      : name
  if (feed.kinds.length === 0) return whose
  const kinds = feed.kinds.map((kind) => t(`calendar:feed.kinds.${kind}`)).join(', ')
  return t('calendar:feed.ofKinds', { whose, kinds })
}

/** An event as a feed tells it: public facts only, nothing of its guests. */
export type FeedEvent = {
  id: string
  uid: string
  sequence: number
  changedAt: number
  state: EventState
  kind: EventKind
  title: LocalText
  description: LocalText
  cancelReason: LocalText | null
  startsAt: number
  endsAt: number
  timeZone: string
  movedFrom: number | null
  answerBy: number | null
  attendanceMode: AttendanceMode
  onlineUrl: string | null
  venue: { name: LocalText; municipalityName: LocalText } | null
  organiser: { name: LocalText; email: string | null }
  coOrganisers: { name: LocalText }[]
  agenda: AgendaItem[]
}

/** The facts that a calendar shows of an event, in one language. */
export function entryOf(event: FeedEvent, language: Language, baseUrl: string, t: Words): CalendarEntry {
  const text = (local: LocalText) => localText(local, language).text
  const url = `${baseUrl}/events/${event.id}`
  const online = hasOnline(event.attendanceMode) ? event.onlineUrl : null
  const venue = hasVenue(event.attendanceMode) ? event.venue : null
  return {
    uid: event.uid,
    sequence: event.sequence,
    changedAt: event.changedAt,
    when: { startsAt: event.startsAt, endsAt: event.endsAt, zone: event.timeZone },
    cancelled: event.state === 'cancelled',
    title: localText(event.title, language),
    description: [
      ...news(event, language, t),
      text(event.description),
      ...deadline(event, language, t),
      agendaText(event, language, t),
      online ? t('calendar:entry.online', { address: online }) : '',
      ...together(event, language, t),
      t('calendar:entry.page', { address: url }),
    ]
      .filter(Boolean)
      .join('\n\n'),
    location: venue ? [text(venue.name), text(venue.municipalityName)].filter(Boolean).join(', ') : (online ?? ''),
    url,
    conference: online,
    categories: [t(`events:kinds.${event.kind}`)],
    organiser: { name: text(event.organiser.name), email: event.organiser.email },
  }
}

/**
 * What has happened to it, said first. An event that is over keeps its lines: becoming held is no change that a calendar
 * is told of, so nothing of the entry may depend on it.
 */
function news(event: FeedEvent, language: Language, t: Words): string[] {
  if (event.state === 'cancelled') {
    const reason = event.cancelReason ? localText(event.cancelReason, language).text : ''
    return [[t('calendar:entry.cancelled'), reason].filter(Boolean).join(' ')]
  }
  if (event.movedFrom === null || event.movedFrom === event.startsAt) return []
  const day = weekdayAndDay(event.movedFrom, event.timeZone, language)
  return [t('calendar:entry.moved', { day, time: clock(event.movedFrom, event.timeZone, language) })]
}

function together({ coOrganisers }: FeedEvent, language: Language, t: Words): string[] {
  if (coOrganisers.length === 0) return []
  const names = coOrganisers.map(({ name }) => localText(name, language).text).join(', ')
  return [t('calendar:entry.coOrganisers', { names })]
}

function deadline(event: FeedEvent, language: Language, t: Words): string[] {
  if (event.answerBy === null || event.state === 'cancelled') return []
  return [t('calendar:entry.answerBy', { day: weekdayAndDay(event.answerBy, event.timeZone, language) })]
}

/** The agenda as lines: `17.00 Avaus (10 min, kunnanjohtaja)`; descriptions are left to the event's page. */
function agendaText(event: FeedEvent, language: Language, t: Words): string {
  if (event.agenda.length === 0) return ''
  const rows = timed(event.agenda, event.startsAt, event.timeZone)
  const lines = rows.flatMap((item) => {
    // Items side by side are told under the one they stand in, which has their time.
    if (item.letter !== null) return []
    const details = [
      duration(item.minutes),
      item.presenter.trim(),
      item.place.trim(),
      item.state !== 'agreed' && t('sheet:tentative'),
    ]
    const line = `${clock(item.startsAt, event.timeZone, language)} ${item.title} (${details.filter(Boolean).join(', ')})`
    return [line, ...tablesOf(rows, item.id).map((table) => `  ${tableLine(table, t)}`)]
  })
  return [t('calendar:entry.agenda'), ...lines].join('\n')
}

/** The name of a single event's file: `kevaan-jarjestofoorumi.ics`. */
export function fileName(
  title: LocalText,
  language: Language,
  ending: 'ics' | 'pdf' | 'docx' | 'csv' | 'xlsx' = 'ics',
): string {
  const plain = localText(title, language)
    .text.normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return `${plain || 'kutsu'}.${ending}`
}
