import { and, asc, count, eq, inArray, like, type SQL } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { localText, type LocalText } from '#app/lib/languages.ts'
import { byFinnishName, nameKey, type OrganiserKind, type Recipient } from './rules.ts'
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

/** Every association, with where it is at home, by name. */
export async function associationChoices(
  db: Queries,
): Promise<{ id: string; name: string; municipality: LocalText }[]> {
  const rows = await db
    .select({ id: associations.id, name: associations.name, organiser: organisers.name, place: organisers.place })
    .from(associations)
    .innerJoin(organisers, eq(organisers.id, associations.municipalityId))
    .orderBy(asc(associations.nameKey), asc(associations.id))
  return rows.map(({ id, name, organiser, place }) => ({ id, name, municipality: place ?? organiser }))
}

/** The names of the first `most` associations of an organiser's area, by name. */
export async function associationNamesOf(db: Queries, organiserId: string, most: number): Promise<string[]> {
  const rows = await db
    .select({ name: associations.name })
    .from(associations)
    .where(inArray(associations.municipalityId, await areaOf(db, organiserId)))
    .orderBy(asc(associations.nameKey), asc(associations.id))
    .limit(most)
  return [...new Set(rows.map(({ name }) => name))]
}

/** The bodies of an organiser, by Finnish name: older people's council, youth council. */
export async function bodiesOf(db: Queries, organiserId: string): Promise<Body[]> {
  const found = await db.select().from(bodies).where(eq(bodies.organiserId, organiserId))
  const named = found.map((row) => ({ row, name: localText(row.name, 'fi').text }))
  return named.sort(byFinnishName).map(({ row }) => row)
}

/** The fields of activity, by Finnish name. */
async function allFields(db: Queries): Promise<(typeof fields.$inferSelect)[]> {
  const named = (await db.select().from(fields)).map((row) => ({ row, name: localText(row.name, 'fi').text }))
  return named.sort(byFinnishName).map(({ row }) => row)
}

/** What an organiser can choose from when it calls people, with how many each holds now. */
export type AudienceChoices = {
  /** `own`: of the organiser's area; then those of its subregion, then the rest of its county. */
  municipalities: { id: string; name: LocalText; near: 'own' | 'subregion' | 'county'; count: number }[]
  countyWide: number
  /** Those that have an association in the county. */
  fields: { id: string; name: LocalText; count: number }[]
  officials: number
  elected: number
  bodies: { id: string; name: LocalText; reachable: boolean }[]
}

export async function audienceChoices(db: Queries, organiserId: string): Promise<AudienceChoices> {
  const own = await areaOf(db, organiserId)
  const county = await countyMunicipalities(db, organiserId)
  const subregions = new Set(county.filter(({ id }) => own.includes(id)).map(({ subregion }) => subregion))
  const inCounty = inArray(
    associations.municipalityId,
    county.map(({ id }) => id),
  )
  const counted = await db
    .select({ id: associations.municipalityId, count: count() })
    .from(associations)
    .where(inCounty)
    .groupBy(associations.municipalityId)
  const inField = await db
    .select({ id: associations.fieldId, count: count() })
    .from(associations)
    .where(inCounty)
    .groupBy(associations.fieldId)
  const contactCount = (kind: 'official' | 'elected') =>
    db.$count(contacts, and(eq(contacts.organiserId, organiserId), eq(contacts.kind, kind)))
  return {
    municipalities: county.map(({ id, name, place, subregion }) => ({
      id,
      name: place ?? name,
      near: own.includes(id) ? 'own' : subregion !== null && subregions.has(subregion) ? 'subregion' : 'county',
      count: counted.find((row) => row.id === id)?.count ?? 0,
    })),
    countyWide: await db.$count(associations, and(inCounty, eq(associations.scope, 'region'))),
    fields: (await allFields(db)).flatMap(({ id, name }) => {
      const here = inField.find((row) => row.id === id)
      return here ? [{ id, name, count: here.count }] : []
    }),
    officials: await contactCount('official'),
    elected: await contactCount('elected'),
    bodies: (await bodiesOf(db, organiserId)).map(({ id, name, email }) => ({ id, name, reachable: email !== null })),
  }
}

/** A recipient as the directory knows it. `bounced`: the last letter to its address was refused. */
export type DirectoryRecipient = Recipient & { bounced: boolean }

