import type { ReactNode } from 'react'
import { clock, duration } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { isBlank } from '#app/lib/rich-text.ts'
import { classes } from '#app/ui/classes.ts'
import { RichText } from '#app/ui/rich-text.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import { isPause, timed, type AgendaItem } from '../rules.ts'
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

/** An agenda to read: times computed, no script. */
export function AgendaList({ items, startsAt, zone, language, textLanguage, headingLevel, compact, action }: Props) {
  const Title = headingLevel === 3 ? 'h3' : headingLevel === 4 ? 'h4' : 'p'
  return (
    <ol className={classes(css.list, compact && css.compact)}>
      {timed(items, startsAt, zone).map((item) => (
        <li
          key={item.id}
          // Where a form leads back to.
          {...(action && { id: `item-${item.id}`, tabIndex: -1 })}
          className={classes(css.item, isPause(item.kind) && css.pause)}
        >
          <time className={css.time} dateTime={new Date(item.startsAt).toISOString()}>
            {clock(item.startsAt, zone, language)}
          </time>
          <div lang={textLanguage === language ? undefined : textLanguage}>
            <Title className={css.title}>{softHyphens(item.title)}</Title>
            {item.presenter && <p className={css.by}>{softHyphens(item.presenter)}</p>}
            {!compact && !isBlank(item.description) && <RichText text={item.description} headingLevel={4} />}
            {action?.(item)}
          </div>
          <span className={css.minutes}>{duration(item.minutes)}</span>
        </li>
      ))}
    </ol>
  )
}
