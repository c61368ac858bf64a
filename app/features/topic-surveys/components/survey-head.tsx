import { useTranslation } from 'react-i18next'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { clockRange } from '#app/lib/dates.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { DateStamp } from '#app/ui/date-stamp.tsx'
import { Local } from '#app/ui/local-text.tsx'
import { Band, Narrow } from '#app/ui/page.tsx'
import css from './topics.module.css'

/** Who asks whom, about what, and when that is. */
export function SurveyHead({ event, name, language }: { event: EventDetails; name: string; language: Language }) {
  const { t } = useTranslation('topicSurveys')
  return (
    <Band>
      <Narrow>
        <p className="mute">
          {t('page.asks', { organiser: localText(event.organiserName, language).text })} <b>{name}</b>
        </p>
        <div className={css.head}>
          <DateStamp at={event.startsAt} zone={event.timeZone} language={language} size="large" call />
          <div>
            <h1>
              <Local text={event.title} language={language} />
            </h1>
            <p className="mute">{clockRange(event.startsAt, event.endsAt, event.timeZone, language)}</p>
          </div>
        </div>
      </Narrow>
    </Band>
  )
}
