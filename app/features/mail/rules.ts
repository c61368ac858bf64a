/**
 * waiting: to be sent at `notBefore`; sending: a sender has it now; sent; failed: refused, or given up after the last
 * try; unknown: the sender died after it had handed the letter over, so it may have arrived (REL-3).
 */
export const letterStates = ['waiting', 'sending', 'sent', 'failed', 'unknown'] as const
export type LetterState = (typeof letterStates)[number]

/** A letter as an area writes it: words only. A link stands as `linkPlaceholder(linkId)`, never as an address. */
export type Letter = { subject: string; text: string; html: string }

/** How often a letter that was put off is tried, and how long after each try, in milliseconds. */
export const retryDelays = [60_000, 5 * 60_000, 30 * 60_000, 3 * 3_600_000, 12 * 3_600_000] as const

/** When to try again after `attempts` tries, or null when to give up. */
export function nextTry(attempts: number, now: number): number | null {
  const delay = retryDelays[attempts - 1]
  return delay === undefined ? null : now + delay
}

/** Text for a mail header: line breaks and other control characters would start a header of somebody else's (SEC-14). */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
}
