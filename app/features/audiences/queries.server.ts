import { and, asc, count, eq, inArray, isNotNull, isNull, like, not, or, sql, type Column, type SQL } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import {
  associationRecipients,
  bodyRecipients,
  contactRecipients,
  countyMunicipalities,
  type DirectoryRecipient,
} from '#app/features/directory/queries.server.ts'
import {
  byFinnishName,
  nameKey,
  recipientKey,
  type Recipient,
  type RecipientKind,
} from '#app/features/directory/rules.ts'
import { associations, bodies, contacts } from '#app/features/directory/tables.server.ts'
import { languages, type Language } from '#app/lib/languages.ts'
import {
  idsOf,
  isCalled,
  pageLength,
  withDoubles,
  type AudienceCount,
  type AudienceMember,
  type AudienceRule,
} from './rules.ts'
import { audiences } from './tables.server.ts'

export type Audience = typeof audiences.$inferSelect

/** The saved audiences of an organiser, by name. */
export async function audiencesOf(db: Queries, organiserId: string): Promise<Audience[]> {
  return (await db.select().from(audiences).where(eq(audiences.organiserId, organiserId))).sort(byFinnishName)
}

/** One saved audience of this organiser. */
export async function audienceOf(db: Queries, organiserId: string, id: string): Promise<Audience | null> {
  const [found] = await db
    .select()
    .from(audiences)
    .where(and(eq(audiences.id, id), eq(audiences.organiserId, organiserId)))
  return found ?? null
}

/** Who is left out of a list from the start: those who have an invitation already. */
export type Apart = {
  /** True in the database for those of a kind who are not left out. */
  where(kind: RecipientKind, id: Column): SQL | undefined
  /** Addresses of officials, in small letters, that have a letter already. */
  addresses: ReadonlySet<string>
}
const nobodyApart: Apart = { where: () => undefined, addresses: new Set() }

const noRow = sql`0 = 1`

/** Associations that the rule gives, those taken out included. */
async function associationsIn(db: Queries, organiserId: string, rule: AudienceRule): Promise<SQL> {
  const here = inArray(associations.municipalityId, rule.municipalityIds)
  const places = rule.countyWide ? or(here, await countyWide(db, organiserId)) : here
  const ofFields = rule.fieldIds.length === 0 ? undefined : inArray(associations.fieldId, rule.fieldIds)
  return or(and(places, ofFields), inArray(associations.id, idsOf(rule.added, 'association'))) ?? noRow
}

/** Those that work in the whole county of the organiser; in any, where it has none. */
async function countyWide(db: Queries, organiserId: string): Promise<SQL | undefined> {
  const wide = eq(associations.scope, 'region')
  const inCounty = (await countyMunicipalities(db, organiserId)).map(({ id }) => id)
  return inCounty.length > 1 ? and(wide, inArray(associations.municipalityId, inCounty)) : wide
}

type Other = DirectoryRecipient & { out: boolean; doubled: boolean }

/** Bodies, officials and elected officials that the rule gives, those taken out included. They are few. */
async function othersIn(db: Queries, organiserId: string, rule: AudienceRule, apart: Apart): Promise<Other[]> {
  const out = new Set(rule.without)
  const chosen = [...rule.bodyIds, ...idsOf(rule.added, 'body')]
  const ofBodies = and(eq(bodies.organiserId, organiserId), inArray(bodies.id, chosen), apart.where('body', bodies.id))
  const councils = await bodyRecipients(db, ofBodies)
  const people: DirectoryRecipient[] = []
  for (const kind of ['official', 'elected'] as const) {
    const all = kind === 'official' ? rule.officials : rule.elected
    const wanted = all ? undefined : inArray(contacts.id, idsOf(rule.added, kind))
    const ofKind = and(eq(contacts.organiserId, organiserId), eq(contacts.kind, kind))
    people.push(...(await contactRecipients(db, and(ofKind, wanted, apart.where(kind, contacts.id)))))
  }
  const marked = people.sort(byFinnishName).map((one) => ({ ...one, out: out.has(recipientKey(one)) }))
  // Who was taken out keeps no other from getting the letter.
  const called = withDoubles(
    marked.filter((one) => !one.out),
    apart.addresses,
  )
  const council = councils.map((one) => ({ ...one, out: out.has(recipientKey(one)), doubled: false }))
  const outside = marked.filter((one) => one.out).map((one) => ({ ...one, doubled: false }))
  return [...council.sort(byFinnishName), ...called, ...outside]
}

/** How many letters the rule makes now, per language, and how many are not reached or taken out. */
export async function countAudience(
  db: Queries,
  organiserId: string,
  rule: AudienceRule,
  apart: Apart = nobodyApart,
): Promise<AudienceCount> {
  const given = and(await associationsIn(db, organiserId, rule), apart.where('association', associations.id))
  const out = idsOf(rule.without, 'association')
  const called = and(given, not(inArray(associations.id, out)))
  const rows = await db
    .select({ language: associations.language, count: count(), reached: count(associations.email) })
    .from(associations)
    .where(called)
    .groupBy(associations.language)
  const others = await othersIn(db, organiserId, rule, apart)
  const standing = others.filter(isCalled)
  const letters = Object.fromEntries(
    languages.map((language) => [
      language,
      (rows.find((row) => row.language === language)?.reached ?? 0) +
        standing.filter((one) => one.language === language && one.email !== null).length,
    ]),
  ) as Record<Language, number>
  return {
    letters,
    unreached:
      rows.reduce((sum, row) => sum + row.count - row.reached, 0) + standing.filter((one) => one.email === null).length,
    out:
      (await db.$count(associations, and(given, inArray(associations.id, out)))) +
      others.filter((one) => one.out).length,
  }
}

