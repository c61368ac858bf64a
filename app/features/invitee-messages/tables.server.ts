import { id, index, instant, references, table, text } from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'

/** What the invited write to the convener when the answer page takes no answer any more. */
export const inviteeMessages = table(
  'invitee_messages',
  {
    id: id(),
    invitationId: references(() => invitations.id),
    eventId: references(() => events.id),
    text: text('personal'),
    sentAt: instant('personal'),
  },
  (t) => [index(t.invitationId, t.sentAt), index(t.eventId)],
)
