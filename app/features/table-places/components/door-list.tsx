import { useTranslation } from 'react-i18next'
import { clockRange } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import type { TableStanding } from '../rules.ts'
import css from './door-list.module.css'

/** Rows for those who come without having chosen. */
const emptyRows = [1, 2, 3, 4]

/** Who sits at a table, to print and to tick at its door; only those with seats. */
export function DoorList({
  table,
  startsAt,
  endsAt,
  zone,
  language,
  textLang,
  eventLine,
  destroyBy,
}: {
  table: TableStanding
  startsAt: number
  endsAt: number
  zone: string
  language: Language
  /** The language that the agenda is written in, when it is not the page's. */
  textLang: string | undefined
  /** Which event it is, and its day. */
  eventLine: string
  /** The day on which the paper is to be destroyed at the latest, in words. */
  destroyBy: string
}) {
  const { t } = useTranslation('tablePlaces')
  const where = [clockRange(startsAt, endsAt, zone, language), table.place, table.presenter].filter(Boolean).join(', ')
  return (
    <article className={css.sheet}>
      <header className={css.head}>
        <h2>
          {table.letter} <span lang={textLang}>{softHyphens(table.title)}</span>
        </h2>
        <p>{eventLine}</p>
        <p>{where}</p>
        <p>
          {t('doors.lead', { count: table.taken })}. {t('doors.mark')}
        </p>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">{t('doors.arrived')}</span>
            </th>
            <th scope="col">{t('doors.name')}</th>
            <th scope="col">{t('doors.people')}</th>
          </tr>
        </thead>
        <tbody>
          {table.seated.map(({ id, name, people }) => (
            <tr key={id}>
              <td>
                <span className={css.box} />
              </td>
              <th scope="row">{name}</th>
              <td>{people}</td>
            </tr>
          ))}
          {emptyRows.map((row) => (
            <tr key={row}>
              <td>
                <span className={css.box} />
              </td>
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p className={css.foot}>
        {t('doors.blank')} {t('doors.destroy', { day: destroyBy })}
      </p>
    </article>
  )
}
