import { flag, id, index, instant, number, oneOf, optional, references, table, text, unique } from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'
import { answers } from '#app/features/invitations/rules.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'

/** Who of an invited party comes, as far as it is told. Erased when they do not come, and some months after the event. */
export const guests = table(
  'guests',
  {
    id: id(),
    invitationId: references(() => invitations.id),
    eventId: references(() => events.id),
    /** Order in the party, from 1 on. */
    position: number('none'),
    /** May be empty: one who takes part online and is not named. */
    name: text('personal'),
    online: flag('personal'),
  },
  (t) => [unique(t.invitationId, t.position), index(t.eventId)],
)

/** The latest changes of an answer that several people share, with who gave it. Erased with the names. */
export const answerMarks = table(
  'answer_marks',
  {
    id: id(),
    invitationId: references(() => invitations.id),
    eventId: references(() => events.id),
    at: instant('personal'),
    name: text('personal', optional),
    answer: oneOf(answers, 'personal'),
    people: number('personal'),
    online: number('personal'),
    recorded: flag('none'),
  },
  (t) => [index(t.invitationId, t.at)],
)
