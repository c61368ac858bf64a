import { id, index, instant, json, number, oneOf, optional, references, table, text, unique } from '#db/columns.ts'
import type { AudienceRule } from '#app/features/audiences/rules.ts'
import { associations } from '#app/features/directory/tables.server.ts'
import type { Recipient } from '#app/features/directory/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import { languages, type LocalText } from '#app/lib/languages.ts'
import { surveyStates } from './rules.ts'

/** Asking associations for topics before the invitation: one for each event, prepared as a draft. */
export const topicSurveys = table(
  'topic_surveys',
  {
    id: id(),
    eventId: references(() => events.id),
    audience: json<AudienceRule>('personal'),
    /** What the convener writes above the question. */
    text: json<LocalText>('none'),
    /** The last moment to answer; empty while it is not chosen. */
    closesAt: instant('none', optional),
    /** The person who prepared or sent it. */
    senderId: text('personal'),
    state: oneOf(surveyStates, 'none'),
    /** Letters that go out with it, and how many of them are in the outbox. */
    total: number('none'),
    queued: number('none'),
    /** How many times it was reminded of: the revision of those letters. */
    reminders: number('none'),
    remindedAt: instant('none', optional),
    createdAt: instant('none'),
  },
  (t) => [unique(t.eventId), index(t.state)],
)

/** Those whose turn has not come, in the chunks that are asked together; the list is the one that the sender saw. */
export const surveyChunks = table(
  'survey_chunks',
  {
    id: id(),
    surveyId: references(() => topicSurveys.id),
    position: number('none'),
    recipients: json<Recipient[]>('personal'),
  },
  (t) => [unique(t.surveyId, t.position)],
)

/** The associations that were asked: one personal link for each, shared by its people. */
export const surveyInvitees = table(
  'survey_invitees',
  {
    id: id(),
    surveyId: references(() => topicSurveys.id),
    associationId: references(() => associations.id),
    /** Name and address as they were when it was asked. */
    name: text('none'),
    /** Null: not reached. */
    email: text('personal', optional),
    language: oneOf(languages, 'none'),
    linkId: text('none', optional),
    /** When somebody of it first proposed or supported by the link. */
    answeredAt: instant('none', optional),
    createdAt: instant('none'),
  },
  (t) => [unique(t.surveyId, t.associationId)],
)
