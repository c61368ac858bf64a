import { Temporal } from 'temporal-polyfill'

/**
 * The moment (epoch milliseconds) that a wall clock shows: day `YYYY-MM-DD`, time `HH:MM`. In the hour that is skipped
 * in spring the later moment, in the hour that comes twice in autumn the earlier one. Null when there is no such day or time.
 */
export function zonedInstant(day: string, time: string, zone: string): number | null {
  try {
    const local = Temporal.PlainDate.from(day, { overflow: 'reject' }).toPlainDateTime(Temporal.PlainTime.from(time))
    return local.toZonedDateTime(zone).epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
