/** What a personal address is for, and the path it opens. */
export const linkPaths = { answer: '/rsvp/', signIn: '/sign-in/' } as const
export const linkPurposes = ['answer', 'signIn'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

/** Stands in a letter where the address goes; filled at delivery, so that nobody can read a live link in the outbox. */
export function linkPlaceholder(linkId: string): string {
  return `kutsu-link:${linkId}`
}
/** A letter's text for the eyes of others: `standIn` in place of each link, with what follows it. */
export function withoutLinks(text: string, standIn: string): string {
  return text.replace(/kutsu-link:[0-9a-z]{20}(\?\S*)?/g, () => standIn)
}

/** Finds placeholders; group 1 is the link's id. */
export const linkPlaceholderPattern = /kutsu-link:([0-9a-z]{20})/g

/** The link's id as it stands in front of a token, or null when the text cannot be one of our tokens. */
export function idPart(token: string): string | null {
  return /^[0-9a-z]{20}[\w-]{32}$/.test(token) ? token.slice(0, 20) : null
}
