import type { ReactNode } from 'react'
import css from './change-list.module.css'

/** A line that opens to what changed; works without script. */
export function ChangeDetails({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className={css.details}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
