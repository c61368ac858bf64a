import { isBlank } from '#app/lib/rich-text.ts'
import { RichText } from '#app/ui/rich-text.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import { titleOf, type AgendaSheet, type SheetRow } from '../rules.ts'
import css from './sheet-page.module.css'

type Props = {
  sheet: AgendaSheet
  /** `Ajantasainen ohjelma: kutsu.example.org/events/…` */
  live: string
  /** `Tulostettu 19.4.2027` */
  printed: string
}

/** An agenda as a sheet of paper: black on white whatever the reader's theme (LOOK 8). */
export function SheetPage({ sheet, live, printed }: Props) {
  const { language, textLanguage, titleLanguage } = sheet
  const lang = (other: string) => (other === language ? undefined : other)
  return (
    <article className={css.sheet}>
      <header className={css.head}>
        <p className={css.date}>
          <span>{sheet.weekday} </span>
          <span className={css.numeral}>{sheet.numeral} </span>
          <span>{sheet.month}</span>
        </p>
        <div>
          <h1 lang={lang(titleLanguage)}>{softHyphens(sheet.title)}</h1>
          <p>{sheet.whenAndWhere}</p>
          {sheet.subtitle && <p lang={lang(titleLanguage)}>{softHyphens(sheet.subtitle)}</p>}
          {sheet.notices.map((notice) => (
            <p key={notice}>
              <strong>{notice}</strong>
            </p>
          ))}
        </div>
      </header>
      <ol className={css.rows} lang={lang(textLanguage)}>
        {sheet.rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ol>
      <footer className={css.foot}>
        <p>
          {sheet.organiser}
          {sheet.email && (
            <>
              <br />
              <a href={`mailto:${sheet.email}`}>{sheet.email}</a>
            </>
          )}
        </p>
        <p>
          <a href={sheet.address}>{live}</a>
          <br />
          {sheet.version && `${sheet.version}. `}
          {printed}
        </p>
      </footer>
    </article>
  )
}

function Row({ row }: { row: SheetRow }) {
  return (
    <li className={css.row}>
      <p className={css.times}>{row.times}</p>
      <div>
        <h2 className={css.title}>{softHyphens(titleOf(row))}</h2>
        {row.details && <p className={css.small}>{softHyphens(row.details)}</p>}
        {!isBlank(row.description) && <RichText text={row.description} headingLevel={3} />}
        {row.tables.length > 0 && (
          <ul className={css.small}>
            {row.tables.map((table) => (
              <li key={table.id}>
                {table.letter} {softHyphens(titleOf(table))}
                {table.details && ` (${table.details})`}
                {!isBlank(table.description) && <RichText text={table.description} headingLevel={3} />}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}
