import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { breakable } from './mail-link.tsx'
import { Meta } from './page.tsx'
import css from './lines.module.css'

/** A list parted by hairlines. Holds `Line`, `StampLine` or `DueLine`. */
export function Lines({ ordered, children }: { ordered?: boolean; children: ReactNode }) {
  const List = ordered ? 'ol' : 'ul'
  return <List className={css.lines}>{children}</List>
}

/** A row: the matter, and at its end one action or state. */
export function Line({ action, children }: { action?: ReactNode; children: ReactNode }) {
  return (
    <li className={css.line}>
      <div>{children}</div>
      {action && <div className={css.action}>{action}</div>}
    </li>
  )
}

type StampLineProps = {
  /** A `DateStamp`. */
  stamp: ReactNode
  title: ReactNode
  to?: string
  /** The title is struck through: it will not happen. Say so in `side` too. */
  off?: boolean
  /** Grey facts below the title, each shown apart. */
  meta?: ReactNode[]
  /** A chip at the end. */
  side?: ReactNode
  /** Below: a bar, a text. */
  children?: ReactNode
  level?: 2 | 3 | 4
}

/** Time on the left, the matter on the right. */
export function StampLine({ stamp, title, to, off, meta, side, children, level = 3 }: StampLineProps) {
  const Heading = ({ 2: 'h2', 3: 'h3', 4: 'h4' } as const)[level]
  const words = off ? <s>{title}</s> : title
  return (
    <li className={css.stampLine}>
      {stamp}
      <div className={css.body}>
        <Heading className={css.title}>
          {to ? (
            <Link to={to} className={classes(css.titleLink, off && css.off)}>
              {words}
            </Link>
          ) : (
            words
          )}
        </Heading>
        {meta && meta.length > 0 && (
          <Meta>
            {meta.map((fact, index) => (
              <span key={index}>{fact}</span>
            ))}
          </Meta>
        )}
        {children && <div className={css.below}>{children}</div>}
      </div>
      {side && <div className={css.side}>{side}</div>}
    </li>
  )
}

type DueLineProps = {
  /** When: `ti 13.4.`, `tänään`. */
  due: string
  /** In heather: it is today's. */
  now?: boolean
  title: ReactNode
  text?: ReactNode
  /** A link with a verb. */
  action?: ReactNode
}

/** What waits for somebody, and until when. */
export function DueLine({ due, now, title, text, action }: DueLineProps) {
  return (
    <li className={css.dueLine}>
      <p className={classes(css.due, now && css.now)}>{due}</p>
      <div>
        <h3>{title}</h3>
        {text && <p className="small mute">{text}</p>}
      </div>
      {action}
    </li>
  )
}

/** Terms and what they are; numbers stand at the right. */
export function Facts({ rows }: { rows: { term: ReactNode; text: ReactNode }[] }) {
  return (
    <dl className={css.facts}>
      {rows.map(({ term, text }, index) => (
        <div key={index}>
          <dt>{term}</dt>
          <dd>{breakable(text)}</dd>
        </div>
      ))}
    </dl>
  )
}
