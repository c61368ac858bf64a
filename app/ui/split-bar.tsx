import type { CSSProperties } from 'react'
import { classes } from './classes.ts'
import css from './split-bar.module.css'

/** `ok` green, `warn` amber, `wait` striped amber, `neutral` grey, `open` hatched: not known yet. */
export type SplitTone = 'ok' | 'warn' | 'wait' | 'neutral' | 'open'
export type SplitPart = { tone: SplitTone; count: number; label: string }

/**
 * How a whole is divided, as one bar. The key says the same in words and numbers; with `showKey` false it is there for
 * screen readers only, because the page says it in a sentence.
 */
export function SplitBar({ parts, showKey = true }: { parts: SplitPart[]; showKey?: boolean }) {
  return (
    <div>
      <div className={css.bar} aria-hidden="true">
        {parts
          .filter((part) => part.count > 0)
          .map((part) => (
            <i key={part.tone} className={css[part.tone]} style={{ '--n': part.count } as CSSProperties} />
          ))}
      </div>
      <ul className={classes(css.key, !showKey && 'vh')}>
        {parts.map((part) => (
          <li key={part.tone}>
            <i className={css[part.tone]} aria-hidden="true" />
            <span>
              <b>{part.count}</b> {part.label}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
