import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Services } from '../services.ts'
import { openFeeds } from './feeds.ts'
import { answerHealth } from './health.ts'

/** The HTTP server: health and feeds are answered before Express, which costs half of their speed (measured). */
export function listener(services: Services, ready: () => boolean, app: RequestListener): Server {
  const answerFeed = openFeeds(services)
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (answerHealth(request, response, ready)) return
    void answerFeed(request, response).then(
      (answered) => {
        if (!answered) app(request, response)
      },
      (error: unknown) => {
        services.context.report(error, request.url ?? '')
        response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Server error\n')
      },
    )
  })
  // A client that sends its headers a byte a minute holds no connection for long.
  server.headersTimeout = 15_000
  server.requestTimeout = 60_000
  return server
}
