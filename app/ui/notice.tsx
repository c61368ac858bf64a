import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'
import { breakable } from './mail-link.tsx'
import css from './notice.module.css'

export type NoticeTone = 'info' | 'ok' | 'warn' | 'alert'
const icons: Record<NoticeTone, IconName> = { info: 'info', ok: 'check', warn: 'warning', alert: 'warning' }

type Props = {
  tone?: NoticeTone
  /** The bold first sentence: the fact. */
  title?: string
  /** The rest of it. */
  children?: ReactNode
  /** Ways out, as links or buttons. */
  actions?: ReactNode
  /** `status` is read out when it appears, `alert` at once. A notice that stands on the page from the start needs neither. */
  role?: 'status' | 'alert'
}

export function Notice({ tone = 'info', title, children, actions, role }: Props) {
  return (
    <div className={classes(css.notice, css[tone])} role={role}>
      <Icon name={icons[tone]} size="1.5em" />
      <div>
        {title && <b>{breakable(title)}</b>} {breakable(children)}
        {actions && <div className={css.actions}>{actions}</div>}
      </div>
    </div>
  )
}
