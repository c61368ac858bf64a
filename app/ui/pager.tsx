import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Row } from './page.tsx'

/** The way through a list of several pages; nothing where one page holds all of it. */
export function Pager({ page, pages, addressOf }: { page: number; pages: number; addressOf(page: number): string }) {
  const { t } = useTranslation('common')
  if (pages <= 1) return null
  return (
    <nav aria-label={t('pager.label')}>
      <Row between>
        {page > 1 ? <Link to={addressOf(page - 1)}>{t('pager.previous')}</Link> : <span />}
        <span className="num">{t('pager.page', { page, pages })}</span>
        {page < pages ? <Link to={addressOf(page + 1)}>{t('pager.next')}</Link> : <span />}
      </Row>
    </nav>
  )
}
