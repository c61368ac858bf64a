/**
 * waiting: to be sent at `notBefore`; sending: a sender has it now; sent; failed: refused, or given up after the last
 * try; unknown: the sender died after it had handed the letter over, so it may have arrived (REL-3); stopped: its reason
 * was gone, or its time over, before it went out.
 */
export const letterStates = ['waiting', 'sending', 'sent', 'failed', 'unknown', 'stopped'] as const
export type LetterState = (typeof letterStates)[number]

/** Letters that hold what somebody told somebody else: their text is for the recipient's eyes, not the administrator's. */
const confidentialKinds: readonly string[] = ['answerReceipt', 'reminderBeforeDay', 'eventChanged', 'inviteeMessage']
export function isConfidential(kind: string): boolean {
  return confidentialKinds.includes(kind)
}

/**
 * Stands in front of each link's placeholder. `composeLetter` takes it out of everything that people typed, so that
 * typed text which looks like a placeholder is never filled with somebody's live link (SEC-8).
 */
export const placeholderMark = '\u001a'

/** A letter as an area writes it: words only. A link stands as `linkPlaceholder(linkId)`, never as an address. */
export type Letter = { subject: string; text: string; html: string }

/** How often a letter that was put off is tried, and how long after each try, in milliseconds. */
export const retryDelays = [60_000, 5 * 60_000, 30 * 60_000, 3 * 3_600_000, 12 * 3_600_000] as const

/** When to try again after `attempts` tries, or null when to give up. */
function nextTry(attempts: number, now: number): number | null {
  const delay = retryDelays[attempts - 1]
  return delay === undefined ? null : now + delay
}

/** Text for a mail header: line breaks and other control characters would start a header of somebody else's (SEC-14). */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
}

/** How a try to send a letter went, as the sender saw it. `closed`: not tried, for its link opens nothing any more. */
export type Try =
  | { ok: true }
  | { ok: false; closed: true }
  | {
      ok: false
      closed?: never
      /** The receiving server's answer: 4xx not now, 5xx never; null when it gave none (RFC 5321 4.2.1). */
      responseCode: number | null
      /** Was it this letter that was refused, or did the way there fail (connection, password)? */
      refusedLetter: boolean
      /** And there its recipient, not its sender or its text? */
      refusedAddress?: boolean
      /** Had the text begun to go out? */
      handedOver: boolean
      trouble: string
    }

type Settled =
  | { state: 'sent'; attempts: number; sentAt: number; trouble: null }
  | { state: 'waiting'; attempts: number; notBefore: number; trouble: string }
  | { state: 'failed' | 'unknown'; attempts: number; trouble: string }
  | { state: 'stopped' }

/**
 * What becomes of a letter after a try. Without an answer to a text that had gone out nobody knows whether it arrived: such a
 * letter is not tried again by itself, for a second one would be worse than a question to the sender (REL-3).
 */
export function afterTry(outcome: Try, letter: { attempts: number }, now: number): Settled {
  if (!outcome.ok && outcome.closed) return { state: 'stopped' }
  const attempts = letter.attempts + 1
  if (outcome.ok) return { state: 'sent', attempts, sentAt: now, trouble: null }
  const { responseCode, trouble } = outcome
  if (outcome.refusedLetter && (responseCode === null || responseCode >= 500))
    return { state: 'failed', attempts, trouble }
  if (outcome.handedOver && responseCode === null) return { state: 'unknown', attempts, trouble }
  const notBefore = nextTry(attempts, now)
  return notBefore === null
    ? { state: 'failed', attempts, trouble }
    : { state: 'waiting', attempts, notBefore, trouble }
}

/**
 * What a try tells of the address: a letter was taken there, or its server wants none for it, now or ever (5xx, RFC 5321
 * 4.2.1). Null: nothing, as when it is the way there that fails.
 */
export function deliveryOf(outcome: Try): 'arrived' | 'refused' | null {
  if (outcome.ok) return 'arrived'
  if (outcome.closed || !outcome.refusedAddress) return null
  return (outcome.responseCode ?? 0) >= 500 ? 'refused' : null
}

/** What becomes of a letter whose sender died in the middle. */
export function afterDeath(letter: { handedOverAt: number | null }): { state: 'unknown' | 'waiting' } {
  return { state: letter.handedOverAt === null ? 'waiting' : 'unknown' }
}

/** Is the time of a letter over? Such a letter goes out no more, whoever asks. */
function isLate(letter: { notAfter: number | null }, now: number): boolean {
  return letter.notAfter !== null && letter.notAfter <= now
}

/** May a person have this letter sent again? */
export function mayResend(letter: { state: LetterState; notAfter: number | null }, now: number): boolean {
  return (letter.state === 'failed' || letter.state === 'unknown') && !isLate(letter, now)
}

/** The words of a receiving server, without addresses of people. */
export function withoutAddresses(words: string): string {
  return oneLine(words)
    .replace(/[^\s@<>]+@[^\s@<>]+/g, '…')
    .slice(0, 200)
}
