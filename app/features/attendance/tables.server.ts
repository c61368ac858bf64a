import { id, index, instant, knownBy, number, optional, references, table, text } from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'

/**
 * Who was marked at the door, and how many they are. The id is the invitation's; one who came without an invitation has
 * an id of their own, made where it was typed, so that a repeat finds the row. Nobody present is a row with no people.
 */
export const attendances = table(
  'attendances',
  {
    id: id(),
    eventId: references(() => events.id),
    invitationId: references(() => invitations.id, 'none', optional),
    /** Of one who came without an invitation; the invited have theirs there. */
    name: text('personal', optional),
    organisation: text('personal', optional),
    people: number('personal'),
    /** The tap that holds, and when it was made: an earlier one that arrives later changes nothing. */
    tapId: text('none'),
    tappedAt: instant('personal'),
  },
  (t) => [index(t.eventId)],
)

/** Doors that somebody closed: who is not marked there is absent. */
export const closedDoors = table(
  'closed_doors',
  { eventId: references(() => events.id), closedAt: instant('none'), closedBy: text('personal') },
  (t) => [knownBy(t.eventId)],
)
