import { useTranslation } from 'react-i18next'
import { clockRange, weekdayAndDay } from '#app/lib/dates.ts'
import type { Language, LocalText } from '#app/lib/languages.ts'
import { Local } from '#app/ui/local-text.tsx'
import css from './sign-in-sheet.module.css'

type Props = {
  event: { title: LocalText; startsAt: number; endsAt: number; timeZone: string }
  /** Who is expected, by name. */
  rows: { id: string; name: string; guests: string | null; expected: number }[]
  /** By when it has to be gone. */
  destroyBy: number
  language: Language
}

/** Empty lines at the end, for those who come all the same. */
const emptyRows = 8

/** The list on paper: what the event is, and by when the paper has to go, stand on each page of it. */
export function SignInSheet({ event, rows, destroyBy, language }: Props) {
  const { t } = useTranslation('attendance')
  const zone = event.timeZone
  const total = rows.reduce((sum, { expected }) => sum + expected, 0)
  const columns = ['here', 'name', 'people', 'signature'] as const
  return (
    <table className={css.sheet}>
      <caption className="vh">{t('sheet.heading')}</caption>
      <thead>
        <tr>
          <td colSpan={columns.length} className={css.event}>
            <b>
              <Local text={event.title} language={language} />
            </b>
            <span>
              {weekdayAndDay(event.startsAt, zone, language)} {clockRange(event.startsAt, event.endsAt, zone, language)}{' '}
              · {t('sheet.total', { count: total })}
            </span>
          </td>
        </tr>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={css[column]}>
              {t(`sheet.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, guests, expected }) => (
          <tr key={id}>
            <td className={css.here}>
              <span className={css.tick} />
            </td>
            <th scope="row">
              {name}
              {guests && <span className={css.guests}>{guests}</span>}
            </th>
            <td className={css.people}>{expected}</td>
            <td className={css.signature}>
              {Array.from({ length: expected }, (_, line) => (
                <span key={line} className={css.line} />
              ))}
            </td>
          </tr>
        ))}
        {Array.from({ length: emptyRows }, (_, row) => (
          <tr key={row}>
            <td className={css.here}>
              <span className={css.tick} />
            </td>
            <td />
            <td />
            <td className={css.signature}>
              <span className={css.line} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={columns.length} className={css.foot}>
            {t('sheet.destroy', { day: weekdayAndDay(destroyBy, zone, language) })}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
