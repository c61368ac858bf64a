import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'
import css from './chip.module.css'

export type ChipTone = 'plain' | 'info' | 'ok' | 'warn' | 'alert' | 'call'

/** A state in words. Not clickable; colour only repeats what the words say. */
export function Chip({ tone = 'plain', icon, children }: { tone?: ChipTone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={classes(css.chip, css[tone])}>
      {icon && <Icon name={icon} size="1.05em" />}
      {children}
    </span>
  )
}
