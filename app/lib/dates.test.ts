import { describe, expect, it } from 'vitest'
import {
  clockRange,
  dayNumeral,
  duration,
  isoDay,
  isoTime,
  longDay,
  monthOfDay,
  shortDay,
  weekdayAndDay,
} from './dates.ts'
import { zonedInstant } from './zoned-time.ts'

const helsinki = 'Europe/Helsinki'
const forum = Date.UTC(2027, 3, 20, 14, 0) // Tuesday 20.4.2027 17.00 in summer time

describe('dates as people read them', () => {
  it('writes a Finnish date and time the Finnish way', () => {
    expect(weekdayAndDay(forum, helsinki, 'fi')).toBe('ti 20.4.')
    expect(longDay(forum, helsinki, 'fi')).toBe('tiistai 20.4.2027')
    expect(monthOfDay(forum, helsinki, 'fi')).toBe('huhtikuuta')
    expect(clockRange(forum, forum + 3 * 3_600_000, helsinki, 'fi')).toBe('klo 17.00–20.00')
  })
  it('writes Swedish and English in their own way', () => {
    expect(clockRange(forum, forum + 3 * 3_600_000, helsinki, 'sv')).toBe('kl. 17.00–20.00')
    expect(clockRange(forum, forum + 3 * 3_600_000, helsinki, 'en')).toBe('17:00–20:00')
    expect(shortDay(forum, helsinki, 'en')).toBe('20 April')
    expect(longDay(forum, helsinki, 'en')).toBe('Tuesday 20 April 2027')
    expect(dayNumeral(forum, helsinki, 'sv')).toBe('20.')
    expect(dayNumeral(forum, helsinki, 'en')).toBe('20')
  })
  it('puts a late evening on its own Helsinki day', () => {
    const late = Date.UTC(2027, 0, 31, 22, 30)
    expect(isoDay(late, helsinki)).toBe('2027-02-01')
    expect(isoTime(late, helsinki)).toBe('00:30')
  })
  it('writes a duration in hours and minutes', () => {
    expect([35, 60, 190].map(duration)).toEqual(['35 min', '1 h', '3 h 10 min'])
  })
})

describe('a wall clock becomes a moment', () => {
  it('knows both sides of daylight saving', () => {
    expect(zonedInstant('2027-04-20', '17:00', helsinki)).toBe(forum)
    expect(zonedInstant('2027-01-20', '17:00', helsinki)).toBe(Date.UTC(2027, 0, 20, 15, 0))
  })
  it('takes the later moment in the skipped hour and the earlier one in the doubled hour', () => {
    expect(zonedInstant('2027-03-28', '03:30', helsinki)).toBe(Date.UTC(2027, 2, 28, 1, 30))
    expect(zonedInstant('2027-10-31', '03:30', helsinki)).toBe(Date.UTC(2027, 9, 31, 0, 30))
  })
  it('refuses a day or a time that does not exist', () => {
    expect(zonedInstant('2027-04-31', '17:00', helsinki)).toBeNull()
    expect(zonedInstant('2027-04-20', '25:00', helsinki)).toBeNull()
    expect(zonedInstant('', '', helsinki)).toBeNull()
  })
  it('comes back as the same wall clock on every day of a year', () => {
    for (let day = 0; day < 365; day += 1) {
      const at = Date.UTC(2027, 0, 1, 10, 15) + day * 86_400_000
      expect(zonedInstant(isoDay(at, helsinki), isoTime(at, helsinki), helsinki)).toBe(at)
    }
  })
})
