import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { localText, type LocalText } from '#app/lib/languages.ts'
import { organiserById } from './queries.server.ts'
import { readableId, type OrganiserKind } from './rules.ts'
import { organisers } from './tables.server.ts'

/**
 * Adds one who convenes: a municipality, a county, a sector or a unit. Its id stands in public addresses
 * (`/calendar/laukaa.ics`), so it is made of the name when none is given, and never changes.
 */
export async function createOrganiser(
  db: Writer,
  organiser: {
    id?: string
    kind: OrganiserKind
    name: LocalText
    place?: LocalText | null
    parentId?: string | null
    subregion?: string | null
    email?: string | null
    languages?: ('fi' | 'sv')[]
    population?: number | null
    actor: Actor
    now: number
  },
): Promise<{ ok: true; id: string } | { ok: false; reason: 'noName' | 'taken' | 'unknownParent' }> {
  const { actor, now } = organiser
  const id = readableId(organiser.id ?? localText(organiser.name, 'fi').text)
  return db.write(async (tx) => {
    if (id === '') return { ok: false, reason: 'noName' }
    if ((await organiserById(tx, id)) !== null) return { ok: false, reason: 'taken' }
    if (organiser.parentId && (await organiserById(tx, organiser.parentId)) === null) {
      return { ok: false, reason: 'unknownParent' }
    }
    const row = {
      id,
      kind: organiser.kind,
      name: organiser.name,
      place: organiser.place ?? null,
      parentId: organiser.parentId ?? null,
      subregion: organiser.subregion ?? null,
      email: organiser.email ?? null,
      languages: organiser.languages ?? ['fi' as const],
      population: organiser.population ?? null,
      createdAt: now,
    }
    await tx.insert(organisers).values(row)
    const changes = changesBetween('organisers', id, null, row)
    await recordChange(tx, { actor, verb: 'createOrganiser', subject: { kind: 'organisers', id }, changes, now })
    return { ok: true, id }
  })
}
