import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { openSessions } from './open-sessions.server.ts'
import type { Person } from './rules.ts'

/** Ends every session of the person, on every device. `setCookie` takes the cookie away. */
export async function signOutEverywhere(
  db: Writer,
  { person, baseUrl, now }: { person: Person; baseUrl: string; now: number },
): Promise<{ ok: true; setCookie: string }> {
  return db.write(async (tx) => {
    const sessions = openSessions({ read: tx, writer: tx }, baseUrl)
    await sessions.lucia.invalidateUserSessions(person.id)
    const actor = { kind: 'person' as const, personId: person.id }
    await recordChange(tx, {
      actor,
      verb: 'signOutEverywhere',
      subject: { kind: 'people', id: person.id },
      changes: [],
      now,
    })
    return { ok: true, setCookie: sessions.farewell() }
  })
}
