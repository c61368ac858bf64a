import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'
import css from './status.module.css'

export type SaveState = 'saved' | 'saving' | 'waiting'
const icons: Record<SaveState, IconName> = { saved: 'check', saving: 'clock', waiting: 'warning' }

/** Is it safe? In words: `Tallennettu klo 17.12`, `Tallennetaan`, `Odottaa yhteyttä, 3 muutosta`. */
export function SaveStatus({ state, children }: { state: SaveState; children: ReactNode }) {
  return (
    <p className={classes(css.status, state === 'waiting' && css.waiting)}>
      <Icon name={icons[state]} />
      {children}
    </p>
  )
}

/** The page's one polite voice: what is put here is read out when the reader pauses. `hidden` shows it to nobody else. */
export function LiveRegion({ hidden, children }: { hidden?: boolean; children?: ReactNode }) {
  return (
    <div role="status" className={hidden ? 'vh' : undefined}>
      {children}
    </div>
  )
}
