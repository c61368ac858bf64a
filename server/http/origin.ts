import type { IncomingMessage } from 'node:http'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * May this request change anything? Only one that says it comes from our own pages: an Origin equal to the configured
 * address, and no Sec-Fetch-Site that says otherwise. Host and X-Forwarded-Host are never asked (SEC-6). A form on a page
 * with `Referrer-Policy: no-referrer` would send `Origin: null`, and is refused: hence `same-origin` on token pages.
 */
export function mayChange(request: IncomingMessage, baseUrl: string): boolean {
  if (safe.has(request.method ?? '')) return true
  return fromOurPages(request, baseUrl)
}

/** Does the request say that it comes from our own pages? Sockets must (SEC-1), forms too. */
export function fromOurPages(request: IncomingMessage, baseUrl: string): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  return request.headers.origin === baseUrl
}
