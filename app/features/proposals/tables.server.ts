import { id, index, instant, number, oneOf, optional, references, table, text, unique } from '#db/columns.ts'
import { associations } from '#app/features/directory/tables.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { people } from '#app/features/people/tables.server.ts'
import { languages } from '#app/lib/languages.ts'
import { proposalStates } from './rules.ts'

/** Topics that are proposed to an event's agenda (FOR-2). */
export const topicProposals = table(
  'topic_proposals',
  {
    id: id(),
    eventId: references(() => events.id),
    /** Whose account it was proposed by; null: by an association's personal link. */
    proposerId: references(() => people.id, 'personal', optional),
    /** The link that its letters carry when there is no proposer; made with it and about it. */
    linkId: text('none', optional),
    /** For whom it is proposed; null: by the convener, for the organiser. */
    associationId: references(() => associations.id, 'none', optional),
    /** The language of what the proposer wrote. */
    lang: oneOf(languages, 'none'),
    title: text('personal'),
    why: text('personal'),
    minutes: number('none'),
    /** Who would speak, in the proposer's words. */
    speaker: text('personal'),
    state: oneOf(proposalStates, 'none'),
    /** Why not now. */
    reason: text('personal', optional),
    reasonLang: oneOf(languages, 'none', optional),
    decidedAt: instant('none', optional),
    decidedBy: text('personal', optional),
    /** How many times it has been answered: the revision of its letters. */
    revision: number('none'),
    createdAt: instant('none'),
  },
  (t) => [index(t.eventId, t.createdAt), index(t.proposerId)],
)

/** Which associations stand behind a proposal: one row for each, so that two of its people at once count once. */
export const proposalSupports = table(
  'proposal_supports',
  {
    id: id(),
    proposalId: references(() => topicProposals.id),
    associationId: references(() => associations.id),
    /** Who pressed; null: somebody with the association's personal link. */
    personId: references(() => people.id, 'personal', optional),
    createdAt: instant('none'),
  },
  (t) => [unique(t.proposalId, t.associationId)],
)

export const proposalComments = table(
  'proposal_comments',
  {
    id: id(),
    proposalId: references(() => topicProposals.id),
    authorId: references(() => people.id, 'personal'),
    /** For whom they speak; null: the convener, for the organiser. */
    associationId: references(() => associations.id, 'none', optional),
    lang: oneOf(languages, 'none'),
    text: text('personal'),
    createdAt: instant('none'),
  },
  (t) => [index(t.proposalId, t.createdAt)],
)
