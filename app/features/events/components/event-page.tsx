import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clockRange, longDay } from '#app/lib/dates.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import type { EventDetails } from '../queries.server.ts'
import type { PublishRefusal } from '../rules.ts'
import { EventFacts } from './event-facts.tsx'
import css from './event-page.module.css'
import { NextStep, type Rights } from './next-step.tsx'
import { RoomNotice } from './room-notice.tsx'

export type Done = 'created' | 'changed' | 'moved' | 'published'

type Props = {
  event: EventDetails
  language: Language
  now: number
  may: Rights
  /** What keeps the draft from being published. */
  missing: PublishRefusal[]
  /** The last press on publish was refused for it. */
  refused: boolean
  /** Invitations have been sent. */
  invited: boolean
  /** People who have said that they come. */
  coming: number
  /** What was just done, told once. */
  done: Done | null
  /** What guests are told of a change, for conveners. */
  news: ReactNode
  /** The published agenda, or nothing. */
  agenda: ReactNode
  /** The way to sign up, while anybody can. */
  register: ReactNode
  coConveners: { id: string; name: string }[]
  /** That the convener has changed, for those who plan it. */
  handover: ReactNode
  /** The way to the topics that are proposed to it, for those who may see them. */
  proposals: ReactNode
}

const doneWords = {
  created: 'next.justCreated',
  changed: 'next.justChanged',
  moved: 'next.justMoved',
  published: 'next.justPublished',
} as const

/** One event for everybody; its conveners see the next step too. */
export function EventPage(props: Props) {
  const { event, language, now, may, missing, refused, invited, coming, done, news, agenda, register, proposals } =
    props
  const { t } = useTranslation('events')
  const description = localText(event.description, language)
  const next = (may.edit || may.plan) && (
    <NextStep event={event} now={now} may={may} missing={missing} refused={refused} invited={invited} />
  )
  return (
    <Wrap padded>
      <TwoColumns
        side={
          event.state !== 'draft' && (
            <Stack gap={40}>
              {next}
              <CalendarLinks event={event} />
            </Stack>
          )
        }
      >
        <Stack gap={44}>
          {done && may.edit && (
            <Stack gap={14}>
              <Notice tone="ok" role="status">
                {t(doneWords[done])}
              </Notice>
              <RoomNotice event={event} coming={coming} language={language} />
            </Stack>
          )}
          {news}
          {event.state === 'draft' && next}
          <StateNotice event={event} language={language} />
          {register}
          {description.text && (
            <p className={css.text} lang={description.lang === language ? undefined : description.lang}>
              {softHyphens(description.text)}
            </p>
          )}
          <Section title={t('page.facts')}>
            <EventFacts event={event} language={language} now={now} coConveners={props.coConveners} />
            {props.handover}
          </Section>
          {(agenda || event.state === 'published') && (
            <Section title={t('page.agenda')}>{agenda || <p className="mute">{t('page.agendaLater')}</p>}</Section>
          )}
          {proposals}
        </Stack>
      </TwoColumns>
    </Wrap>
  )
}

/** What everybody must know before coming: cancelled, moved, over. */
function StateNotice({ event, language }: Pick<Props, 'event' | 'language'>) {
  const { t } = useTranslation('events')
  const { state } = event
  if (state === 'cancelled') {
    const reason = localText(event.cancelReason ?? {}, language)
    return (
      <Notice tone="alert" title={t('page.cancelledTitle')}>
        <span lang={reason.lang === language ? undefined : reason.lang}>{reason.text}</span> {t('page.cancelledText')}
      </Notice>
    )
  }
  if (state === 'held') return <Notice title={t('page.heldTitle')} />
  return <MovedNotice event={event} language={language} />
}

/** The time is another than it was; nothing when it is not. */
export function MovedNotice({ event, language }: Pick<Props, 'event' | 'language'>) {
  const { t } = useTranslation('events')
  const { state, movedFrom, startsAt, endsAt, timeZone } = event
  if (movedFrom === null || state !== 'published') return null
  const day = (at: number) => longDay(at, timeZone, language)
  const hours = (from: number) => clockRange(from, from + endsAt - startsAt, timeZone, language).split('–')[0]
  return (
    <Notice tone="warn" title={t('page.movedTitle')}>
      {t('page.movedText', {
        day: day(movedFrom),
        time: hours(movedFrom),
        newDay: day(startsAt),
        newTime: clockRange(startsAt, endsAt, timeZone, language),
      })}
    </Notice>
  )
}

function CalendarLinks({ event }: Pick<Props, 'event'>) {
  const { t } = useTranslation('events')
  if (event.state === 'draft' || event.state === 'held') return null
  return (
    <Stack gap={20}>
      {event.state === 'published' && (
        <div>
          <ButtonLink to={`/events/${event.id}.ics`} icon="calendar" variant="outlined" wide reloadDocument>
            {t('page.addToCalendar')}
          </ButtonLink>
          <div className={css.hint}>
            <p className="small mute">{t('page.addToCalendarHint')}</p>
          </div>
        </div>
      )}
      <div>
        <Link to={`/calendar/subscribe?organiser=${event.organiserId}`}>{t('page.subscribe')}</Link>
        <p className="small mute">{t('page.subscribeHint')}</p>
      </div>
    </Stack>
  )
}
