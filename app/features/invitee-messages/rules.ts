import { refusalOf, seatsLeft, type Asked } from '#app/features/invitations/rules.ts'

/** The longest message, in characters. */
export const longestInviteeMessage = 1000

/** So long after the end of the event the invited may still write to its convener. */
export const writableFor = 7 * 86_400_000

/** Why a message is not taken. `answerInstead`: answers are still taken, and one can say it there. */
export const writingRefusals = ['withdrawn', 'answerInstead', 'tooOld'] as const
export type WritingRefusal = (typeof writingRefusals)[number]

/** May the invited write to the convener now? When an answer is too late, the event full, cancelled or just over. */
export function writingRefusal(asked: Asked, now: number): WritingRefusal | null {
  if (asked.withdrawnAt !== null) return 'withdrawn'
  if (now > asked.event.endsAt + writableFor) return 'tooOld'
  const open = refusalOf(asked, null, now) === null
  const full = asked.claim === null && seatsLeft(asked) === 0
  return open && !full ? 'answerInstead' : null
}
