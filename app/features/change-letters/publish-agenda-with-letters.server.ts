import type { Writer } from '#db/database.ts'
import { publishAgendaWithTables } from '#app/features/table-places/publish-agenda-with-tables.server.ts'
import { noteChange } from './note-change.server.ts'

/** Publishes the agenda; those who speak in it, or chose a table of it, are told what changed for them since the version before. */
export async function publishAgendaWithLetters(
  db: Writer,
  args: Parameters<typeof publishAgendaWithTables>[1],
): ReturnType<typeof publishAgendaWithTables> {
  return db.write(async (tx) => {
    const outcome = await publishAgendaWithTables(tx, args)
    if (outcome.ok && outcome.version > 1) await noteChange(tx, { ...args, agendaFrom: outcome.version - 1 })
    return outcome
  })
}
