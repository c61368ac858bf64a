import { eq } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import type { RunMark } from './rules.ts'
import { runMarks } from './tables.server.ts'

/** What the facilitator said of each item on the day. */
export async function runMarksOf(db: Queries, eventId: string): Promise<RunMark[]> {
  const { itemId, startedAt, endedAt, skipped, stretched } = runMarks
  return db
    .select({ itemId, startedAt, endedAt, skipped, stretched })
    .from(runMarks)
    .where(eq(runMarks.eventId, eventId))
}
