import type { Language } from '#app/lib/languages.ts'

export const organiserKinds = ['municipality', 'county', 'sector', 'unit'] as const
export type OrganiserKind = (typeof organiserKinds)[number]

/** How wide an association works. `region` is county-wide. */
export const associationScopes = ['village', 'municipality', 'subregion', 'region'] as const
export type AssociationScope = (typeof associationScopes)[number]

export const contactKinds = ['official', 'elected'] as const
export type ContactKind = (typeof contactKinds)[number]

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
