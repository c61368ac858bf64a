import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clock, clockRange, longDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Local } from '#app/ui/local-text.tsx'
import { MailLink } from '#app/ui/mail-link.tsx'
import type { EventDetails } from '../queries.server.ts'
import { hasOnline, hasVenue } from '../rules.ts'
import css from './event-page.module.css'

type Props = {
  event: EventDetails
  language: Language
  now: number
  /** Who convenes it together with the convener. */
  coConveners: { id: string; name: string }[]
}

/** When, where, in which languages, by when to answer and whom to ask. */
export function EventFacts({ event, language, now, coConveners }: Props) {
  const { t } = useTranslation('events')
  const { startsAt, endsAt, timeZone, attendanceMode, venue, onlineUrl, answerBy, capacity, convener } = event
  const day = (at: number) => longDay(at, timeZone, language)
  // On the day itself an answer is taken until the start; otherwise until the day's last minute.
  const answerAt = answerBy === null ? null : { day: day(answerBy), time: clock(answerBy, timeZone, language) }
  return (
    <dl className={css.facts}>
      <Fact term={t('page.when')}>
        <dd>
          {day(startsAt)} {clockRange(startsAt, endsAt, timeZone, language)}
        </dd>
      </Fact>
      {hasVenue(attendanceMode) && (
        <Fact term={t('page.where')}>
          <dd>
            {venue ? (
              <>
                <Local text={venue.name} language={language} />,{' '}
                <Local text={venue.municipalityName} language={language} />
              </>
            ) : (
              t('venueMissing')
            )}
          </dd>
          {venue && <VenueAccess access={venue.access} />}
        </Fact>
      )}
      {hasOnline(attendanceMode) && (
        <Fact term={t('page.online')}>
          <dd>{onlineUrl ? <a href={onlineUrl}>{t('page.joinOnline')}</a> : t('page.linkLater')}</dd>
        </Fact>
      )}
      {answerAt && event.state !== 'cancelled' && (
        <Fact term={t('page.answerBy')}>
          <dd>{(answerBy ?? 0) < now ? t('states.answerByPassed') : t('page.answerByText', answerAt)}</dd>
          {(answerBy ?? 0) >= now && <dd>{t('page.answerByHint')}</dd>}
        </Fact>
      )}
      {capacity !== null && (
        <Fact term={t('page.places')}>
          <dd>{t('page.capacity', { count: capacity })}</dd>
        </Fact>
      )}
      <Fact term={t('page.languages')}>
        <dd>{event.languages.map((spoken) => t(`languageNames.${spoken}`)).join(', ')}</dd>
      </Fact>
      <Fact term={t('page.kind')}>
        <dd>
          {t(`kinds.${event.kind}`)}. {t('page.theme')}: {t(`themes.${event.theme}`)}
        </dd>
      </Fact>
      <Fact term={t('page.organiser')}>
        <dd>
          <Local text={event.organiserName} language={language} />
        </dd>
      </Fact>
      {event.coOrganisers.length > 0 && (
        <Fact term={t('page.coOrganisers')}>
          {event.coOrganisers.map(({ id, name }) => (
            <dd key={id}>
              <Local text={name} language={language} />
            </dd>
          ))}
        </Fact>
      )}
      {coConveners.length > 0 && (
        <Fact term={t('page.coConveners')}>
          <dd>{[...(convener ? [convener] : []), ...coConveners].map(({ name }) => name).join(', ')}</dd>
        </Fact>
      )}
      {convener && (
        <Fact term={t('page.convener')}>
          <dd>{[convener.name, convener.title].filter(Boolean).join(', ')}</dd>
          <dd>
            <MailLink address={convener.email} />
          </dd>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      {children}
    </div>
  )
}

/** What one must know of a place before coming: told when it is there, and when it is not. */
function VenueAccess({ access }: { access: NonNullable<EventDetails['venue']>['access'] }) {
  const { t } = useTranslation('events')
  const { stepFree, inductionLoop, accessibleToilet } = access
  const facts = [
    stepFree ? t('page.stepFree') : t('page.noStepFree'),
    inductionLoop ? t('page.inductionLoop') : t('page.noInductionLoop'),
    accessibleToilet ? t('page.accessibleToilet') : t('page.noAccessibleToilet'),
  ]
  return (
    <dd>
      {t('page.access')}: {facts.join(', ')}.
    </dd>
  )
}
