import { id, index, json, number, oneOf, optional, references, table, text } from '#db/columns.ts'
import type { LocalText } from '#app/lib/languages.ts'
import { organisers } from '#app/features/directory/tables.server.ts'
import { priceLevels, type Facilities, type PhysicalAccess } from './rules.ts'

/** Places where one can meet. */
export const venues = table(
  'venues',
  {
    id: id(),
    name: json<LocalText>('none'),
    /** library, school, village_hall … */
    type: text('none'),
    municipalityId: references(() => organisers.id),
    seats: number('none'),
    /** Seats when people work in groups; 0: not usable for that. */
    seatsInGroups: number('none'),
    priceLevel: oneOf(priceLevels, 'none'),
    terms: json<LocalText>('none'),
    access: json<PhysicalAccess>('none'),
    facilities: json<Facilities>('none'),
    bookingEmail: text('none', optional),
  },
  (t) => [index(t.municipalityId)],
)
