import { useTranslation } from 'react-i18next'
import { localText, type Language } from '#app/lib/languages.ts'
import { Notice } from '#app/ui/notice.tsx'
import type { EventDetails } from '../queries.server.ts'

type Props = {
  event: Pick<EventDetails, 'capacity' | 'attendanceMode' | 'venue'>
  /** People who have said that they come. */
  coming: number
  language: Language
}

/** Who does not fit: a warning after saving, for the convener may know better. */
export function RoomNotice({ event, coming, language }: Props) {
  const { t } = useTranslation('events')
  const { capacity, attendanceMode, venue } = event
  if (capacity === null) return null
  // Some take part online when it is hybrid: the seats of the place say nothing then.
  const small = venue && attendanceMode === 'inPerson' && capacity > venue.seats ? venue : null
  return (
    <>
      {coming > capacity && (
        <Notice tone="warn" title={t('next.overfull', { count: coming, capacity })}>
          {t('next.overfullText')}
        </Notice>
      )}
      {small && (
        <Notice tone="warn">
          {t('next.overSeats', { count: small.seats, capacity, venue: localText(small.name, language).text })}
        </Notice>
      )}
    </>
  )
}
