import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Section, Stack } from '#app/ui/page.tsx'

/** From the invitations to what is read of them, asked with them, and how seats are given. */
export function WaysToParticipants({ eventId }: { eventId: string }) {
  const { t } = useTranslation(['participants', 'questions', 'seats'])
  return (
    <Section title={t('more')}>
      <Stack gap={10}>
        <Link to={`/events/${eventId}/invitations/participants`}>{t('open')}</Link>
        <Link to={`/events/${eventId}/questions`}>{t('questions:page.open')}</Link>
        <Link to={`/events/${eventId}/seats`}>{t('seats:draw.rules')}</Link>
      </Stack>
    </Section>
  )
}
