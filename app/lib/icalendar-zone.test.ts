import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { localTimes, zoneLines } from './icalendar-zone.ts'

const hour = 3_600_000

/** The moment that another parser makes of a local time, with the VTIMEZONE and nothing else to go by. */
function readerOf(zone: string) {
  const text = ['BEGIN:VCALENDAR', ...zoneLines(zone), 'END:VCALENDAR'].join('\r\n')
  const component = new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vtimezone')
  if (!component) throw new Error('no VTIMEZONE')
  const timezone = new ICAL.Timezone(component)
  return (local: string) => {
    const time = ICAL.Time.fromDateTimeString(local.replace(/^(....)(..)(..)T(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6'))
    time.zone = timezone
    return time.toUnixTime() * 1000
  }
}

describe('a VTIMEZONE', () => {
  it.each(['Europe/Helsinki', 'Europe/Stockholm', 'Europe/Mariehamn'])(
    'of %s says the same as the zone data on both sides of every change of 2020–2040',
    (zone) => {
      const read = readerOf(zone)
      for (let year = 2020; year <= 2040; year += 1) {
        for (const month of [2, 9]) {
          // The week around the last Sunday of March and of October, hour by hour.
          const end = Date.UTC(year, month + 1, 1)
          for (let at = end - 8 * 24 * hour; at < end; at += hour) {
            // The hour that comes twice cannot be told in local time.
            for (const local of localTimes([at], zone) ?? []) expect([local, read(local)]).toEqual([local, at])
          }
        }
        for (const month of [0, 4, 6, 11]) {
          const at = Date.UTC(year, month, 15, 12)
          for (const local of localTimes([at], zone) ?? ['none']) expect([local, read(local)]).toEqual([local, at])
        }
      }
    },
  )

  it('is written only for zones that follow the European rule', () => {
    const summer = Date.UTC(2027, 6, 1)
    expect(localTimes([summer], 'Europe/Helsinki')).toEqual(['20270701T030000'])
    for (const zone of ['UTC', 'America/New_York', 'Europe/Istanbul', 'Nowhere/Nothing']) {
      expect(localTimes([summer], zone)).toBeNull()
    }
    // Before the Union had one rule for the autumn.
    expect(localTimes([Date.UTC(1990, 6, 1)], 'Europe/Helsinki')).toBeNull()
  })

  it('leaves out just the hour that comes twice', () => {
    let missing = 0
    for (let at = Date.UTC(2027, 0, 1); at < Date.UTC(2028, 0, 1); at += hour) {
      if (localTimes([at], 'Europe/Helsinki') === null) missing += 1
    }
    expect(missing).toBe(2)
  })
})
