import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/notice.tsx'
import { Row } from '#app/ui/page.tsx'

/** The agenda was not published because it lacks tables where people sit: which, who sits there, and the ways out. */
export function LostTables({
  tables,
  eventId,
}: {
  tables: { itemId: string; title: string; people: number; names: string[] }[]
  eventId: string
}) {
  const { t } = useTranslation('tablePlaces')
  return (
    <Notice
      tone="warn"
      role="alert"
      title={t('lost.title')}
      actions={
        <Row gap={20}>
          <Link to={`/events/${eventId}/invitations/tables`}>{t('lost.toTables')}</Link>
          <Link to={`/events/${eventId}/agenda/history`}>{t('lost.toHistory')}</Link>
        </Row>
      }
    >
      {tables.map(({ itemId, title, people, names }) => (
        <p key={itemId}>{t('lost.table', { title, count: people, names: names.join(', ') })}</p>
      ))}
      <p>{t('lost.text')}</p>
    </Notice>
  )
}
