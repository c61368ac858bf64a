import {
  flag,
  id,
  index,
  instant,
  json,
  number,
  oneOf,
  optional,
  references,
  table,
  text,
  unique,
} from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'
import type { LetterTexts } from '#app/features/letter-texts/rules.ts'
import { autoReminderKinds, reminderStates } from './rules.ts'

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

/**
 * What goes out by itself before an event, as its convener set it; without a row the defaults hold. Who has had one is not
 * kept here: the outbox knows, one letter for each person and kind.
 */
export const autoReminders = table(
  'auto_reminders',
  {
    id: id(),
    eventId: references(() => events.id),
    kind: oneOf(autoReminderKinds, 'none'),
    on: flag('none'),
    /** Days before the day of the deadline, or of the event. */
    days: number('none'),
    /** A wall clock of the event's zone, `09:00`. */
    time: text('none'),
    /** What the convener wrote; empty: the product's own wording. */
    letter: json<LetterTexts>('none'),
    /** Letters queued so far, and when the last of them was. */
    sent: number('none'),
    lastAt: instant('none', optional),
  },
  (t) => [unique(t.eventId, t.kind)],
)
