import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Row } from '#app/ui/page.tsx'

/** From the invitations to what is read of them and asked with them. */
export function WaysToParticipants({ eventId }: { eventId: string }) {
  const { t } = useTranslation(['participants', 'questions'])
  return (
    <Row gap={24}>
      <Link to={`/events/${eventId}/invitations/participants`}>{t('open')}</Link>
      <Link to={`/events/${eventId}/questions`}>{t('questions:page.open')}</Link>
    </Row>
  )
}
