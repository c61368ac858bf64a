/** What the page says about the person's own edits. */
export type SavedState =
  | { state: 'opening' }
  /** Everything is on the server's disk; `at` is when the last edit of this tab got there, null before the first. */
  | { state: 'saved'; at: number | null }
  | { state: 'saving' }
  | { state: 'waiting'; changes: number }
  | { state: 'readOnly' }
  /** The person may not edit any more; what was not sent by then waits in the browser, in case they may again. */
  | { state: 'kept'; changes: number }
  /** The server has not been able to save; the edits are kept and sent again. */
  | { state: 'notSaved' }
  /** The server refuses the document, for good. */
  | { state: 'refused'; reason: 'notAllowed' | 'signedOut' | 'failed' | 'newRelease' }
  /** It refused so many edits of this tab for good, and has all the others. */
  | { state: 'refused'; reason: 'edit'; changes: number }

export type Standing = {
  refused: (SavedState & { state: 'refused' })['reason'] | null
  /** Edits that the server refused for good. */
  lost: number
  /** Joined at least once. */
  opened: boolean
  joined: boolean
  mayEdit: boolean
  /** Edits of this browser that the server has not acknowledged. */
  unsent: number
  /** The server said that it could not save. */
  trouble: boolean
  savedAt: number | null
}

export const atFirst: Standing = {
  refused: null,
  lost: 0,
  opened: false,
  joined: false,
  mayEdit: false,
  unsent: 0,
  trouble: false,
  savedAt: null,
}

/** "Saved" comes from nothing but acknowledgements: while one is missing, the state is another one. */
export function savedState(now: Standing): SavedState {
  if (now.refused === 'edit') return { state: 'refused', reason: 'edit', changes: now.lost }
  if (now.refused) return { state: 'refused', reason: now.refused }
  if (!now.joined && (now.opened || now.unsent > 0)) return { state: 'waiting', changes: now.unsent }
  if (!now.joined) return { state: 'opening' }
  if (!now.mayEdit) return now.unsent === 0 ? { state: 'readOnly' } : { state: 'kept', changes: now.unsent }
  if (now.unsent === 0) return { state: 'saved', at: now.savedAt }
  return now.trouble ? { state: 'notSaved' } : { state: 'saving' }
}
