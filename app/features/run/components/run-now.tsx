import { useTranslation } from 'react-i18next'
import { clock } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { classes } from '#app/ui/classes.ts'
import { LiveRegion } from '#app/ui/status.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import { countdown, timeLeft, type Pace, type Run } from '../rules.ts'
import css from './run.module.css'

type Props = {
  run: Run
  now: number
  zone: string
  language: Language
  /** The language that the agenda is written in. */
  textLanguage: Language
  /** On the screen of a hall, read from far away. */
  large?: boolean
}

/** What goes on, how much of its time is left, and what comes next: as figures, as a bar, and in words. */
export function RunNow({ run, now, zone, language, textLanguage, large }: Props) {
  const { t } = useTranslation('run')
  const lang = textLanguage === language ? undefined : textLanguage
  const item = run.now
  const time = (at: number) => clock(at, zone, language)
  const tables = item ? run.items.filter(({ within }) => within === item.id) : []
  return (
    <div className={classes(css.stage, large && css.large)}>
      {item ? (
        <>
          <p className={css.label}>{t('now', { time: time(item.startsAt) })}</p>
          <h2 className={css.title} lang={lang}>
            {softHyphens(item.title)}
          </h2>
          {item.presenter && (
            <p className={css.by} lang={lang}>
              {softHyphens(item.presenter)}
            </p>
          )}
          <Left item={item} now={now} until={time(item.endsAt)} />
          {tables.length > 0 && (
            <ul className={css.tables} lang={lang}>
              {tables.map((table) => (
                <li key={table.id}>
                  <b>{table.letter}</b> {softHyphens(table.title)}
                  {table.place && <span className={css.place}> {table.place}</span>}
                </li>
              ))}
            </ul>
          )}
        </>
      ) : (
        <h2 className={css.title}>{t(run.over ? 'over' : 'notYet')}</h2>
      )}
      {run.next && (
        <p className={css.next}>
          <span>{t('next', { time: time(run.next.startsAt) })}</span> <b lang={lang}>{softHyphens(run.next.title)}</b>
        </p>
      )}
    </div>
  )
}

/** Time left: figures that run down, a bar that shrinks, and a sentence that changes with the pace only. */
function Left({ item, now, until }: { item: { startsAt: number; endsAt: number }; now: number; until: string }) {
  const { t } = useTranslation('run')
  const { left, pace } = timeLeft(item, now)
  const part = Math.min(1, Math.max(0, left / Math.max(1, item.endsAt - item.startsAt)))
  return (
    <div className={classes(css.left, css[pace])}>
      {/* Read once a second this would be all that a screen reader says. */}
      <p className={css.count} aria-hidden="true">
        {countdown(left)}
      </p>
      <svg className={css.bar} viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
        <rect className={css.track} width="100" height="2" />
        <rect className={css.rest} width={100 * part} height="2" />
      </svg>
      <LiveRegion>
        <span className={css.words}>{words(pace)}</span>
      </LiveRegion>
    </div>
  )

  function words(given: Pace): string {
    return t(`pace.${given}`, { time: until })
  }
}
