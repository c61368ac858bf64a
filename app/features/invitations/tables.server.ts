import { id, index, instant, json, number, oneOf, optional, references, table, text, unique } from '#db/columns.ts'
import type { AudienceRule } from '#app/features/audiences/rules.ts'
import { invitedKinds, type Recipient } from '#app/features/directory/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import type { LetterTexts } from '#app/features/letter-texts/rules.ts'
import { places } from '#app/features/seats/rules.ts'
import { languages } from '#app/lib/languages.ts'
import { answers, sendingStates } from './rules.ts'

/**
 * What a convener prepares before it is sent: whom to call, and what to say. One for each (event, person), so that two
 * conveners do not write over each other. Its id becomes the sending's: a second press finds that there.
 */
export const sendingDrafts = table(
  'sending_drafts',
  {
    id: id(),
    eventId: references(() => events.id),
    personId: text('personal'),
    audience: json<AudienceRule>('personal'),
    /** The saved audience that it started from. */
    audienceId: text('none', optional),
    letter: json<LetterTexts>('none'),
    createdAt: instant('none'),
    changedAt: instant('none'),
  },
  (t) => [unique(t.eventId, t.personId)],
)

/** One pressing of "Send": a letter and the invitations that go out with it, in chunks, by a job. */
export const sendings = table(
  'sendings',
  {
    id: id(),
    eventId: references(() => events.id),
    /** Whom the sender meant: for preparing it anew. Who gets it stands in the chunks. */
    audience: json<AudienceRule>('personal', optional),
    letter: json<LetterTexts>('none'),
    /** The person who sent it, and whose name stands under the letter. */
    senderId: text('personal'),
    /** Letters that go out with this sending, and how many of them are in the outbox. */
    total: number('none'),
    queued: number('none'),
    state: oneOf(sendingStates, 'none'),
    /** When a planned sending starts; null: at once. */
    sendAt: instant('none', optional),
    createdAt: instant('none'),
  },
  (t) => [index(t.eventId), index(t.state)],
)

/**
 * Those whose turn in a sending has not come, in the chunks that are invited together: a chunk is taken away when it is
 * done, so that no step of a large sending costs more than another. The list is the one that the sender saw: who joins
 * the register later is not on it.
 */
export const sendingChunks = table(
  'sending_chunks',
  {
    id: id(),
    sendingId: references(() => sendings.id),
    position: number('none'),
    recipients: json<Recipient[]>('personal'),
  },
  (t) => [unique(t.sendingId, t.position)],
)

/** Who was asked, and what they answered. One row for each (event, recipient). */
export const invitations = table(
  'invitations',
  {
    id: id(),
    eventId: references(() => events.id),
    sendingId: references(() => sendings.id),
    recipientKind: oneOf(invitedKinds, 'none'),
    recipientId: text('personal'),
    /** Name and address as they were when the invitation was made. */
    name: text('personal'),
    /** Null: not reached, stays on the convener's list. */
    email: text('personal', optional),
    language: oneOf(languages, 'none'),
    /** The personal address; made with the letter. */
    linkId: text('none', optional),
    queuedAt: instant('none', optional),
    answer: oneOf(answers, 'personal'),
    place: oneOf(places, 'personal'),
    /** How many come, or wait for seats; 0 unless the answer is yes. */
    people: number('personal'),
    /** How many of them take part online; 0 unless the event is hybrid: then the event itself tells where all are. */
    online: number('personal'),
    /** Order in the queue for seats; null outside it. */
    position: number('none', optional),
    /** Since when it stood in the queue; stays when it got its seats from there. */
    waitingSince: instant('personal', optional),
    /** How long the offered seats are kept. */
    offeredUntil: instant('personal', optional),
    message: text('personal', optional),
    answeredAt: instant('personal', optional),
    /** Who of the conveners wrote the answer down, which came by telephone or on paper; null: the invitee gave it. */
    recordedBy: text('personal', optional),
    withdrawnAt: instant('none', optional),
    /** How many times it has been answered or renewed: the revision of its letters. */
    revision: number('none'),
    createdAt: instant('none'),
  },
  (t) => [
    unique(t.eventId, t.recipientKind, t.recipientId),
    index(t.linkId),
    index(t.sendingId, t.queuedAt),
    index(t.eventId, t.answer),
    index(t.place, t.eventId),
  ],
)
