import type { Transaction } from '#db/database.ts'
import { newId } from '#app/lib/ids.ts'
import type { LinkPurpose } from './rules.ts'
import { links } from './tables.server.ts'

/**
 * Makes a personal address for a subject (the id of an invitation, of an asked-for sign-in). A part of the verb that needs
 * the link, which leaves the audit row.
 */
export async function createLink(
  tx: Transaction,
  link: { purpose: LinkPurpose; subjectId: string; expiresAt?: number },
): Promise<{ id: string }> {
  const id = newId()
  await tx.insert(links).values({
    id,
    purpose: link.purpose,
    generation: 1,
    expiresAt: link.expiresAt ?? null,
    subjectId: link.subjectId,
  })
  return { id }
}
