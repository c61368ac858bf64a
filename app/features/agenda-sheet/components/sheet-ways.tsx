import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import css from './sheet-ways.module.css'

/** The ways to take an agenda along: to print, as a PDF, as a Word file. */
export function SheetWays({ eventId }: { eventId: string }) {
  const { t } = useTranslation('sheet')
  const at = `/events/${eventId}/agenda`
  return (
    <ul className={css.ways} aria-label={t('ways')}>
      <li>
        <Link to={`${at}/print`}>{t('printPage')}</Link>
      </li>
      <li>
        <a href={`${at}.pdf`}>{t('pdf')}</a>
      </li>
      <li>
        <a href={`${at}.docx`}>{t('docx')}</a>
      </li>
    </ul>
  )
}
