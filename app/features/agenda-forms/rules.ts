import type { UpdateRefusal } from '#app/live/contract.ts'

/** What a page says when the agenda did not take an edit. */
export const editTroubles = ['over', 'locked', 'notAllowed', 'tooLarge', 'notSaved'] as const
export type EditTrouble = (typeof editTroubles)[number]

/** Refusals of the live document as such words: what no form of ours can send is told as "not saved". */
export const editTrouble: Record<UpdateRefusal, EditTrouble> = {
  readOnly: 'notAllowed',
  notJoined: 'notAllowed',
  tooLarge: 'tooLarge',
  tooFast: 'notSaved',
  malformed: 'notSaved',
  offSchema: 'notSaved',
  notSaved: 'notSaved',
}
