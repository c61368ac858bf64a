import { id, index, instant, json, number, oneOf, optional, references, table, text, unique } from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'
import { changeKinds, changeStates, type Schedule } from './rules.ts'

/**
 * What those whom it touches are to hear of an event that changed: edits are gathered in one row until it is quiet, then
 * one letter for each person goes out in chunks, by a job.
 */
export const changeLetters = table(
  'change_letters',
  {
    id: id(),
    eventId: references(() => events.id),
    /** The first of an event is 1: the revision of its letters, so that nobody gets two of one change. */
    number: number('none'),
    kind: oneOf(changeKinds, 'none'),
    /** Time and place as they were known before the first of the edits; null: they did not change. */
    was: json<Schedule>('none', optional),
    /** The version of the agenda that was known before; null: it did not change for anybody. */
    agendaFrom: number('none', optional),
    /** What the letters say it is now: written down when the first of them is, so that all say the same. */
    becomes: json<Schedule>('none', optional),
    agendaTo: number('none', optional),
    state: oneOf(changeStates, 'none'),
    /** The last edit. Who was invited after it knows already. */
    changedAt: instant('none'),
    /** From then on it goes out, if nobody edits meanwhile. */
    dueAt: instant('none'),
    /** Letters that it has queued. */
    sent: number('none'),
    /** The id of the person who had it sent now, or not at all, and when. */
    decidedBy: text('personal', optional),
    decidedAt: instant('none', optional),
  },
  (t) => [unique(t.eventId, t.number), index(t.state, t.dueAt)],
)
