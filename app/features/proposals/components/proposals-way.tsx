import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '#app/ui/button.tsx'
import { Row, Section, Stack } from '#app/ui/page.tsx'

/** On an event's own page: the way to propose a topic, and to what others have proposed. */
export function ProposalsWay({ eventId, mayPropose }: { eventId: string; mayPropose: boolean }) {
  const { t } = useTranslation('proposals')
  const base = `/events/${eventId}/proposals`
  return (
    <Section title={t('title')}>
      <Stack gap={16}>
        {mayPropose && <p>{t('invite')}</p>}
        <Row gap={20}>
          {mayPropose && (
            <ButtonLink variant="outlined" phoneWide to={`${base}/new`}>
              {t('propose')}
            </ButtonLink>
          )}
          <Link to={base}>{t('seeAll')}</Link>
        </Row>
      </Stack>
    </Section>
  )
}
