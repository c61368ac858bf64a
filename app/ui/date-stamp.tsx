import { dayNumeral, isoDay, monthOfDay, weekdayShort } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { classes } from './classes.ts'
import css from './date-stamp.module.css'

type Props = {
  /** Epoch milliseconds. */
  at: number
  zone: string
  language: Language
  /** `large` heads a page, `list` a row. */
  size?: 'large' | 'list'
  /** In heather: the reader is invited. */
  call?: boolean
  /** The month below; leave it out under a heading that names the month. */
  month?: boolean
}

/** The motif of the service: the day as a large light numeral, the weekday above it, the month below. */
export function DateStamp({ at, zone, language, size = 'list', call, month = true }: Props) {
  return (
    <time
      className={classes(css.stamp, size === 'large' && css.large, call && css.call, !month && css.noMonth)}
      dateTime={isoDay(at, zone)}
      data-narrow={month ? undefined : true}
    >
      <span className={css.word}>{weekdayShort(at, zone, language)} </span>
      <span className={css.day}>{dayNumeral(at, zone, language)} </span>
      {month && <span className={css.word}>{monthOfDay(at, zone, language)}</span>}
    </time>
  )
}
