import { eq } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { usualSeatRules, type SeatRules } from './rules.ts'
import { seatRules } from './tables.server.ts'

/** How this event gives its seats. */
export async function seatRulesOf(db: Queries, eventId: string): Promise<SeatRules> {
  const [found] = await db.select().from(seatRules).where(eq(seatRules.eventId, eventId))
  return found ?? usualSeatRules
}
