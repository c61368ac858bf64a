import { bytes, id, index, instant, oneOf, references, table, text, unique } from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { needKinds } from './rules.ts'

/** What the guests of one invitation need, sealed. The id is the invitation's. Erased a week after the event. */
export const needs = table(
  'needs',
  {
    id: id(),
    invitationId: references(() => invitations.id),
    eventId: references(() => events.id),
    sealed: bytes('special'),
    savedAt: instant('personal'),
  },
  (t) => [unique(t.invitationId), index(t.eventId)],
)

/** Who may see whose needs they are, beside the convener: named by the convener, one event at a time. */
export const needReaders = table(
  'need_readers',
  { id: id(), eventId: references(() => events.id), personId: text('personal'), namedAt: instant('none') },
  (t) => [unique(t.eventId, t.personId)],
)

/** What has been ordered for an event: an interpreter, a loop, food. */
export const needOrders = table(
  'need_orders',
  {
    id: id(),
    eventId: references(() => events.id),
    kind: oneOf(needKinds, 'none'),
    orderedBy: text('personal'),
    orderedAt: instant('none'),
  },
  (t) => [unique(t.eventId, t.kind)],
)
