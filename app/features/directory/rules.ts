import type { Language } from '#app/lib/languages.ts'

export const organiserKinds = ['municipality', 'county', 'sector', 'unit'] as const
export type OrganiserKind = (typeof organiserKinds)[number]

/** How wide an association works. `region` is county-wide. */
export const associationScopes = ['village', 'municipality', 'subregion', 'region'] as const

export const contactKinds = ['official', 'elected'] as const

/** Whom an invitation can go to. */
export const recipientKinds = ['association', 'body', 'official', 'elected'] as const
export type RecipientKind = (typeof recipientKinds)[number]

/** One who can be invited, as the directory knows it now. `email` null: not reachable. */
export type Recipient = {
  kind: RecipientKind
  id: string
  name: string
  email: string | null
  language: Language
}

/** A rule that gives recipients: shown as the exact list before sending. */
export type Audience = {
  /** Associations that work in this organiser's area, and the county-wide ones. */
  associations: boolean
  officials: boolean
  elected: boolean
  bodyIds: string[]
  /** Single associations, whatever the rules above say. */
  associationIds: string[]
}

/** A recipient in the exact list. `sharesAddress`: another one of the list has the same address, both get a letter. */
export type ListedRecipient = Recipient & { sharesAddress: boolean }

/** Marks those who have the same address as another one: two organisations may share a mailbox, and neither is lost. */
export function withSharedAddresses(recipients: Recipient[]): ListedRecipient[] {
  const uses = new Map<string, number>()
  for (const { email } of recipients) {
    if (email !== null) uses.set(email.toLowerCase(), (uses.get(email.toLowerCase()) ?? 0) + 1)
  }
  return recipients.map((recipient) => ({
    ...recipient,
    sharesAddress: recipient.email !== null && (uses.get(recipient.email.toLowerCase()) ?? 0) > 1,
  }))
}

const finnish = new Intl.Collator('fi')

/** The order of names in Finnish: å, ä and ö come last. */
export function byFinnishName(a: { name: string }, b: { name: string }): number {
  return finnish.compare(a.name, b.name)
}

/** A readable id from a name: `Äänekosken kaupunki` -> `aanekosken-kaupunki`. Empty when nothing is left. */
export function readableId(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
