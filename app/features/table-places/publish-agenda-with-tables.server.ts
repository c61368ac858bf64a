import type { Writer } from '#db/database.ts'
import { publishAgenda } from '#app/features/agenda/publish-agenda.server.ts'
import { moveTableQueues } from './move-table-queues.server.ts'
import { lostTables, type LostTable } from './queries.server.ts'

/**
 * Makes the draft agenda the one that everybody sees, and moves the queues of its tables: more seats may be there now. A
 * table with people in it cannot be removed, only closed: publishing is refused while the draft lacks one.
 */
export async function publishAgendaWithTables(
  db: Writer,
  args: Parameters<typeof publishAgenda>[1],
): Promise<Awaited<ReturnType<typeof publishAgenda>> | { ok: false; reason: 'tablesWithPeople'; tables: LostTable[] }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const tables = await lostTables(tx, eventId)
    if (tables.length > 0) return { ok: false, reason: 'tablesWithPeople', tables }
    const outcome = await publishAgenda(tx, args)
    if (outcome.ok) await moveTableQueues(tx, { eventId, actor, now })
    return outcome
  })
}
