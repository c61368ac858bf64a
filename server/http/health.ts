import type { IncomingMessage, ServerResponse } from 'node:http'

/** /livez: the process turns; /readyz: pages can be served (OPS-3). False when the request is for something else. */
export function answerHealth(request: IncomingMessage, response: ServerResponse, ready: () => boolean): boolean {
  const live = request.url === '/livez'
  if (!live && request.url !== '/readyz') return false
  const ok = live || ready()
  response.writeHead(ok ? 200 : 503, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(ok ? 'ok\n' : 'not ready\n')
  return true
}
