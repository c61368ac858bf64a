import { useTranslation } from 'react-i18next'
import { clock, isoDay, shortDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Chip } from '#app/ui/chip.tsx'
import type { EventRow } from '../queries.server.ts'

type Shown = Pick<EventRow, 'state' | 'movedFrom' | 'startsAt' | 'publishedAt' | 'timeZone' | 'answerBy'>

type Props = {
  event: Shown
  language: Language
  now: number
  /** `planner` sees drafts and when it was published; `reader` what it means for coming. */
  to: 'planner' | 'reader'
}

/** Whether a list has anything to say: that an event is published and stands as it was is nothing. */
export function hasStateChip(event: Shown, now: number, to: Props['to']): boolean {
  if (event.state !== 'published' || event.movedFrom !== null) return true
  return to === 'reader' && event.answerBy !== null && now < event.startsAt
}

/** What state an event is in, in words. A reader of a published one that stands as it was sees the last day to answer. */
export function StateChip({ event, language, now, to }: Props) {
  const { t } = useTranslation('events')
  const { state, movedFrom, publishedAt, timeZone, answerBy } = event
  const day = (at: number) => shortDay(at, timeZone, language)
  if (state === 'cancelled') {
    return (
      <Chip tone="alert" icon="cross">
        {t('states.cancelled')}
      </Chip>
    )
  }
  if (state === 'held') return <Chip>{t('states.held')}</Chip>
  if (state === 'draft') return <Chip>{t('states.draft')}</Chip>
  if (movedFrom !== null) {
    const sameDay = isoDay(movedFrom, timeZone) === isoDay(event.startsAt, timeZone)
    const hour = clock(movedFrom, timeZone, language)
    return (
      <Chip tone="warn" icon="clock">
        {sameDay ? t('states.movedHour', { hour }) : t('states.moved', { day: day(movedFrom) })}
      </Chip>
    )
  }
  if (to === 'planner') {
    return publishedAt === null ? null : (
      <Chip tone="ok" icon="check">
        {t('states.published', { day: day(publishedAt) })}
      </Chip>
    )
  }
  if (answerBy === null || now >= event.startsAt) return null
  if (now > answerBy) return <Chip>{t('states.answerByPassed')}</Chip>
  return <Chip tone="call">{t('states.answerBy', { day: day(answerBy) })}</Chip>
}
