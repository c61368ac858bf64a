import { Link } from '@remix-run/react'
import { Icon, type IconName } from './icon.tsx'
import css from './segments.module.css'

type Segment = { to: string; label: string; count?: number; icon?: IconName; current?: boolean }

/** Which part of a list is shown, as links. */
export function Segments({ label, items }: { label: string; items: Segment[] }) {
  return (
    <nav aria-label={label}>
      <ul className={css.segments}>
        {items.map((item) => (
          <li key={item.to}>
            <Link
              to={item.to}
              className={css.segment}
              aria-current={item.current ? 'true' : undefined}
              preventScrollReset
            >
              {item.icon && <Icon name={item.icon} />}
              {item.label}
              {item.count !== undefined && <span className="num">{item.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
