import { and, eq, inArray, or } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { localText, type LocalText } from '#app/lib/languages.ts'
import {
  byFinnishName,
  type Audience,
  type ListedRecipient,
  type OrganiserKind,
  type Recipient,
  withSharedAddresses,
} from './rules.ts'
import { associations, bodies, contacts, fields, organisers } from './tables.server.ts'

export type Organiser = typeof organisers.$inferSelect
export type Association = typeof associations.$inferSelect
export type Body = typeof bodies.$inferSelect

export async function organiserById(db: Queries, id: string): Promise<Organiser | null> {
  const [found] = await db.select().from(organisers).where(eq(organisers.id, id))
  return found ?? null
}

/** All organisers: the county first, then by Finnish name. */
export async function allOrganisers(db: Queries): Promise<Organiser[]> {
  const rank: Record<OrganiserKind, number> = { county: 0, municipality: 1, sector: 2, unit: 3 }
  const named = (await db.select().from(organisers)).map((row) => ({ row, name: localText(row.name, 'fi').text }))
  return named.sort((a, b) => rank[a.row.kind] - rank[b.row.kind] || byFinnishName(a, b)).map(({ row }) => row)
}

export async function associationById(db: Queries, id: string): Promise<Association | null> {
  const [found] = await db.select().from(associations).where(eq(associations.id, id))
  return found ?? null
}

/** The bodies of an organiser, by Finnish name: older people's council, youth council. */
export async function bodiesOf(db: Queries, organiserId: string): Promise<Body[]> {
  const found = await db.select().from(bodies).where(eq(bodies.organiserId, organiserId))
  const named = found.map((row) => ({ row, name: localText(row.name, 'fi').text }))
  return named.sort(byFinnishName).map(({ row }) => row)
}

export type AudienceChoices = {
  /** How many recipients each group holds now, those without an address included. */
  counts: { associations: number; officials: number; elected: number }
  bodies: { id: string; name: LocalText; reachable: boolean }[]
  /** Every association that can be picked alone, by name. `inGroup`: the group "associations" holds it already. */
  associations: {
    id: string
    name: string
    field: LocalText
    municipality: LocalText
    reachable: boolean
    inGroup: boolean
  }[]
}

/** What an organiser can choose from when it invites, with exact counts. */
export async function audienceChoices(db: Queries, organiserId: string): Promise<AudienceChoices> {
  const area = await areaOf(db, organiserId)
  const everyAssociation = await db
    .select({
      id: associations.id,
      name: associations.name,
      email: associations.email,
      scope: associations.scope,
      municipalityId: associations.municipalityId,
      field: fields.name,
      organiser: organisers.name,
      place: organisers.place,
    })
    .from(associations)
    .innerJoin(fields, eq(fields.id, associations.fieldId))
    .innerJoin(organisers, eq(organisers.id, associations.municipalityId))
  const choices = everyAssociation
    .map(({ email, scope, municipalityId, organiser, place, ...shown }) => ({
      ...shown,
      municipality: place ?? organiser,
      reachable: email !== null,
      inGroup: scope === 'region' || area.includes(municipalityId),
    }))
    .sort(byFinnishName)
  const contactCount = (kind: 'official' | 'elected') =>
    db.$count(contacts, and(eq(contacts.organiserId, organiserId), eq(contacts.kind, kind)))
  return {
    counts: {
      associations: choices.filter((choice) => choice.inGroup).length,
      officials: await contactCount('official'),
      elected: await contactCount('elected'),
    },
    bodies: (await bodiesOf(db, organiserId)).map(({ id, name, email }) => ({ id, name, reachable: email !== null })),
    associations: choices,
  }
}

/**
 * Whom an audience reaches now: one entry for each recipient however many rules give it, by name in Finnish order.
 * One without a valid address stays on the list with `email` null, so that nobody is left out unseen.
 */
export async function recipientsOf(db: Queries, organiserId: string, audience: Audience): Promise<ListedRecipient[]> {
  const found = new Map<string, Recipient>()
  const add = (recipient: Recipient) => found.set(`${recipient.kind}/${recipient.id}`, recipient)
  for (const recipient of await associationRecipients(db, organiserId, audience)) add(recipient)
  for (const recipient of await contactRecipients(db, organiserId, audience)) add(recipient)
  for (const body of await bodiesOf(db, organiserId)) {
    if (!audience.bodyIds.includes(body.id)) continue
    const { id, email, language } = body
    add({ kind: 'body', id, name: localText(body.name, language).text, email, language })
  }
  return withSharedAddresses([...found.values()].sort(byFinnishName))
}

async function associationRecipients(db: Queries, organiserId: string, audience: Audience): Promise<Recipient[]> {
  const chosen = inArray(associations.id, audience.associationIds)
  const group = audience.associations
    ? or(inArray(associations.municipalityId, await areaOf(db, organiserId)), eq(associations.scope, 'region'))
    : undefined
  const { id, name, email, language } = associations
  const rows = await db.select({ id, name, email, language }).from(associations).where(or(group, chosen))
  return rows.map((row) => ({ kind: 'association' as const, ...row }))
}

async function contactRecipients(db: Queries, organiserId: string, audience: Audience): Promise<Recipient[]> {
  const kinds = [
    ...(audience.officials ? ['official' as const] : []),
    ...(audience.elected ? ['elected' as const] : []),
  ]
  const rows = await db
    .select({ contact: contacts, organiser: organisers.name })
    .from(contacts)
    .innerJoin(organisers, eq(organisers.id, contacts.organiserId))
    .where(and(eq(contacts.organiserId, organiserId), inArray(contacts.kind, kinds)))
  return rows.map(({ contact: { id, kind, role, email, language }, organiser }) => ({
    kind,
    id,
    name: `${capitalised(localText(role, language).text)}, ${localText(organiser, language).text}`,
    email,
    language,
  }))
}

/** The municipalities that an organiser works in: its own; all of a county; those of its parent for a sector or unit. */
async function areaOf(db: Queries, organiserId: string): Promise<string[]> {
  const organiser = await organiserById(db, organiserId)
  if (organiser === null) return []
  if (organiser.kind === 'municipality') return [organiser.id]
  if (organiser.kind !== 'county') return organiser.parentId === null ? [] : areaOf(db, organiser.parentId)
  const rows = await db
    .select({ id: organisers.id })
    .from(organisers)
    .where(and(eq(organisers.parentId, organiser.id), eq(organisers.kind, 'municipality')))
  return rows.map((row) => row.id)
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fi') + text.slice(1)
}
