import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import css from './footer.module.css'

/** The foot of every page: what must always be one step away. */
export function Footer() {
  const { t } = useTranslation()
  return (
    <footer className={css.foot}>
      <ul>
        <li>
          <Link to="/accessibility">{t('footer.accessibility')}</Link>
        </li>
        <li>
          <Link to="/privacy">{t('footer.privacy')}</Link>
        </li>
        <li>
          <Link to="/contact">{t('footer.contact')}</Link>
        </li>
      </ul>
    </footer>
  )
}
