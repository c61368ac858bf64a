import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { newId } from '#app/lib/ids.ts'
import type { Language } from '#app/lib/languages.ts'
import { personByEmail } from './queries.server.ts'
import { emailKey } from './rules.ts'
import { people } from './tables.server.ts'

/** Makes an account: one an address. */
export async function createPerson(
  db: Writer,
  person: {
    name: string
    email: string
    language: Language
    /** Shown beside an event as its contact: "järjestöyhdyshenkilö". */
    title?: string | undefined
    actor: Actor
    now: number
  },
): Promise<{ ok: true; personId: string } | { ok: false; reason: 'emailTaken'; personId: string }> {
  const { actor, now } = person
  return db.write(async (tx) => {
    const known = await personByEmail(tx, person.email)
    if (known) return { ok: false, reason: 'emailTaken', personId: known.id }
    const row = {
      id: newId(),
      name: person.name.trim(),
      email: emailKey(person.email),
      language: person.language,
      title: person.title?.trim() || null,
      active: true,
      createdAt: now,
    }
    await tx.insert(people).values(row)
    const changes = changesBetween('people', row.id, null, row)
    await recordChange(tx, { actor, verb: 'createPerson', subject: { kind: 'people', id: row.id }, changes, now })
    return { ok: true, personId: row.id }
  })
}
