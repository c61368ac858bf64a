import type { ReactNode } from 'react'
import css from './empty.module.css'

/** Nothing here yet: one sentence and one thing to do. */
export function Empty({ title, action, children }: { title: string; action?: ReactNode; children?: ReactNode }) {
  return (
    <div className={css.empty}>
      <p className={css.title}>{title}</p>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}
