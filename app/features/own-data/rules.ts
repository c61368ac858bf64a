import type { Change } from '#app/features/audit/rules.ts'
import type { InvitedKind } from '#app/features/directory/rules.ts'
import { voiceOf } from '#app/features/invitations/rules.ts'

/**
 * Every column that holds something of an invitee, by table. What stands here is shown and downloaded, and taken out by
 * erasing; a test fails when a table that points at invitations has a personal column that is missing here.
 */
export const covered = {
  invitations: [
    'recipientId',
    'name',
    'email',
    'answer',
    'place',
    'people',
    'online',
    'waitingSince',
    'offeredUntil',
    'message',
    'answeredAt',
    'recordedBy',
  ],
  needs: ['sealed', 'savedAt'],
  invitee_messages: ['text', 'sentAt'],
  guests: ['name', 'online'],
  answer_marks: ['at', 'name', 'answer', 'people', 'online'],
  question_answers: ['value', 'savedAt'],
  table_places: ['invitationId', 'place', 'people', 'waitingSince', 'offeredUntil', 'chosenAt'],
  attendances: ['name', 'organisation', 'people', 'tappedAt'],
  registration_requests: ['name', 'association', 'email', 'people'],
} as const

/**
 * all: everything that tells of the person, for a link that is one person's. typed: what its people wrote, for a link
 * that an association or a body shares; the invitation is theirs and stays.
 */
export type ErasureScope = 'all' | 'typed'
export function scopeOf(kind: InvitedKind): ErasureScope {
  return voiceOf(kind) === 'person' ? 'all' : 'typed'
}

/** Stands where something was erased. */
export const erased = '–'

/** Columns of an invitation whose words are erased from the audit, too. */
const told = {
  all: ['recipientId', 'name', 'email', 'message', 'recordedBy'],
  typed: ['message'],
} as const

/** A change as it stands in the audit once what the invitee had erased is out of it. */
export function redacted(
  change: Change,
  of: { scope: ErasureScope; invitationId: string; recipientId: string; messageIds: string[]; contactIds: string[] },
): Change {
  const { table, id, column } = change
  const columns: readonly string[] = told[of.scope]
  const mark = (value: unknown) => (value === null ? null : erased)
  const marked = { ...change, before: mark(change.before), after: mark(change.after) }
  if (table === 'invitations' && id === of.invitationId && columns.includes(column)) return marked
  if (table === 'invitee_messages' && of.messageIds.includes(id) && column === 'text') return marked
  if (of.scope === 'typed') return change
  if (table === 'contacts' && of.contactIds.includes(id) && column === 'email') return marked
  if (table !== 'sending_chunks' || column !== 'recipients') return change
  const without = (value: unknown) =>
    Array.isArray(value) ? value.map((one) => (isOf(one, of.recipientId) ? { id: erased } : (one as unknown))) : value
  return { ...change, before: without(change.before), after: without(change.after) }
}

function isOf(one: unknown, recipientId: string): boolean {
  return typeof one === 'object' && one !== null && 'id' in one && one.id === recipientId
}
