import { useTranslation } from 'react-i18next'
import { clockRange } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Chip } from '#app/ui/chip.tsx'
import { DateStamp } from '#app/ui/date-stamp.tsx'
import { Local } from '#app/ui/local-text.tsx'
import { Band, Wrap } from '#app/ui/page.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { EventDetails } from '../queries.server.ts'
import css from './event-header.module.css'
import { EventPlace } from './event-place.tsx'
import { StateChip } from './state-chip.tsx'

/** The parts of an event that have a page of their own. */
export type EventPart = 'overview' | 'agenda' | 'invitations' | 'planners' | 'run' | 'door'

type Props = {
  event: EventDetails
  language: Language
  now: number
  /** Plans or convenes the event: sees the state of the work. */
  plans: boolean
  /** The parts this person may open, in order; a single one needs no tabs. */
  parts: EventPart[]
}

/** The top of every page of an event: its day, what it is, when and where, and the way to its parts. */
export function EventHeader({ event, language, now, plans, parts }: Props) {
  const { t } = useTranslation('events')
  const paths: Record<EventPart, string> = {
    overview: `/events/${event.id}`,
    agenda: `/events/${event.id}/agenda`,
    invitations: `/events/${event.id}/invitations`,
    planners: `/events/${event.id}/planners`,
    run: `/events/${event.id}/run`,
    door: `/events/${event.id}/door`,
  }
  const draft = event.state === 'draft'
  const tabbed = parts.length > 1
  return (
    <Band flush={tabbed}>
      <Wrap>
        <div className={css.head}>
          <DateStamp
            at={event.startsAt}
            zone={event.timeZone}
            language={language}
            size="large"
            call={event.kind === 'forum'}
          />
          <div className={css.words}>
            {draft ? (
              <Chip tone="info" icon="pen">
                {t('states.draftSeen')}
              </Chip>
            ) : (
              <StateChip event={event} language={language} now={now} to={plans ? 'planner' : 'reader'} />
            )}
            <h1>
              <Local text={event.title} language={language} />
            </h1>
            <p className={css.meta}>
              <span>{clockRange(event.startsAt, event.endsAt, event.timeZone, language)}</span>
              <span>
                <EventPlace event={event} language={language} town={!plans} />
              </span>
            </p>
          </div>
        </div>
        {tabbed && (
          <div className={css.tabs}>
            <Tabs
              label={t('parts.label')}
              items={parts.map((part) => ({
                to: paths[part],
                label: t(`parts.${part}`),
                exact: part === 'overview',
              }))}
            />
          </div>
        )}
      </Wrap>
    </Band>
  )
}
