import { id, index, instant, number, oneOf, optional, table, text, unique } from '#db/columns.ts'
import { languages } from '#app/lib/languages.ts'
import { letterStates } from './rules.ts'

/** The outbox: each letter is queued in the transaction of its fact, and delivered by a job. */
export const letters = table(
  'letters',
  {
    id: id(),
    /** What letter it is: `signIn`, `invitation`, `answerReceipt`, `eventMoved`. */
    kind: text('none'),
    /** The id of what it is about: an invitation, a sign-in request. */
    subjectId: text('none'),
    recipient: text('personal'),
    /** The revision of the fact: a second letter about the same thing needs a higher one. */
    revision: number('none'),
    language: oneOf(languages, 'none'),
    fromName: text('none', optional),
    replyTo: text('personal', optional),
    subject: text('personal'),
    state: oneOf(letterStates, 'none'),
    attempts: number('none'),
    queuedAt: instant('none'),
    notBefore: instant('none'),
    /** From then on it is not sent any more: its link is closed, its event over, or what it says is taken back. */
    notAfter: instant('none', optional),
    /** When the sending of the text itself began: from then on the letter may have arrived. */
    handedOverAt: instant('none', optional),
    sentAt: instant('none', optional),
    /** The last trouble, in the words of the receiving server, without addresses. */
    trouble: text('none', optional),
    /** Last, because they are long: SQLite reads through them to whatever stands behind. */
    text: text('personal'),
    html: text('personal'),
  },
  (t) => [
    unique(t.kind, t.subjectId, t.recipient, t.revision),
    index(t.state, t.notBefore),
    index(t.state, t.notAfter),
    index(t.subjectId),
    index(t.state, t.queuedAt, t.id),
  ],
)
