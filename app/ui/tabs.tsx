import { NavLink, useLocation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import css from './tabs.module.css'

/** Links to the parts of one thing. `exact` for the part whose address the others begin with. */
export function Tabs({ label, items }: { label: string; items: { to: string; label: string; exact?: boolean }[] }) {
  const row = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    if (row.current) showCurrent(row.current)
  }, [pathname])
  return (
    <nav ref={row} className={css.tabs} aria-label={label}>
      {items.map((item) => (
        <NavLink key={item.to} to={item.to} end={item.exact} className={css.tab} preventScrollReset>
          {item.label}
        </NavLink>
      ))}
    </nav>
  )
}

/** A row that does not fit begins at its start, or as far on as the current part needs; the page stays where it is. */
function showCurrent(row: HTMLElement) {
  row.scrollLeft = 0
  const current = row.querySelector('[aria-current]')?.getBoundingClientRect()
  if (!current) return
  const room = row.getBoundingClientRect().right - parseFloat(getComputedStyle(row).scrollPaddingRight)
  row.scrollLeft = Math.max(current.right - room, 0)
}
