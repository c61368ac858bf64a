import { id, instant, number, oneOf, optional, table, text } from '#db/columns.ts'
import { linkPurposes } from './rules.ts'

/** Personal addresses. The token is made from these and the server's secret, and stored nowhere. */
export const links = table('links', {
  id: id(),
  purpose: oneOf(linkPurposes, 'none'),
  generation: number('none'),
  expiresAt: instant('none', optional),
  /** What the link opens: the id of an invitation, of a person. */
  subjectId: text('none'),
})
