import type { Language } from '#app/lib/languages.ts'

export const organiserKinds = ['municipality', 'county', 'sector', 'unit'] as const
export type OrganiserKind = (typeof organiserKinds)[number]

/** How wide an association works. `region` is county-wide. */
export const associationScopes = ['village', 'municipality', 'subregion', 'region'] as const

export const contactKinds = ['official', 'elected'] as const

/** Whom an invitation can go to. */
export const recipientKinds = ['association', 'body', 'official', 'elected'] as const
export type RecipientKind = (typeof recipientKinds)[number]

/** Whose an invitation can be: one of those who are called, or a guest who signed up without having been called. */
export const invitedKinds = [...recipientKinds, 'guest'] as const
export type InvitedKind = (typeof invitedKinds)[number]

/** One who can be invited, as the directory knows it now. `email` null: not reachable. */
export type Recipient = {
  kind: RecipientKind
  id: string
  name: string
  email: string | null
  language: Language
}

/** How a recipient is named in a form and in a rule: `association:abc`. */
export function recipientKey(recipient: { kind: string; id: string }): string {
  return `${recipient.kind}:${recipient.id}`
}

/** Another address has refused nothing yet: what changes along with one that is brought in. */
export function withNewAddress(
  { email = null }: { email?: string | null | undefined },
  before: Record<string, unknown> | null,
): { bouncedAt?: null } {
  return before !== null && before.email !== email ? { bouncedAt: null } : {}
}

const finnishLetters: Record<string, string> = { å: '~a', ä: '~b', ö: '~c' }

/**
 * A name as it is searched and sorted by the database, which knows no Finnish: small letters and digits, å, ä and ö after
 * z, other accents gone. `Äänekosken Ilves ry` -> `~b~bnekosken ilves ry`.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[åäö]/g, (letter) => finnishLetters[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\p{L}\p{N}~]+/gu, ' ')
    .trim()
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
