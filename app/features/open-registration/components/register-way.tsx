import { useTranslation } from 'react-i18next'
import { ButtonLink } from '#app/ui/button.tsx'
import { Stack } from '#app/ui/page.tsx'

/** On the public page of an event: the way to sign up, and until when. `main`: it is the thing to do on the page. */
export function RegisterWay({ eventId, until, main }: { eventId: string; until: string; main: boolean }) {
  const { t } = useTranslation('openRegistration')
  return (
    <Stack gap={10}>
      <p>
        <ButtonLink to={`/events/${eventId}/register`} variant={main ? 'filled' : 'outlined'} phoneWide reloadDocument>
          {t('way.button')}
        </ButtonLink>
      </p>
      <p className="small mute">{t('way.text', { until })}</p>
    </Stack>
  )
}

/** The same in a list of events, where it is named by the event. */
export function RegisterLink({ eventId, title }: { eventId: string; title: string }) {
  const { t } = useTranslation('openRegistration')
  return (
    <a href={`/events/${eventId}/register`} aria-label={t('way.buttonOf', { title })}>
      {t('way.button')}
    </a>
  )
}
