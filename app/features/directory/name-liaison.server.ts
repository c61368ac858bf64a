import type { Writer } from '#db/database.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { createPerson } from '#app/features/people/create-person.server.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import type { Language } from '#app/lib/languages.ts'
import { organiserById } from './queries.server.ts'

/**
 * Names the one who convenes for an organiser: its liaison person, or the coordinator of a county. Makes the account
 * when the address has none; an account that is there keeps its name.
 */
export async function nameLiaison(
  db: Writer,
  liaison: {
    organiserId: string
    name: string
    email: string
    language: Language
    /** Shown beside an event as its contact: "järjestöyhdyshenkilö". */
    title?: string
    actor: Actor
    now: number
  },
): Promise<{ ok: true; personId: string } | { ok: false; reason: 'noSuchOrganiser' }> {
  const { organiserId, name, email, language, title, actor, now } = liaison
  return db.write(async (tx) => {
    const organiser = await organiserById(tx, organiserId)
    if (organiser === null) return { ok: false, reason: 'noSuchOrganiser' }
    const { personId } = await createPerson(tx, { name, email, language, title, actor, now })
    const role = organiser.kind === 'county' ? 'coordinator' : 'liaison'
    await grantRole(tx, { personId, role, scopeId: organiserId, actor, now })
    return { ok: true, personId }
  })
}
