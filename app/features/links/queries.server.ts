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
  if (isClosed(link, asked.now)) return { ok: false, reason: 'expired', subjectId: link.subjectId }
  return { ok: true, linkId: link.id, subjectId: link.subjectId }
}

/**
 * The whole address that a link opens, for the command line.
 * @throws when there is no such link
 */
export async function linkAddress(
  db: Queries,
  asked: { secret: string; baseUrl: string; linkId: string },
): Promise<string> {
  const [link] = await db.select().from(links).where(eq(links.id, asked.linkId))
  if (!link) throw new Error(`No link has the id ${asked.linkId}`)
  return addressOf(link, asked)
}

type Link = typeof links.$inferSelect

function addressOf(link: Link, { secret, baseUrl }: { secret: string; baseUrl: string }): string {
  return baseUrl + linkPaths[link.purpose] + tokenOf(secret, link)
}

function isClosed(link: Link, now: number): boolean {
  return link.expiresAt !== null && link.expiresAt <= now
}

/**
 * The addresses of a letter's own links, by link id; null when one of them is closed, so that the letter would lead nowhere.
 * @throws when a link is not about what the letter is about: nobody gets a link of somebody else by mail
 */
export async function addressesIn(
  db: Queries,
  letter: { subjectId: string; linkIds: string[] },
  service: { secret: string; baseUrl: string; now: number },
): Promise<Map<string, string> | null> {
  const addresses = new Map<string, string>()
  for (const linkId of new Set(letter.linkIds)) {
    const [link] = await db.select().from(links).where(eq(links.id, linkId))
    if (link?.subjectId !== letter.subjectId) throw new Error(`The link ${linkId} is not one of this letter`)
    if (isClosed(link, service.now)) return null
    addresses.set(linkId, addressOf(link, service))
  }
  return addresses
}

/** Compares in a time that does not tell how much was right. */
function sameText(expected: string, given: string): boolean {
  const a = Buffer.from(expected)
  const b = Buffer.from(given)
  return a.length === b.length && timingSafeEqual(a, b)
}
