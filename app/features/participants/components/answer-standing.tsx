import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Section, Stack } from '#app/ui/page.tsx'
import { SplitBar } from '#app/ui/split-bar.tsx'
import type { InvitationSummary } from '../queries.server.ts'

/** How the answers stand: the heading says it, the bar shows it, the line below tells deadline and seats. */
export function AnswerStanding({
  event,
  summary,
  language,
  now,
  inDraw,
  action,
}: {
  event: Pick<EventDetails, 'answerBy' | 'timeZone' | 'capacity'>
  summary: InvitationSummary
  language: Language
  now: number
  /** Who waits does so for a draw. */
  inDraw: boolean
  action: ReactNode
}) {
  const { t } = useTranslation(['invitations', 'seats', 'participants', 'openRegistration'])
  const { guests, people } = summary
  // Who signed up openly was not asked, and is no answer of those who were.
  const asked = { invited: summary.invited - guests, count: summary.answered - guests }
  const title = asked.invited > 0 ? t('list.answered', asked) : t('openRegistration:line.came', { count: guests })
  const { answerBy, capacity } = event
  const deadline =
    answerBy !== null &&
    t(now > answerBy ? 'list.answerByPast' : 'list.answerBy', {
      until: t('rsvp.dayAndTime', {
        day: weekdayAndDay(answerBy, event.timeZone, language),
        time: clock(answerBy, event.timeZone, language),
      }),
    })
  return (
    <Section title={title} aside={action}>
      <Stack gap={14}>
        <SplitBar
          parts={[
            { tone: 'ok', count: summary.yes, label: t('list.yes') },
            { tone: 'warn', count: summary.maybe, label: t('list.maybe') },
            ...(summary.waiting > 0
              ? [{ tone: 'wait' as const, count: summary.waiting, label: t(inDraw ? 'seats:inDraw' : 'list.waiting') }]
              : []),
            { tone: 'neutral', count: summary.no, label: t('list.no') },
            { tone: 'open', count: summary.none, label: t('list.none') },
          ]}
        />
        <p className="mute">
          {deadline} {t('list.coming', { count: people })}{' '}
          {summary.waiting > 0 && `${t(inDraw ? 'seats:drawing' : 'seats:queued', { count: summary.waiting })} `}
          {summary.online > 0 && `${t('participants:online', { count: summary.online })} `}
          {capacity === null ? t('list.noLimit') : t('list.seats', { count: capacity })}
        </p>
      </Stack>
    </Section>
  )
}
