import { eq } from 'drizzle-orm'
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Queries } from '#db/database.ts'
import { idPart, linkPaths, type LinkPurpose } from './rules.ts'
import { links } from './tables.server.ts'

/**
 * The secret part of a personal address: the link's id and an HMAC-SHA-256 (RFC 2104) over purpose, id and generation,
 * cut to 192 bits. Stored nowhere (SEC-8): whoever reads the database cannot make it without the server's secret.
 */
export function tokenOf(secret: string, link: { id: string; purpose: LinkPurpose; generation: number }): string {
  const said = `kutsu link\n${link.purpose}\n${link.id}\n${String(link.generation)}`
  return link.id + createHmac('sha256', secret).update(said).digest().subarray(0, 24).toString('base64url')
}

export type FoundLink =
  | { ok: true; linkId: string; subjectId: string }
  | { ok: false; reason: 'unknown' }
  | { ok: false; reason: 'expired'; subjectId: string }

/** The link that a token opens, if it is one of ours, of this purpose, and still open. */
export async function linkByToken(
  db: Queries,
  asked: { secret: string; token: string; purpose: LinkPurpose; now: number },
): Promise<FoundLink> {
  const id = idPart(asked.token)
  const [link] = id === null ? [] : await db.select().from(links).where(eq(links.id, id))
  // A link that does not exist is compared too, so that an answer takes the same time.
  const expected = tokenOf(asked.secret, {
    id: id ?? '',
    purpose: asked.purpose,
    generation: link?.generation ?? 0,
  })
  if (!sameText(expected, asked.token) || link?.purpose !== asked.purpose) return { ok: false, reason: 'unknown' }
  if (link.expiresAt !== null && link.expiresAt <= asked.now) {
    return { ok: false, reason: 'expired', subjectId: link.subjectId }
  }
  return { ok: true, linkId: link.id, subjectId: link.subjectId }
}

/**
 * The whole address that a link opens, for a letter on its way out or for the command line.
 * @throws when there is no such link
 */
export async function linkAddress(
  db: Queries,
  asked: { secret: string; baseUrl: string; linkId: string },
): Promise<string> {
  const [link] = await db.select().from(links).where(eq(links.id, asked.linkId))
  if (!link) throw new Error(`No link has the id ${asked.linkId}`)
  return asked.baseUrl + linkPaths[link.purpose] + tokenOf(asked.secret, link)
}

/** Compares in a time that does not tell how much was right. */
function sameText(expected: string, given: string): boolean {
  const a = Buffer.from(expected)
  const b = Buffer.from(given)
  return a.length === b.length && timingSafeEqual(a, b)
}
