import type { ReactNode } from 'react'
import { clockRange, zonedParts } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { DateStamp } from '#app/ui/date-stamp.tsx'
import { StampLine } from '#app/ui/lines.tsx'
import { Local } from '#app/ui/local-text.tsx'
import type { EventDetails } from '../queries.server.ts'
import { EventPlace } from './event-place.tsx'
import { StateChip, hasStateChip } from './state-chip.tsx'

type Props = {
  event: EventDetails
  language: Language
  now: number
  /** A planner sees the state of the work, a reader what it means for coming. */
  to: 'planner' | 'reader'
  /** The month under the numeral; not under a heading that names it. */
  month?: boolean
  children?: ReactNode
}

/** One event in a list: its day on the left, the matter on the right, its state in words. */
export function EventRow({ event, language, now, to, month = true, children }: Props) {
  const { startsAt, endsAt, timeZone, kind } = event
  const year = zonedParts(startsAt, timeZone).year
  // Without its year a day of another year would be read as this year's.
  const otherYear = month && year !== zonedParts(now, timeZone).year ? [year] : []
  return (
    <StampLine
      stamp={<DateStamp at={startsAt} zone={timeZone} language={language} call={kind === 'forum'} month={month} />}
      title={<Local text={event.title} language={language} />}
      to={`/events/${event.id}`}
      off={event.state === 'cancelled'}
      meta={[
        ...otherYear,
        clockRange(startsAt, endsAt, timeZone, language),
        <EventPlace key="place" event={event} language={language} town={to === 'reader'} />,
      ]}
      side={
        hasStateChip(event, now, to) ? <StateChip event={event} language={language} now={now} to={to} /> : undefined
      }
    >
      {children}
    </StampLine>
  )
}
