import { placeholderMark } from '#app/features/mail/rules.ts'

/** What a personal address is for, and the path it opens. */
export const linkPaths = {
  answer: '/rsvp/',
  testAnswer: '/rsvp-test/',
  signIn: '/sign-in/',
  confirmRegistration: '/register/',
  topics: '/topics/',
} as const
export const linkPurposes = ['answer', 'testAnswer', 'signIn', 'confirmRegistration', 'topics'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

/**
 * Stands in a letter where the address goes; filled at delivery, so that nobody can read a live link in the outbox. Only
 * as an `href` of a letter's block: everywhere else its mark is taken out, and it is text as any other.
 */
export function linkPlaceholder(linkId: string): string {
  return `${placeholderMark}kutsu-link:${linkId}`
}

/** Finds placeholders; group 1 is the link's id. */
export const linkPlaceholderPattern = new RegExp(`${placeholderMark}kutsu-link:([0-9a-z]{20})`, 'g')

/** A letter's text for the eyes of others: `standIn` in place of each link, with what follows it. */
export function withoutLinks(text: string, standIn: string): string {
  return text.replace(new RegExp(`${linkPlaceholderPattern.source}([/?#]\\S*)?`, 'g'), () => standIn)
}

/** The link's id as it stands in front of a token, or null when the text cannot be one of our tokens. */
export function idPart(token: string): string | null {
  return /^[0-9a-z]{20}[\w-]{32}$/.test(token) ? token.slice(0, 20) : null
}
