import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { hasOnline, hasVenue } from '#app/features/events/rules.ts'
import { clockRange } from '#app/lib/dates.ts'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { DateStamp } from '#app/ui/date-stamp.tsx'
import { Local } from '#app/ui/local-text.tsx'
import { Band, Narrow } from '#app/ui/page.tsx'
import css from './invitation-head.module.css'

/** Who invites whom, the day, what, when and where. */
export function InvitationHead({
  organiser,
  name,
  event,
  language,
  place,
}: {
  organiser: LocalText
  /** The invited; null: the page is for anybody. */
  name: string | null
  event: EventDetails
  language: Language
  place: ReactNode
}) {
  const { t } = useTranslation('invitations')
  return (
    <Band>
      <Narrow>
        <p className="mute">
          {name === null ? (
            <Local text={organiser} language={language} />
          ) : (
            <>
              {t('rsvp.invites', { organiser: localText(organiser, language).text })} <b className={css.name}>{name}</b>
            </>
          )}
        </p>
        <div className={css.head}>
          <DateStamp at={event.startsAt} zone={event.timeZone} language={language} size="large" call />
          <div>
            <h1>
              <Local text={event.title} language={language} />
            </h1>
            <p className={css.facts}>
              <span>{clockRange(event.startsAt, event.endsAt, event.timeZone, language)}</span>
              {hasVenue(event.attendanceMode) && <span>{place}</span>}
            </p>
            {hasOnline(event.attendanceMode) && event.onlineUrl && event.state !== 'cancelled' && (
              <p>
                <a href={event.onlineUrl} rel="noreferrer">
                  {t(hasVenue(event.attendanceMode) ? 'rsvp.onlineAlso' : 'rsvp.online')}
                </a>
              </p>
            )}
          </div>
        </div>
      </Narrow>
    </Band>
  )
}
