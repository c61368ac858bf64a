import { eq } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { organisers } from '#app/features/directory/tables.server.ts'
import { byFinnishName } from '#app/features/directory/rules.ts'
import { localText, type LocalText } from '#app/lib/languages.ts'
import { venues } from './tables.server.ts'

/** A place with the name of the municipality it stands in. */
type Venue = typeof venues.$inferSelect & { municipality: LocalText }

/** All places to choose from: by municipality, then by name, both in Finnish order. */
export async function venueChoices(db: Queries): Promise<Venue[]> {
  const rows = await db
    .select({ venue: venues, name: organisers.name, place: organisers.place })
    .from(venues)
    .innerJoin(organisers, eq(organisers.id, venues.municipalityId))
  const named = rows.map(({ venue, name, place }) => ({
    venue: { ...venue, municipality: place ?? name },
    municipality: { name: localText(place ?? name, 'fi').text },
    name: localText(venue.name, 'fi').text,
  }))
  return named
    .sort((a, b) => byFinnishName(a.municipality, b.municipality) || byFinnishName(a, b))
    .map(({ venue }) => venue)
}
