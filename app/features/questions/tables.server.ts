import { flag, id, index, instant, json, number, oneOf, references, table, unique } from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import type { LocalText } from '#app/lib/languages.ts'
import { questionKinds, type AnswerValue, type Option } from './rules.ts'

/** What a convener asks the guests of an event, beside whether they come. */
export const questions = table(
  'questions',
  {
    id: id(),
    eventId: references(() => events.id),
    /** Order on the page, from 1 on; not without gaps. */
    position: number('none'),
    kind: oneOf(questionKinds, 'none'),
    /** Asked for and shown as missing; it never keeps an answer from being saved. */
    required: flag('none'),
    wording: json<LocalText>('none'),
    /** What can be chosen; none for text and number. */
    options: json<Option[]>('none'),
    createdAt: instant('none'),
    changedAt: instant('none'),
  },
  (t) => [index(t.eventId, t.position)],
)

/** What an invitee answered to one question. Gone when they do not come, and some months after the event. */
export const questionAnswers = table(
  'question_answers',
  {
    id: id(),
    questionId: references(() => questions.id),
    invitationId: references(() => invitations.id),
    eventId: references(() => events.id),
    value: json<AnswerValue>('personal'),
    savedAt: instant('personal'),
  },
  (t) => [unique(t.invitationId, t.questionId), index(t.questionId), index(t.eventId)],
)
