import { flag, id, index, instant, json, number, oneOf, optional, references, table, text } from '#db/columns.ts'
import { languages, type LocalText } from '#app/lib/languages.ts'
import { associationScopes, contactKinds, organiserKinds } from './rules.ts'

/** Those who convene: municipalities, the county, their sectors and units. The id is a readable word: `laukaa`. */
export const organisers = table(
  'organisers',
  {
    id: id(),
    kind: oneOf(organiserKinds, 'none'),
    name: json<LocalText>('none'),
    /** What the place itself is called, where the organiser is one: Laukaa, where Laukaan kunta convenes. */
    place: json<LocalText>('none', optional),
    /** The county of a municipality, the municipality of a sector. */
    parentId: text('none', optional),
    subregion: text('none', optional),
    /** Role address of the liaison person. */
    email: text('none', optional),
    languages: json<('fi' | 'sv')[]>('none'),
    population: number('none', optional),
    createdAt: instant('none'),
  },
  (t) => [index(t.parentId)],
)

/** Fields of activity: social and health, sports, villages. */
export const fields = table('fields', { id: id(), name: json<LocalText>('none') })

export const associations = table(
  'associations',
  {
    id: id(),
    name: text('none'),
    /** The name as it is searched and sorted: `nameKey`. */
    nameKey: text('none'),
    fieldId: references(() => fields.id),
    scope: oneOf(associationScopes, 'none'),
    municipalityId: references(() => organisers.id),
    /** Role address; null when no valid one is known. */
    email: text('personal', optional),
    /** When the address was refused last; empty again when a letter arrives or the address is changed. */
    bouncedAt: instant('personal', optional),
    contactRole: text('none', optional),
    language: oneOf(languages, 'none'),
    createdAt: instant('none'),
  },
  (t) => [index(t.municipalityId), index(t.scope), index(t.nameKey), index(t.email)],
)

/** Statutory and other bodies of one organiser: older people's council, youth council. */
export const bodies = table(
  'bodies',
  {
    id: id(),
    organiserId: references(() => organisers.id),
    /** What kind of body: `older-peoples-council`. */
    kind: text('none'),
    name: json<LocalText>('none'),
    statutory: flag('none'),
    email: text('personal', optional),
    bouncedAt: instant('personal', optional),
    language: oneOf(languages, 'none'),
  },
  (t) => [index(t.organiserId)],
)

/** Role addresses of officials and elected officials. */
export const contacts = table(
  'contacts',
  {
    id: id(),
    kind: oneOf(contactKinds, 'none'),
    organiserId: references(() => organisers.id),
    role: json<LocalText>('none'),
    email: text('personal', optional),
    bouncedAt: instant('personal', optional),
    language: oneOf(languages, 'none'),
  },
  (t) => [index(t.organiserId, t.kind)],
)
