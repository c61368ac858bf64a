import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Stack } from '#app/ui/page.tsx'
import type { GivenAnswer, Voice } from '../rules.ts'

/** What is saved, in one sentence; thanks when it has just been saved. */
export function SavedAnswer({
  voice,
  answer,
  inQueue,
  inDraw,
  people,
  message,
  day,
  just,
  recorded,
  receipt,
  calendarAddress,
  children,
}: {
  voice: Voice
  answer: GivenAnswer
  /** The place in the queue of one who waits, from 1 on. */
  inQueue: number | null
  /** When the seats that they wait for are drawn, in words. */
  inDraw: string | null
  people: number
  message: string | null
  /** `ti 20.4.` */
  day: string
  /** The press that brought us here saved it. */
  just: boolean
  /** A convener wrote it down. */
  recorded: boolean
  /** A receipt goes to the invited address. */
  receipt: boolean
  /** Null when there is nothing to come to any more. */
  calendarAddress: string | null
  /** What other areas know of the answer. */
  children?: ReactNode
}) {
  const { t } = useTranslation(['invitations', 'seats'])
  const waits = inQueue !== null || inDraw !== null
  return (
    <section role={just ? 'status' : undefined} aria-labelledby="saved">
      <Stack gap={10}>
        {just && (
          <span style={{ color: waits ? 'var(--warn)' : 'var(--ok)' }}>
            <Icon name={waits ? 'clock' : 'done'} size="52px" />
          </span>
        )}
        <h2 id="saved">{just ? t('rsvp.thanks') : t(`voice.${voice}.yourAnswer`)}</h2>
        <p className="lead">
          {inDraw !== null
            ? t(`seats:voice.${voice}.inDraw`, { count: people })
            : inQueue === null
              ? t(`voice.${voice}.saved.${answer}`, { count: people, day })
              : t(`seats:voice.${voice}.waiting`, { count: people, place: inQueue })}
        </p>
        {inDraw !== null && <p>{t(`seats:voice.${voice}.inDrawText`, { when: inDraw })}</p>}
        {inQueue !== null && <p>{t(`seats:voice.${voice}.waitingText`)}</p>}
        {children}
        {message && (
          <p style={{ whiteSpace: 'pre-line' }}>
            {t('rsvp.yourMessage')} {message}
          </p>
        )}
        {recorded && <p className="small mute">{t('rsvp.recorded')}</p>}
        {just && receipt && <p className="small mute">{t('rsvp.receipt')}</p>}
        {answer !== 'no' && calendarAddress && (
          <div id="calendar" style={{ marginTop: 10 }}>
            <ButtonLink
              reloadDocument
              to={calendarAddress}
              variant={just ? 'filled' : 'outlined'}
              icon="calendar"
              phoneWide
            >
              {t('rsvp.addToCalendar')}
            </ButtonLink>
          </div>
        )}
      </Stack>
    </section>
  )
}
