import { NavLink } from '@remix-run/react'
import css from './tabs.module.css'

/** Links to the parts of one thing. `exact` for the part whose address the others begin with. */
export function Tabs({ label, items }: { label: string; items: { to: string; label: string; exact?: boolean }[] }) {
  return (
    <nav className={css.tabs} aria-label={label}>
      {items.map((item) => (
        <NavLink key={item.to} to={item.to} end={item.exact} className={css.tab} preventScrollReset>
          {item.label}
        </NavLink>
      ))}
    </nav>
  )
}
