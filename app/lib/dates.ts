import type { Language } from './languages.ts'

/**
 * How moments are written. Built from numbers and our own words, not from a locale's patterns: Node and browsers ship
 * different ones, and a page must read the same before and after script arrives.
 */

export type ZonedParts = Readonly<{
  year: number
  /** 1–12 */
  month: number
  day: number
  hour: number
  minute: number
  /** 0 Monday – 6 Sunday */
  weekday: number
}>

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    formats.set(zone, format)
  }
  return format
}

// A page writes the same few moments in many ways, and asking Intl is slow. Pure, so what is kept is never wrong.
const kept = new Map<string, ZonedParts>()
const mostKept = 2000

/** The wall clock of a zone at a moment (epoch milliseconds). */
export function zonedParts(at: number, zone: string): ZonedParts {
  const key = `${zone} ${String(Math.floor(at / 60_000))}`
  const known = kept.get(key)
  if (known) return known
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  )
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts
  const weekday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7
  const made = { year, month, day, hour, minute, weekday }
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, made)
  return made
}

const two = (value: number) => String(value).padStart(2, '0')

/** `2027-04-20` */
export function isoDay(at: number, zone: string): string {
  const { year, month, day } = zonedParts(at, zone)
  return `${String(year)}-${two(month)}-${two(day)}`
}

/** `17:00`, as a time field wants it. */
export function isoTime(at: number, zone: string): string {
  const { hour, minute } = zonedParts(at, zone)
  return `${two(hour)}:${two(minute)}`
}

/** `17.00` in Finnish and Swedish, `17:00` in English. */
export function clock(at: number, zone: string, language: Language): string {
  const { hour, minute } = zonedParts(at, zone)
  return `${two(hour)}${language === 'en' ? ':' : '.'}${two(minute)}`
}

/** `klo 17.00–20.00`, `kl. 17.00–20.00`, `17:00–20:00` */
export function clockRange(from: number, to: number, zone: string, language: Language): string {
  const range = `${clock(from, zone, language)}–${clock(to, zone, language)}`
  return { fi: `klo ${range}`, sv: `kl. ${range}`, en: range }[language]
}

const weekdaysShort: Record<Language, string[]> = {
  fi: ['ma', 'ti', 'ke', 'to', 'pe', 'la', 'su'],
  sv: ['mån', 'tis', 'ons', 'tors', 'fre', 'lör', 'sön'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}
const weekdaysLong: Record<Language, string[]> = {
  fi: ['maanantai', 'tiistai', 'keskiviikko', 'torstai', 'perjantai', 'lauantai', 'sunnuntai'],
  sv: ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}
const months: Record<Language, string[]> = {
  fi: 'tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu'.split(' ').map((m) => `${m}kuu`),
  sv: 'januari februari mars april maj juni juli augusti september oktober november december'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}

/** `ti`, `tis`, `Tue` */
export function weekdayShort(at: number, zone: string, language: Language): string {
  return weekdaysShort[language][zonedParts(at, zone).weekday] ?? ''
}
/** `tiistai`, `tisdag`, `Tuesday` */
export function weekdayLong(at: number, zone: string, language: Language): string {
  return weekdaysLong[language][zonedParts(at, zone).weekday] ?? ''
}
/** The month's name as a heading: `huhtikuu`, `april`, `April`. */
export function monthName(at: number, zone: string, language: Language): string {
  return months[language][zonedParts(at, zone).month - 1] ?? ''
}
/** The month's name after a day's number: `huhtikuuta`, `april`, `April`. */
export function monthOfDay(at: number, zone: string, language: Language): string {
  const name = monthName(at, zone, language)
  return language === 'fi' ? `${name}ta` : name
}
/** The day's number as the date stamp shows it: `20.`, in English `20`. */
export function dayNumeral(at: number, zone: string, language: Language): string {
  const { day } = zonedParts(at, zone)
  return language === 'en' ? String(day) : `${String(day)}.`
}
/** `20.4.`, in English `20 April` */
export function shortDay(at: number, zone: string, language: Language): string {
  const { day, month } = zonedParts(at, zone)
  return language === 'en' ? `${String(day)} ${monthName(at, zone, language)}` : `${String(day)}.${String(month)}.`
}
/** `ti 20.4.`, `tis 20.4.`, `Tue 20 April` */
export function weekdayAndDay(at: number, zone: string, language: Language): string {
  return `${weekdayShort(at, zone, language)} ${shortDay(at, zone, language)}`
}
/** `20.4.2027`, in English `20 April 2027` */
export function dayAndYear(at: number, zone: string, language: Language): string {
  const { year } = zonedParts(at, zone)
  return `${shortDay(at, zone, language)}${language === 'en' ? ' ' : ''}${String(year)}`
}
/** `tiistai 20.4.2027`, `tisdag 20.4.2027`, `Tuesday 20 April 2027` */
export function longDay(at: number, zone: string, language: Language): string {
  return `${weekdayLong(at, zone, language)} ${dayAndYear(at, zone, language)}`
}
/** `35 min`, `3 h`, `3 h 10 min` */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${String(rest)} min`
  return rest === 0 ? `${String(hours)} h` : `${String(hours)} h ${String(rest)} min`
}
