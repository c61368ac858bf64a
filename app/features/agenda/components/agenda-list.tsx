import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clock, duration } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { isBlank } from '#app/lib/rich-text.ts'
import { classes } from '#app/ui/classes.ts'
import { RichText } from '#app/ui/rich-text.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import { isPause, timed, type AgendaItem, type TimedItem } from '../rules.ts'
import css from './agenda-list.module.css'

type Props = {
  items: AgendaItem[]
  /** The event's start, epoch milliseconds. */
  startsAt: number
  zone: string
  language: Language
  /** The language that the agenda is written in. */
  textLanguage: Language
  /** Gives each title a heading of this level; without it titles are plain text. */
  headingLevel?: 3 | 4
  /** Titles and presenters only. */
  compact?: boolean
  /** At the end of each item: the way to its form. */
  action?: (item: AgendaItem) => ReactNode
}

/** An agenda to read: times computed, those side by side in the one they stand in; no script. */
export function AgendaList(props: Props) {
  const { items, startsAt, zone, language, textLanguage, headingLevel, compact, action } = props
  const Title = headingLevel === 3 ? 'h3' : headingLevel === 4 ? 'h4' : 'p'
  const rows = timed(items, startsAt, zone)
  return (
    <ol className={classes(css.list, compact && css.compact)}>
      {rows
        .filter(({ letter }) => letter === null)
        .map((item) => (
          <li
            key={item.id}
            // Where a form leads back to.
            {...(action && { id: `item-${item.id}`, tabIndex: -1 })}
            className={classes(css.item, isPause(item.kind) && css.pause)}
          >
            <time className={css.time} dateTime={new Date(item.startsAt).toISOString()}>
              {clock(item.startsAt, zone, language)}
            </time>
            <div>
              <div lang={textLanguage === language ? undefined : textLanguage}>
                <Title className={css.title}>{softHyphens(item.title)}</Title>
                <Details item={item} language={language} />
                {!compact && !isBlank(item.description) && <RichText text={item.description} headingLevel={4} />}
              </div>
              <Tables tables={rows.filter(({ within, letter }) => within === item.id && letter !== null)} {...props} />
              {action?.(item)}
            </div>
            <span className={css.minutes}>{duration(item.minutes)}</span>
          </li>
        ))}
    </ol>
  )
}

type TablesProps = Pick<Props, 'language' | 'textLanguage' | 'compact' | 'action'> & { tables: TimedItem<AgendaItem>[] }

/** Those side by side, by letter: `A Tilat: mitä puuttuu`, 20 paikkaa. */
function Tables({ tables, language, textLanguage, compact, action }: TablesProps) {
  if (tables.length === 0) return null
  return (
    <ul className={css.tables}>
      {tables.map((table) => (
        <li key={table.id} {...(action && { id: `item-${table.id}`, tabIndex: -1 })}>
          <div lang={textLanguage === language ? undefined : textLanguage}>
            <p>
              <b>{table.letter}</b> {softHyphens(table.title)}
            </p>
            <Details item={table} language={language} />
            {!compact && !isBlank(table.description) && <RichText text={table.description} headingLevel={4} />}
          </div>
          {action?.(table)}
        </li>
      ))}
    </ul>
  )
}

/** Who leads it and where; of a table its seats; of what is not agreed yet that it may change. Our words in our language. */
function Details({ item, language }: { item: TimedItem<AgendaItem>; language: Language }) {
  const { t } = useTranslation('sheet')
  const { presenter, place, capacity, closed, letter, state } = item
  const theirs = [presenter, place].map((text) => text.trim()).filter(Boolean)
  const ours = [
    letter !== null && capacity !== null && t('seats', { count: capacity }),
    letter !== null && closed && t('closed'),
    state !== 'agreed' && t('tentative'),
  ].filter(Boolean)
  if (theirs.length + ours.length === 0) return null
  return (
    <p className={css.by}>
      {softHyphens(theirs.join(', '))}
      {theirs.length > 0 && ours.length > 0 && ', '}
      {ours.length > 0 && <span lang={language}>{ours.join(', ')}</span>}
    </p>
  )
}
