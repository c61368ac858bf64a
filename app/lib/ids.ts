const alphabet = '0123456789abcdefghijkmnpqrstuvwxyz'

/**
 * A new opaque id: 20 characters of a 34-letter alphabet without l and o, about 101 bits, safe in addresses and
 * easy to read aloud. Says nothing of when or by whom it was made.
 */
export function newId(): string {
  const out: string[] = []
  while (out.length < 20) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      // 238 = 7 * 34: bytes above it would make some letters more likely than others.
      if (byte < 238 && out.length < 20) out.push(alphabet.charAt(byte % 34))
    }
  }
  return out.join('')
}

/** Opaque id of a live item or the like, short enough for a document that holds many: 12 characters. */
export function shortId(): string {
  return newId().slice(0, 12)
}
