import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { nastyText, sampleEntries } from '#tests/support/calendar-entries.ts'
import { writeCalendar, writeEntry, type CalendarEntry, type WrittenEntry } from './icalendar.ts'

function written(entry: CalendarEntry): WrittenEntry {
  const outcome = writeEntry(entry)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.entry
}

function calendar(entries: CalendarEntry[], name: string | null = 'Laukaa, koko maakunta; "kaikki"'): string {
  return writeCalendar({ name, language: 'fi', entries: entries.map(written) })
}

function parsed(text: string) {
  const component = new ICAL.Component(ICAL.parse(text) as unknown[])
  for (const zone of component.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return component
}

const [first, nasty, allDay] = sampleEntries

describe('the iCalendar writer', () => {
  it('writes exactly the bytes of the golden files', () => {
    const golden = (name: string) => readFileSync(path.join(import.meta.dirname, 'golden', name), 'utf8')
    expect(calendar(sampleEntries)).toBe(golden('feed.ics'))
    expect(calendar([first], null)).toBe(golden('event.ics'))
  })

  it.each(['UTC', 'America/New_York', 'Pacific/Auckland'])(
    'writes the same bytes in a process of zone %s',
    (zone) => {
      const script = `
      import { writeCalendar, writeEntry } from '#app/lib/icalendar.ts'
      import { sampleEntries } from '#tests/support/calendar-entries.ts'
      const entries = sampleEntries.map((entry) => writeEntry(entry).entry)
      process.stdout.write(writeCalendar({ name: 'Laukaa, koko maakunta; "kaikki"', language: 'fi', entries }))`
      const out = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
        cwd: path.join(import.meta.dirname, '../..'),
        env: { NODE_ENV: 'test', TZ: zone },
        encoding: 'utf8',
      })
      expect(out).toBe(calendar(sampleEntries))
    },
    20_000,
  )

  it('gives every text back exactly through another parser', () => {
    const event = parsed(calendar([nasty])).getFirstSubcomponent('vevent')
    expect(event?.getFirstPropertyValue('summary')).toBe(nastyText)
    expect(event?.getFirstPropertyValue('location')).toBe(nastyText)
    expect(event?.getFirstPropertyValue('description')).toBe(nastyText.repeat(8))
    expect(event?.getFirstProperty('categories')?.getValues()).toEqual(nasty.categories)
    expect(event?.getFirstPropertyValue('conference')).toBe(nasty.conference)
    // The parser does not know these two as text, and leaves them escaped.
    for (const name of ['name', 'x-wr-calname']) {
      expect(parsed(calendar([nasty])).getFirstPropertyValue(name)).toBe('Laukaa\\, koko maakunta\\; "kaikki"')
    }
  })

  it('lets nothing that is typed become a line of the calendar', () => {
    const attack = 'x\r\nATTENDEE:mailto:x@example.org\rBEGIN:VALARM\u0000\u000b\u0085END:VEVENT\u2028X-A:1'
    const hostile: CalendarEntry = {
      ...first,
      uid: attack,
      title: { text: attack, lang: 'fi' },
      description: attack,
      location: attack,
      categories: [attack],
      conference: `https://x.example/${attack}`,
      organiser: { name: attack, email: attack },
    }
    const text = writeCalendar({ name: attack, language: 'fi', entries: [written(hostile)] })
    const names = text
      .replaceAll('\r\n ', '')
      .split('\r\n')
      .map((line) => line.split(/[:;]/)[0])
    expect(names).not.toContain('ATTENDEE')
    expect(names).not.toContain('X-A')
    expect(text.match(/END:VEVENT\r\n/g)).toHaveLength(1)
    expect(text).not.toMatch(/BEGIN:VALARM\r\n/)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u)
  })

  it('ends every line with CRLF and has no byte order mark', () => {
    const text = calendar(sampleEntries)
    expect(text.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true)
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('tells times by the clock of the zone, with the zone explained, in summer and in winter', () => {
    const text = calendar([first, nasty])
    expect(text).toContain('DTSTART;TZID=Europe/Helsinki:20270420T170000\r\nDTEND;TZID=Europe/Helsinki:20270420T200000')
    expect(text).toContain('DTSTART;TZID=Europe/Helsinki:20270119T163000')
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1)
    const starts = parsed(text)
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event).startDate.toUnixTime() * 1000)
    expect(starts).toEqual([Date.UTC(2027, 3, 20, 14), Date.UTC(2027, 0, 19, 14, 30)])
  })

  it('writes UTC where a local time would be read as another moment, or the zone is not known', () => {
    const at = (startsAt: number, zone: string) =>
      written({ ...first, when: { startsAt, endsAt: startsAt + 600_000, zone } })
    // 31.10.2027: 03.30 comes twice in Helsinki, first in summer time.
    expect(at(Date.UTC(2027, 9, 31, 0, 30), 'Europe/Helsinki').text).toContain('DTSTART:20271031T003000Z')
    const second = at(Date.UTC(2027, 9, 31, 1, 30), 'Europe/Helsinki')
    expect(second.text).toContain('DTSTART:20271031T013000Z\r\nDTEND:20271031T014000Z')
    expect(second.zone).toBeNull()
    expect(at(Date.UTC(2027, 3, 20, 14), 'America/New_York').text).toContain('DTSTART:20270420T140000Z')
    expect(at(Date.UTC(2027, 3, 20, 14), 'Nowhere/Nothing').text).toContain('DTSTART:20270420T140000Z')
  })

  it('writes whole days with an exclusive end, and they keep nobody busy', () => {
    const { text } = written(allDay)
    expect(text).toContain('DTSTART;VALUE=DATE:20270503\r\nDTEND;VALUE=DATE:20270601\r\n')
    expect(text).toContain('TRANSP:TRANSPARENT')
    const oneDay = written({ ...allDay, when: { firstDay: '2027-12-31', lastDay: '2027-12-31' } }).text
    expect(oneDay).toContain('DTSTART;VALUE=DATE:20271231\r\nDTEND;VALUE=DATE:20280101\r\n')
  })

  it('carries the state, the revision and the last change, which is the time stamp too', () => {
    const { text } = written(nasty)
    for (const line of [
      'STATUS:CANCELLED',
      'SEQUENCE:3',
      'DTSTAMP:20270202T090001Z',
      'LAST-MODIFIED:20270202T090001Z',
    ]) {
      expect(text).toContain(`${line}\r\n`)
    }
    expect(written(first).text).toContain('STATUS:CONFIRMED\r\n')
  })

  it('names an organiser without an address, and links only web addresses', () => {
    const text = written(nasty).text.replaceAll('\r\n ', '')
    expect(text).toContain(`ORGANIZER;CN="Kunta 'A;B:C', ATTENDEE:mailto:x@example.org ^^n":invalid:nomail\r\n`)
    expect(written(allDay).text).not.toContain('CONFERENCE')
    expect(written(allDay).text).toContain('invalid:nomail')
  })

  it.each([
    ['an end before the start', { startsAt: 2, endsAt: 1, zone: 'Europe/Helsinki' }],
    ['no length', { startsAt: 1, endsAt: 1, zone: 'Europe/Helsinki' }],
    ['a start that is no number', { startsAt: Number.NaN, endsAt: 1, zone: 'Europe/Helsinki' }],
    ['a day that does not exist', { firstDay: '2027-02-30', lastDay: '2027-03-01' }],
    ['days in the wrong order', { firstDay: '2027-03-02', lastDay: '2027-03-01' }],
  ])('refuses an entry with %s', (_what, when) => {
    expect(writeEntry({ ...first, when })).toMatchObject({ ok: false })
  })

  it('refuses an entry with an address that is none, and says why', () => {
    expect(writeEntry({ ...first, url: 'no address' })).toMatchObject({
      ok: false,
      reason: expect.any(String) as string,
    })
  })

  it('marks the language of the title', () => {
    expect(written(nasty).text).toContain('SUMMARY;LANGUAGE=en:')
  })
})
