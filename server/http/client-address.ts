import type { IncomingMessage } from 'node:http'

/**
 * The address of the client, for rate limits. X-Forwarded-For is believed only as far as proxies of our own stand in
 * front: each of them appends the address it saw, so the last `trustedProxies` entries are theirs (SEC-12).
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return direct
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  return forwarded.at(-trustedProxies) ?? direct
}
