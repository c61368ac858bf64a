import { id, instant, json, number, oneOf, optional, references, table, unique } from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'
import { seatWays, type Quotas } from './rules.ts'

/** How an event gives its seats; an event without a row gives them as they are asked for, without quotas. */
export const seatRules = table(
  'seat_rules',
  {
    id: id(),
    eventId: references(() => events.id),
    way: oneOf(seatWays, 'none'),
    /** The most people that one organisation may bring; null: no limit but that of a party. */
    organisationLimit: number('none', optional),
    quotas: json<Quotas>('none'),
    /** When its seats were drawn. */
    drawnAt: instant('none', optional),
  },
  (t) => [unique(t.eventId)],
)
