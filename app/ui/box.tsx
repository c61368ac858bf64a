import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import css from './box.module.css'

/** A tinted ground for what stands apart. `call` is heather: being invited. `outlined` holds one person or thing. */
export function Box({ tone = 'plain', children }: { tone?: 'plain' | 'call' | 'outlined'; children: ReactNode }) {
  return <div className={classes(css.box, css[tone])}>{children}</div>
}
