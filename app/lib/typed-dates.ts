export type TypedDay =
  | { ok: true; day: string }
  /** `days`: how many the month has, when the day is not one of them; null when it is no date at all. */
  | { ok: false; month: number; days: number | null }

/** A day as a date field gives it (`2027-04-20`) or as one types it (`20.4.2027`). Comes out as the former. */
export function readDay(typed: string): TypedDay {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed.trim())
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(typed.trim())
  const parts = iso ? iso.slice(1) : dotted?.slice(1).reverse()
  const [year = 0, month = 0, date = 0] = parts?.map(Number) ?? []
  if (month < 1 || month > 12 || year < 1000) return { ok: false, month, days: null }
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (date < 1 || date > days) return { ok: false, month, days }
  return { ok: true, day: `${String(year)}-${two(month)}-${two(date)}` }
}

/** A time of day as a time field gives it (`17:00`) or as one types it (`17.00`, `17`). Comes out as `HH:MM`; null: no time. */
export function readTime(typed: string): string | null {
  if (!/^([01]?\d|2[0-3])([.:][0-5]\d){0,2}$/.test(typed.trim())) return null
  const [hour = '', minute = '00'] = typed.trim().split(/[.:]/)
  return `${hour.padStart(2, '0')}:${minute}`
}

const two = (value: number) => String(value).padStart(2, '0')
