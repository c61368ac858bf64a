import { Link, type LinkProps } from '@remix-run/react'
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'
import css from './button.module.css'

type Look = {
  /** One filled button a page: the thing to do. */
  variant?: 'filled' | 'outlined' | 'quiet' | 'danger'
  small?: boolean
  /** Fills its column. Filled and outlined buttons of ordinary size fill it on phones anyway when `phoneWide`. */
  wide?: boolean
  phoneWide?: boolean
  icon?: IconName
  children: ReactNode
}

function look({ variant = 'filled', small, wide, phoneWide }: Look): string {
  return classes(css.button, css[variant], small && css.small, wide && css.wide, phoneWide && css.phoneWide)
}

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style'> & {
    /** The thing is under way: the words say so (`Lähetetään`), a second press does nothing. */
    busy?: boolean
  }

/** A press that does something. Submits its form unless `type="button"`. */
export function Button({
  variant,
  small,
  wide,
  phoneWide,
  icon,
  busy,
  children,
  type = 'submit',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={look({ variant, small, wide, phoneWide, children })}
      aria-disabled={busy || undefined}
      {...rest}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** A link that looks like a button: it goes somewhere. */
export function ButtonLink({
  variant,
  small,
  wide,
  phoneWide,
  icon,
  children,
  ...rest
}: Look & Omit<LinkProps, 'className' | 'style'>) {
  return (
    <Link className={look({ variant, small, wide, phoneWide, children })} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  )
}
