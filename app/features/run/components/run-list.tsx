import { useTranslation } from 'react-i18next'
import { isPause } from '#app/features/agenda/rules.ts'
import { clock } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { classes } from '#app/ui/classes.ts'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import type { Run, RunItem } from '../rules.ts'
import css from './run.module.css'
import { ItemPresses } from './item-presses.tsx'

type Props = { run: Run; zone: string; language: Language; textLanguage: Language; mayRun: boolean }

/** The whole day in order: what was, what goes on, what comes; for the facilitator with the presses of each item. */
export function RunList({ run, zone, language, textLanguage, mayRun }: Props) {
  const { t } = useTranslation('run')
  const lang = textLanguage === language ? undefined : textLanguage
  const line = run.items.filter(({ within }) => within === null)
  return (
    <ol className={css.list}>
      {line.map((item) => (
        <li
          key={item.id}
          className={classes(css.item, css[item.run], isPause(item.kind) && css.pause)}
          aria-current={item.run === 'now' ? 'step' : undefined}
        >
          <time className={css.time} dateTime={new Date(item.startsAt).toISOString()}>
            {clock(item.startsAt, zone, language)}
          </time>
          <div>
            <p className={css.itemTitle} lang={lang}>
              {softHyphens(item.title)}
            </p>
            <p className={css.state}>{stateWords(item)}</p>
            {mayRun &&
              (item.id === run.now?.id || item.id === run.next?.id ? (
                <ItemPresses item={item} isLast={item === line.at(-1)} />
              ) : (
                <details>
                  <summary>
                    {t('change')}
                    <VisuallyHidden>: {item.title}</VisuallyHidden>
                  </summary>
                  <ItemPresses item={item} isLast={item === line.at(-1)} />
                </details>
              ))}
          </div>
        </li>
      ))}
    </ol>
  )

  function stateWords({ run: state, minutes, mark }: RunItem): string {
    const length = minutes + mark.stretched
    const stretch = mark.stretched === 0 ? '' : ` ${t('stretchedBy', { minutes: signed(mark.stretched) })}`
    return t(`states.${state}`, { minutes: Math.max(0, length) }) + stretch
  }
}

function signed(minutes: number): string {
  return minutes > 0 ? `+${String(minutes)}` : `−${String(-minutes)}`
}
