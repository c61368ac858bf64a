import { Link, NavLink } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from './avatars.tsx'
import { Icon } from './icon.tsx'
import { LanguageForm, LanguageLinks } from './language-switch.tsx'
import css from './top.module.css'

type Person = { name: string; place: string | null; administers: boolean }
type Place = { pathname: string; search: string }

/** The head of every page: where one is, who one is, which language. */
export function Top({ person, ...place }: Place & { person: Person | null }) {
  return (
    <header className={css.top}>
      <div className={css.inner}>
        <Link to="/" className={css.logo}>
          <Mark />
          <span>Kutsu</span>
        </Link>
        {person ? <SignedIn person={person} {...place} /> : <SignedOut {...place} />}
      </div>
    </header>
  )
}

function SignedIn({ person, pathname, search }: Place & { person: Person }) {
  const { t } = useTranslation()
  const menus = useClosing()
  const account = (
    <>
      <p>
        <b>{person.name}</b>
        {person.place && <span className={css.place}>{person.place}</span>}
      </p>
      <LanguageForm back={pathname + search} />
      <div>
        <form method="post" action="/sign-out">
          <button className={css.signOut}>{t('top.signOut')}</button>
        </form>
        <Link to="/sign-out" className={css.everywhere}>
          {t('top.signOutEverywhere')}
        </Link>
      </div>
    </>
  )
  return (
    <>
      <nav className={css.nav} aria-label={t('top.mainNav')}>
        <Destinations administers={person.administers} />
      </nav>
      {/* The key closes an open menu when the page changes. */}
      <div key={pathname} ref={menus} className={css.menus}>
        <details className={css.account}>
          <summary>
            <span>{person.place ?? person.name}</span>
            <Avatar name={person.name} me />
            <span className="vh">{t('top.account')}</span>
          </summary>
          <div className={css.sheet}>{account}</div>
        </details>
        <span className={css.me}>
          <Avatar name={person.name} me />
        </span>
        <details className={css.menu}>
          <summary>
            <Icon name="menu" />
            {t('top.menu')}
          </summary>
          <div className={css.sheet}>
            <nav aria-label={t('top.mainNav')}>
              <Destinations administers={person.administers} />
            </nav>
            {account}
          </div>
        </details>
      </div>
    </>
  )
}

/** With script, a press elsewhere or Esc closes an open menu; Esc gives the focus back to what opened it. */
function useClosing() {
  const menus = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const open = () => menus.current?.querySelector<HTMLDetailsElement>('details[open]')
    const pressed = (event: MouseEvent) => {
      const menu = open()
      if (menu && event.target instanceof Node && !menu.contains(event.target)) menu.open = false
    }
    const typed = (event: KeyboardEvent) => {
      const menu = event.key === 'Escape' ? open() : null
      if (!menu) return
      menu.open = false
      menu.querySelector('summary')?.focus()
    }
    document.addEventListener('click', pressed)
    document.addEventListener('keydown', typed)
    return () => {
      document.removeEventListener('click', pressed)
      document.removeEventListener('keydown', typed)
    }
  }, [])
  return menus
}

function Destinations({ administers }: { administers: boolean }) {
  const { t } = useTranslation()
  return (
    <ul>
      <li>
        <NavLink to="/" end>
          {t('top.home')}
        </NavLink>
      </li>
      <li>
        <NavLink to="/events">{t('top.events')}</NavLink>
      </li>
      <li>
        <NavLink to="/calendar">{t('top.calendar')}</NavLink>
      </li>
      {administers && (
        <li>
          <NavLink to="/admin/organisers">{t('top.admin')}</NavLink>
        </li>
      )}
    </ul>
  )
}

/** Pages behind a personal address ask nobody to sign in. */
const personal = /^\/(rsvp|sign-in)(\/|$)/

function SignedOut({ pathname, search }: Place) {
  const { t } = useTranslation()
  const mayWantIn = !personal.test(pathname)
  return (
    <div className={css.out}>
      <LanguageLinks pathname={pathname} search={search} short={mayWantIn} />
      {mayWantIn && (
        <Link to="/sign-in" className={css.signIn}>
          {t('top.signIn')}
        </Link>
      )}
    </div>
  )
}

/** The mark: a ring that stands open for one more. */
function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        d="M23.6 8.3A11 11 0 1 0 27 16.2"
        fill="none"
        stroke="var(--brand)"
        strokeWidth="3.4"
        strokeLinecap="round"
      />
      <circle cx="26.2" cy="6.4" r="4" fill="var(--call)" />
    </svg>
  )
}
