import { id, index, instant, number, oneOf, optional, references, table, text, unique } from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { heldPlaces } from './rules.ts'

/** Where guests sit, are offered seats or wait: one row for each (invitation, table). Who leaves a table leaves no row. */
export const tablePlaces = table(
  'table_places',
  {
    id: id(),
    eventId: references(() => events.id),
    invitationId: references(() => invitations.id, 'personal'),
    /** The agenda item's id in the document: the same in each published version. */
    itemId: text('none'),
    place: oneOf(heldPlaces, 'personal'),
    /** How many of the party, at least 1. */
    people: number('personal'),
    /** Order in the table's queue; null outside it. */
    position: number('none', optional),
    /** Since when it stood in the queue; stays when it got its seats from there. */
    waitingSince: instant('personal', optional),
    /** How long the offered seats are kept. */
    offeredUntil: instant('personal', optional),
    chosenAt: instant('personal'),
  },
  (t) => [unique(t.invitationId, t.itemId), index(t.eventId)],
)

/** Tables that the convener closed: who sits there stays, and nobody new comes. */
export const closedTables = table(
  'closed_tables',
  {
    id: id(),
    eventId: references(() => events.id),
    itemId: text('none'),
    closedAt: instant('none'),
    closedBy: text('personal'),
  },
  (t) => [unique(t.eventId, t.itemId)],
)
