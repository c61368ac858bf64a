import { useTranslation } from 'react-i18next'
import { ButtonLink } from '#app/ui/button.tsx'
import { Stack } from '#app/ui/page.tsx'

/** On an empty agenda: one sentence and one way to begin. */
export function StartNotice({ eventId }: { eventId: string }) {
  const { t } = useTranslation('templates')
  return (
    <Stack gap={14}>
      <p>{t('emptyText')}</p>
      <div>
        <ButtonLink to={`/events/${eventId}/agenda/start`} variant="outlined">
          {t('link')}
        </ButtonLink>
      </div>
    </Stack>
  )
}
