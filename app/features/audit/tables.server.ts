import { id, index, instant, json, optional, table, text } from '#db/columns.ts'
import type { Change } from './rules.ts'

/** Who did what, when, and what it changed. Rows are added, and changed only by erasing. */
export const auditRows = table(
  'audit_rows',
  {
    id: id(),
    at: instant('none'),
    /** The person's id, or `system`, `cli`, `link:<link id>` for one who acts by a personal link. */
    actor: text('personal'),
    /** The verb: `createEvent`, `answerInvitation`. */
    verb: text('none'),
    /** Table name and id of what the verb was about. */
    subjectKind: text('none'),
    subjectId: text('none'),
    /** The event that the subject belongs to, where there is one. */
    eventId: text('none', optional),
    /** Before and after of each changed column. */
    changes: json<Change[]>('personal'),
  },
  (t) => [index(t.subjectKind, t.subjectId, t.at), index(t.eventId, t.at)],
)
