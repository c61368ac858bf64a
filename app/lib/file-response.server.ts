import { createHash } from 'node:crypto'

type Kept = { get(key: string): Buffer | undefined; set(key: string, bytes: Buffer): void }

/**
 * A file made from facts: the same facts are one tag (RFC 9110 8.8.3, weak: the bytes may differ in what nobody sees),
 * so who has it gets 304, and nobody waits twice for the same.
 * @param facts everything that the file depends on
 */
export async function fileResponse(
  request: Request,
  file: {
    facts: unknown
    kept: Kept
    type: string
    /** ASCII, without quotes. */
    name: string
    /** Opens in the browser, or is saved. */
    opens: boolean
    /** Nobody's but the one who asks: no cache on the way, no search engine. */
    private: boolean
    write: () => Promise<Buffer>
  },
): Promise<Response> {
  const key = createHash('sha256')
    .update(`${file.type} ${JSON.stringify(file.facts)}`)
    .digest('base64url')
    .slice(0, 24)
  const tag = `W/"${key}"`
  const headers = new Headers({ ETag: tag, Vary: 'Cookie, Accept-Language' })
  // Who is signed in gets `no-store` from the server already.
  if (file.private) headers.set('X-Robots-Tag', 'noindex')
  else headers.set('Cache-Control', 'no-cache')
  const known = request.headers.get('If-None-Match')?.split(/,\s*/) ?? []
  if (known.includes(tag)) return new Response(null, { status: 304, headers })
  const bytes = file.kept.get(key) ?? (await file.write())
  file.kept.set(key, bytes)
  headers.set('Content-Type', file.type)
  headers.set('Content-Disposition', `${file.opens ? 'inline' : 'attachment'}; filename="${file.name}"`)
  headers.set('Content-Length', String(bytes.length))
  return new Response(new Uint8Array(bytes), { headers })
}
