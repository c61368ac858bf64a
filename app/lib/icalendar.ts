import { createEvent, type EventAttributes } from 'ics'
import { writableSpan, type Span, type WritableSpan } from './icalendar-span.ts'
import { cleanText, escapeText, foldLine, parameterName } from './icalendar-text.ts'
import { zoneLines } from './icalendar-zone.ts'

/**
 * The iCalendar writer (RFC 5545, 7986): facts in, text out. `ics` writes the event; around it stands what it lacks:
 * clean text, local times with their VTIMEZONE, folding by octets, the header of a feed.
 */

export type CalendarEntry = {
  /** Opaque, for life. */
  uid: string
  sequence: number
  /** Epoch milliseconds; DTSTAMP and LAST-MODIFIED, so that two renderings are the same bytes. */
  changedAt: number
  when: Span
  cancelled: boolean
  title: { text: string; lang: string }
  description: string
  location: string
  /** The page about it; `ics` checks it with a pattern that is slow on hostile text, so never what somebody typed. */
  url: string
  /** The web address where it is attended from afar. */
  conference: string | null
  categories: string[]
  organiser: { name: string; email: string | null }
}

/** An entry as it stands in a calendar, and the zone it needs there. */
export type WrittenEntry = { text: string; zone: string | null }

/** One entry's lines. Not ok: it cannot be written, and the calendar goes without it. */
export function writeEntry(entry: CalendarEntry): { ok: true; entry: WrittenEntry } | { ok: false; reason: string } {
  const span = writableSpan(entry.when)
  if (!span) return { ok: false, reason: 'its times make no span' }
  const { error, value } = createEvent(attributesOf(entry, span))
  if (error || !value) return { ok: false, reason: error?.message ?? 'nothing was written' }
  const lines = value
    .slice(value.indexOf('BEGIN:VEVENT'), value.indexOf('END:VEVENT'))
    .replaceAll('\r\n\t', '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => completed(line, entry, span))
  const text = joined([...lines, ...linesBeyondIcs(entry), 'END:VEVENT'])
  return { ok: true, entry: { text, zone: span.local?.zone ?? null } }
}

function attributesOf(entry: CalendarEntry, span: WritableSpan): EventAttributes {
  // `ics` takes `timestamp`, though its types do not say so; without it DTSTAMP would be the time of rendering.
  const attributes: EventAttributes & { timestamp: number } = {
    uid: cleanText(entry.uid),
    sequence: entry.sequence,
    timestamp: entry.changedAt,
    lastModified: entry.changedAt,
    start: span.start,
    end: span.end,
    startInputType: 'utc',
    startOutputType: 'utc',
    endInputType: 'utc',
    endOutputType: 'utc',
    title: cleanText(entry.title.text),
    location: cleanText(entry.location),
    url: entry.url,
    status: entry.cancelled ? 'CANCELLED' : 'CONFIRMED',
    // What is cancelled, or takes whole days, keeps nobody's time.
    transp: entry.cancelled || span.wholeDays ? 'TRANSPARENT' : 'OPAQUE',
  }
  return attributes
}

/** A line of `ics` with the parameters that it cannot write. */
function completed(line: string, entry: CalendarEntry, { local }: WritableSpan): string {
  if (local && line.startsWith('DTSTART:')) return `DTSTART;TZID=${local.zone}:${local.start}`
  if (local && line.startsWith('DTEND:')) return `DTEND;TZID=${local.zone}:${local.end}`
  if (line.startsWith('SUMMARY:')) return line.replace('SUMMARY', `SUMMARY;LANGUAGE=${entry.title.lang}`)
  return line
}

/** What `ics` does not escape, does not know, or would fold in a time that grows with the square of the length. */
function linesBeyondIcs(entry: CalendarEntry): string[] {
  const description = escapeText(cleanText(entry.description))
  const categories = entry.categories.map((category) => escapeText(cleanText(category))).filter(Boolean)
  const { name, email } = entry.organiser
  // METHOD:PUBLISH asks for an organiser with an address (RFC 5546 3.2.1), also of those who have none.
  const address = email && /^[^\s@"<>]+@[^\s@"<>]+$/.test(email) ? `mailto:${email}` : 'invalid:nomail'
  const conference = entry.conference && /^https?:\/\/[!-~]+$/.test(entry.conference) ? entry.conference : null
  return [
    ...(description ? [`DESCRIPTION:${description}`] : []),
    ...(categories.length > 0 ? [`CATEGORIES:${categories.join(',')}`] : []),
    `ORGANIZER;CN="${parameterName(name)}":${address}`,
    ...(conference ? [`CONFERENCE;VALUE=URI;FEATURE=VIDEO:${conference}`] : []),
  ]
}

/**
 * The whole calendar. `name` is what a subscriber's list shows; null for a single event's file, which is a copy: a named
 * file opens in Outlook as a calendar of its own instead of one more entry.
 */
export function writeCalendar(options: { name: string | null; language: string; entries: WrittenEntry[] }): string {
  const { name, language, entries } = options
  const zones = [...new Set(entries.map((entry) => entry.zone))].filter((zone) => zone !== null).sort()
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Kutsu//Kutsu//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...(name === null ? [] : subscriptionLines(escapeText(cleanText(name)))),
    ...zones.flatMap(zoneLines),
  ]
  return [joined(head), ...entries.map((entry) => entry.text), joined(['END:VCALENDAR'])].join('')
}

function subscriptionLines(name: string): string[] {
  return [`NAME:${name}`, `X-WR-CALNAME:${name}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H']
}

function joined(lines: string[]): string {
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}