/** Whom a rule calls now, each once: bodies, officials, then associations by name. Without an address `email` is null. */
export async function recipientsOf(
  db: Queries,
  organiserId: string,
  rule: AudienceRule,
  apart: Apart = nobodyApart,
): Promise<Recipient[]> {
  const given = and(await associationsIn(db, organiserId, rule), apart.where('association', associations.id))
  const { id, name, email, language } = associations
  const rows = await db
    .select({ id, name, email, language })
    .from(associations)
    .where(and(given, not(inArray(id, idsOf(rule.without, 'association')))))
    .orderBy(asc(associations.nameKey), asc(id))
  const others = (await othersIn(db, organiserId, rule, apart)).filter(isCalled)
  return [
    ...others.map(({ kind, id: otherId, name: called, email: to, language: spoken }) => ({
      kind,
      id: otherId,
      name: called,
      email: to,
      language: spoken,
    })),
    ...rows.map((row) => ({ kind: 'association' as const, ...row })),
  ]
}

/** Which of these recipient keys the rule calls now. */
export async function calledAmong(
  db: Queries,
  organiserId: string,
  rule: AudienceRule,
  keys: string[],
  apart: Apart = nobodyApart,
): Promise<Set<string>> {
  const ids = idsOf(keys, 'association')
  const given = and(await associationsIn(db, organiserId, rule), apart.where('association', associations.id))
  const rows = await db
    .select({ id: associations.id })
    .from(associations)
    .where(and(given, inArray(associations.id, ids)))
  const others = await othersIn(db, organiserId, rule, apart)
  const called = [...rows.map(({ id }) => ({ kind: 'association' as const, id })), ...others].map(recipientKey)
  return new Set(called.filter((key) => keys.includes(key) && !rule.without.includes(key)))
}

/** What is looked for in a list; empty texts look for all. */
export type ListFilter = {
  text: string
  municipality: string
  field: string
  part: 'called' | 'out' | 'unreached'
  page: number
}

/**
 * One page of the exact list: bodies and officials first, then associations by name. Those taken out stand among the
 * others, marked, so that a press can be taken back where it was made. `found`: how many the filter leaves.
 */
export async function audiencePage(
  db: Queries,
  organiserId: string,
  rule: AudienceRule,
  filter: ListFilter,
  apart: Apart = nobodyApart,
): Promise<{ members: AudienceMember[]; found: number }> {
  const text = nameKey(filter.text)
  const out = idsOf(rule.without, 'association')
  const given = and(await associationsIn(db, organiserId, rule), apart.where('association', associations.id))
  const wanted = and(
    given,
    text ? like(associations.nameKey, `%${text}%`) : undefined,
    filter.municipality ? eq(associations.municipalityId, filter.municipality) : undefined,
    filter.field ? eq(associations.fieldId, filter.field) : undefined,
    filter.part === 'out' ? inArray(associations.id, out) : undefined,
    filter.part === 'unreached' ? isNull(associations.email) : undefined,
  )
  // Municipality and field are an association's: who asks for one asks for associations.
  const all = await othersIn(db, organiserId, rule, apart)
  const others =
    filter.municipality || filter.field
      ? []
      : all.filter(
          (one) =>
            nameKey(one.name).includes(text) &&
            (filter.part !== 'out' || one.out) &&
            (filter.part !== 'unreached' || one.email === null),
        )
  const from = (filter.page - 1) * pageLength
  const first = others.slice(from, from + pageLength)
  const rows = await associationRecipients(db, wanted, {
    offset: Math.max(0, from - others.length),
    limit: pageLength - first.length,
  })
  const members = [
    ...first.map((one) => ({ ...one, about: null })),
    ...rows.map((row) => ({ ...row, out: rule.without.includes(recipientKey(row)), doubled: false })),
  ]
  const shared = await sharedAddresses(db, members, given, all)
  return {
    members: members.map((member) => ({
      ...member,
      sharesAddress: !member.doubled && member.email !== null && shared.has(member.email.toLowerCase()),
    })),
    found: others.length + (await db.$count(associations, wanted)),
  }
}

/** Which of these have an address that another one of the whole list has: two associations may share a mailbox. */
async function sharedAddresses(
  db: Queries,
  members: { email: string | null }[],
  given: SQL | undefined,
  others: Recipient[],
): Promise<Set<string>> {
  const asked = members.flatMap(({ email }) => (email === null ? [] : [email]))
  const address = sql<string>`lower(${associations.email})`
  const rows = await db
    .select({ address, count: count() })
    .from(associations)
    .where(
      and(
        given,
        isNotNull(associations.email),
        inArray(
          address,
          asked.map((email) => email.toLowerCase()),
        ),
      ),
    )
    .groupBy(address)
  const uses = new Map(rows.map((row) => [row.address, row.count]))
  for (const { email } of others) if (email) uses.set(email.toLowerCase(), (uses.get(email.toLowerCase()) ?? 0) + 1)
  return new Set([...uses].flatMap(([email, times]) => (times > 1 ? [email] : [])))
}
