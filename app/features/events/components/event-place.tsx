import { useTranslation } from 'react-i18next'
import type { Language } from '#app/lib/languages.ts'
import { Local } from '#app/ui/local-text.tsx'
import type { EventDetails } from '../queries.server.ts'
import { hasOnline, hasVenue } from '../rules.ts'

/** Where an event is, in one line: the place and its town, and that one can take part online. */
export function EventPlace({
  event,
  language,
  town = false,
}: {
  event: Pick<EventDetails, 'attendanceMode' | 'venue'>
  language: Language
  /** Adds the municipality: for lists of many towns. */
  town?: boolean
}) {
  const { t } = useTranslation('events')
  if (!hasVenue(event.attendanceMode)) return <>{t('modes.online')}</>
  return (
    <>
      {event.venue ? <Local text={event.venue.name} language={language} /> : t('venueMissing')}
      {event.venue && town && (
        <>
          , <Local text={event.venue.municipalityName} language={language} />
        </>
      )}
      {hasOnline(event.attendanceMode) && `, ${t('alsoOnline')}`}
    </>
  )
}
