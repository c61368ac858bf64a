import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/*
 * Text that only the running service can read: AES-256-GCM (NIST SP 800-38D) under a key made from the service's secret,
 * which never stands in the database (GDPR-1). A sealed text is bound to a place, so that it cannot be moved to another row.
 */

const version = 1
const ivLength = 12
const tagLength = 16

/** A key for one purpose out of the service's secret (RFC 5869). Other purposes get other keys. */
function keyFor(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `kutsu ${purpose}`, 32))
}

type Place = { secret: string; purpose: string; row: string }

/** Seals a text: version, nonce, what it became, and a tag over it and its place. */
export function seal({ secret, purpose, row }: Place, text: string): Buffer {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), iv)
  cipher.setAAD(Buffer.from(row))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(version), iv, sealed, cipher.getAuthTag()])
}

/** The text again; null when it was sealed with another secret, for another place, or is damaged. */
export function unseal({ secret, purpose, row }: Place, sealed: Buffer): string | null {
  if (sealed.length < 1 + ivLength + tagLength || sealed[0] !== version) return null
  const opener = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), sealed.subarray(1, 1 + ivLength))
  opener.setAAD(Buffer.from(row))
  opener.setAuthTag(sealed.subarray(-tagLength))
  try {
    return opener.update(sealed.subarray(1 + ivLength, -tagLength), undefined, 'utf8') + opener.final('utf8')
  } catch {
    // The tag does not fit: there is nothing to read here, and nothing to say about why.
    return null
  }
}
