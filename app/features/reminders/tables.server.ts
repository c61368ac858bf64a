import { id, index, instant, number, oneOf, references, table, text, unique } from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'
import { reminderStates } from './rules.ts'

/** One pressing of "Remind": all who have not answered get one letter each, in chunks, by a job. */
export const reminders = table(
  'reminders',
  {
    id: id(),
    eventId: references(() => events.id),
    /** The first of an event is 1: the revision of its letters, so that nobody gets two of one reminder. */
    number: number('none'),
    senderId: text('personal'),
    state: oneOf(reminderStates, 'none'),
    /** Letters that it has queued. */
    sent: number('none'),
    startedAt: instant('none'),
  },
  (t) => [unique(t.eventId, t.number), index(t.state)],
)
