import type { AttendanceMode } from '#app/features/events/rules.ts'
import { largestParty } from '#app/features/invitations/rules.ts'

/** One of those who come. The name may be empty; `online`: takes part online, where an event lets one choose. */
export type Guest = { name: string; online: boolean }

export const longestName = 100

/** So many of the latest changes of an answer are kept and shown. */
export const marksKept = 5

/** So long after the end of the event names and answers to questions are erased: time enough for the notes. */
export const keptFor = 90 * 86_400_000

export function erasedAt({ endsAt }: { endsAt: number }): number {
  return endsAt + keptFor
}

/** Only a hybrid event asks of each guest how they take part. */
export function choosesMode(mode: AttendanceMode): boolean {
  return mode === 'hybrid'
}

/** The guests worth keeping of the rows of a form: those with a name, and at a hybrid event those who take part online. */
export function keptGuests(rows: readonly Guest[], mode: AttendanceMode): Guest[] {
  const known = rows.map(({ name, online }) => ({ name, online: online && choosesMode(mode) }))
  return known.filter(({ name, online }) => name !== '' || online)
}

export function onlineAmong(guests: readonly Guest[]): number {
  return guests.filter(({ online }) => online).length
}

/** The rows that a form shows: one for each who comes, those that are filled first. */
export function guestRows(guests: readonly Guest[], people: number): Guest[] {
  const many = Math.min(Math.max(people, guests.length), largestParty)
  return Array.from({ length: many }, (_, row) => guests[row] ?? { name: '', online: false })
}

/** A change of an answer, for those who share its link: what it was from then on, and who said so. */
export type AnswerMark = {
  at: number
  /** As it was typed; null: nobody said who. */
  name: string | null
  answer: 'none' | 'yes' | 'maybe' | 'no'
  people: number
  online: number
  /** A convener wrote it down. */
  recorded: boolean
}