/** Bodies as recipients, named in their own language. */
export async function bodyRecipients(db: Queries, where: SQL | undefined): Promise<DirectoryRecipient[]> {
  const rows = await db.select().from(bodies).where(where)
  return rows.map(({ id, name, email, language, bouncedAt }) => {
    const bounced = bouncedAt !== null
    return { kind: 'body', id, name: localText(name, language).text, email, language, bounced }
  })
}

/** Officials and elected officials as recipients: "Kunnanjohtaja, Laukaan kunta". */
export async function contactRecipients(db: Queries, where: SQL | undefined): Promise<DirectoryRecipient[]> {
  const rows = await db
    .select({ contact: contacts, organiser: organisers.name })
    .from(contacts)
    .innerJoin(organisers, eq(organisers.id, contacts.organiserId))
    .where(where)
  return rows.map(({ contact: { id, kind, role, email, language, bouncedAt }, organiser }) => ({
    kind,
    id,
    name: `${capitalised(localText(role, language).text)}, ${localText(organiser, language).text}`,
    email,
    language,
    bounced: bouncedAt !== null,
  }))
}

/** A part of some associations by name, with where they are at home and what they do. */
export async function associationRecipients(
  db: Queries,
  where: SQL | undefined,
  { offset, limit }: { offset: number; limit: number },
): Promise<(DirectoryRecipient & { about: { municipality: LocalText; field: LocalText } })[]> {
  if (limit <= 0) return []
  const rows = await db
    .select({ association: associations, field: fields.name, organiser: organisers.name, place: organisers.place })
    .from(associations)
    .innerJoin(fields, eq(fields.id, associations.fieldId))
    .innerJoin(organisers, eq(organisers.id, associations.municipalityId))
    .where(where)
    .orderBy(asc(associations.nameKey), asc(associations.id))
    .limit(limit)
    .offset(offset)
  return rows.map(({ association: { id, name, email, language, bouncedAt }, field, organiser, place }) => ({
    kind: 'association',
    id,
    name,
    email,
    language,
    bounced: bouncedAt !== null,
    about: { field, municipality: place ?? organiser },
  }))
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fi') + text.slice(1)
}

/** Whom a search for one more shows at most. */
const mostFound = 12

/** Those whom an organiser may call alone and whose name holds the text: any association; its own bodies and contacts. */
export async function findRecipients(
  db: Queries,
  organiserId: string,
  text: string,
): Promise<(Pick<Recipient, 'kind' | 'id'> & { name: LocalText; about: LocalText | null })[]> {
  const wanted = nameKey(text)
  if (wanted === '') return []
  const rows = await db
    .select({ id: associations.id, name: associations.name, organiser: organisers.name, place: organisers.place })
    .from(associations)
    .innerJoin(organisers, eq(organisers.id, associations.municipalityId))
    .where(like(associations.nameKey, `%${wanted}%`))
    .orderBy(asc(associations.nameKey), asc(associations.id))
    .limit(mostFound)
  const people = await db.select().from(contacts).where(eq(contacts.organiserId, organiserId))
  const own = [
    ...(await bodiesOf(db, organiserId)).map(({ id, name }) => ({ kind: 'body' as const, id, name, about: null })),
    ...people.map(({ kind, id, role }) => ({ kind, id, name: role, about: null })),
  ].filter(({ name }) => Object.values(name).some((one) => nameKey(one).includes(wanted)))
  const found = rows.map(({ id, name, organiser, place }) => ({
    kind: 'association' as const,
    id,
    name: { fi: name },
    about: place ?? organiser,
  }))
  return [...own, ...found].slice(0, mostFound)
}

/** The municipalities of the organiser's county, its own among them, by Finnish name; its own alone, if it has no county. */
export async function countyMunicipalities(db: Queries, organiserId: string): Promise<Organiser[]> {
  const own = await areaOf(db, organiserId)
  const [first] = own
  const county = first === undefined ? null : ((await organiserById(db, first))?.parentId ?? null)
  const where = county === null ? inArray(organisers.id, own) : eq(organisers.parentId, county)
  const found = await db
    .select()
    .from(organisers)
    .where(and(eq(organisers.kind, 'municipality'), where))
  const named = found.map((row) => ({ row, name: localText(row.name, 'fi').text }))
  return named.sort(byFinnishName).map(({ row }) => row)
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
