import { recipientKinds, type Recipient, type RecipientKind } from '#app/features/directory/rules.ts'
import { languages, type Language, type LocalText } from '#app/lib/languages.ts'

/** Who is called, as a rule: what it gives is asked of the directory each time, so that a new association is in it. */
export type AudienceRule = {
  /** Associations that are at home here. */
  municipalityIds: string[]
  /** And those that work in the whole county, wherever they are at home. */
  countyWide: boolean
  /** Only associations of these fields; empty: of all. */
  fieldIds: string[]
  /** The organiser's own. */
  bodyIds: string[]
  officials: boolean
  elected: boolean
  /** Recipient keys: single ones, whatever is said above. */
  added: string[]
  /** Recipient keys: these are not called, whatever is said above. */
  without: string[]
}

export const nobody: AudienceRule = {
  municipalityIds: [],
  countyWide: false,
  fieldIds: [],
  bodyIds: [],
  officials: false,
  elected: false,
  added: [],
  without: [],
}

/** The most single ones that a rule names: more than that is another rule. */
export const mostSingles = 1000
/** The longest name of a saved audience. */
export const longestName = 80

/** Does the rule name nobody, whatever the directory holds? */
export function isNobody({ municipalityIds, countyWide, bodyIds, officials, elected, added }: AudienceRule): boolean {
  return municipalityIds.length + bodyIds.length + added.length === 0 && !countyWide && !officials && !elected
}

/** Does a rule say the same, in whatever order? */
export function sameRule(a: AudienceRule, b: AudienceRule): boolean {
  const inOrder = (rule: AudienceRule) =>
    JSON.stringify(
      Object.entries(rule)
        .map(([name, said]) => [name, Array.isArray(said) ? [...said].sort() : said])
        .sort(),
    )
  return inOrder(a) === inOrder(b)
}

/** The rule without this one. One that was only added alone is simply named no more. */
export function takenOut(rule: AudienceRule, key: string): AudienceRule {
  const others = (keys: string[]) => keys.filter((other) => other !== key)
  return { ...rule, without: [...others(rule.without), key] }
}

/** The rule with this one: back again if it was taken out, else as a single one. */
export function addedTo(rule: AudienceRule, key: string): AudienceRule {
  const others = (keys: string[]) => keys.filter((other) => other !== key)
  if (rule.without.includes(key)) return { ...rule, without: others(rule.without) }
  return { ...rule, added: [...others(rule.added), key] }
}

/** Ids of one kind among recipient keys. */
export function idsOf(keys: string[], kind: RecipientKind): string[] {
  return keys.flatMap((key) => (key.startsWith(`${kind}:`) ? [key.slice(kind.length + 1)] : []))
}

/** What a recipient key says, or null when it is none. */
export function recipientOf(key: string): Pick<Recipient, 'kind' | 'id'> | null {
  const kind = recipientKinds.find((one) => key.startsWith(`${one}:`))
  return kind === undefined || key.length === kind.length + 1 ? null : { kind, id: key.slice(kind.length + 1) }
}

/**
 * Role addresses of officials and elected officials, the second and later ones of one address marked: one and the same
 * person gets one letter. `taken`: addresses, in small letters, that have theirs already.
 */
export function withDoubles<One extends Recipient>(
  contacts: One[],
  taken: ReadonlySet<string>,
): (One & { doubled: boolean })[] {
  const seen = new Set(taken)
  return contacts.map((contact) => {
    const address = contact.email?.toLowerCase() ?? null
    const doubled = address !== null && seen.has(address)
    if (address !== null) seen.add(address)
    return { ...contact, doubled }
  })
}

/** How a list of recipients is looked at. */
export const listParts = ['called', 'out', 'unreached'] as const

/** Recipients on one page of a list. */
export const pageLength = 50

/** A recipient in the exact list. */
export type AudienceMember = Recipient & {
  /** Another one of the list has the same address, and both get a letter. */
  sharesAddress: boolean
  /** Taken out of the rule. */
  out: boolean
  /** Another official of the list has the same address and gets the letter. */
  doubled: boolean
  /** The last letter to its address was refused. */
  bounced: boolean
  /** The association's; null for others. */
  about: { municipality: LocalText; field: LocalText } | null
}

/** How many get a letter in each language, and who does not. */
export type AudienceCount = {
  letters: Record<Language, number>
  /** Called, but without an address. */
  unreached: number
  out: number
}

/** Letters in all languages. */
export function lettersOf({ letters }: Pick<AudienceCount, 'letters'>): number {
  return languages.reduce((sum, language) => sum + letters[language], 0)
}

/** Does this recipient get an invitation? Those without an address do too: they stay on the convener's list. */
export function isCalled(member: Pick<AudienceMember, 'out' | 'doubled'>): boolean {
  return !member.out && !member.doubled
}
