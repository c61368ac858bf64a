import { createRequestHandler } from '@remix-run/express'
import compression from 'compression'
import { parse as parseCookies } from 'cookie'
import express, { type Express, type RequestHandler } from 'express'
import path from 'node:path'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import { personBySession } from '#app/features/people/queries.server.ts'
import type { Services } from '../services.ts'
import { clientAddress } from './client-address.ts'
import { nonceOf, securityHeaders } from './headers.ts'
import { requestLanguage } from './language.ts'
import { mayChange } from './origin.ts'
import { openPublicPages } from './public-pages.ts'

/** Where the Remix build comes from, and what serves its assets. */
export type PageSource = {
  build: ServerBuild | (() => Promise<ServerBuild>)
  /** Vite's middleware in development; the built files otherwise. */
  assets: RequestHandler | { clientDir: string }
}

/** Everything that is a page: static files, then Remix with its context. */
export function pages(services: Services, source: PageSource): Express {
  const { env } = services
  const app = express()
  app.disable('x-powered-by')
  app.use((request, response, next) => {
    // Addresses are made from configuration only: what a client says of the host is not passed on (SEC-17).
    request.headers.host = new URL(env.baseUrl).host
    delete request.headers['x-forwarded-host']
    if (mayChange(request, env.baseUrl)) next()
    else response.status(403).type('text/plain').send('Forbidden: this form was not sent from our own pages.\n')
  })
  app.use(compression())
  if (typeof source.assets === 'function') app.use(source.assets)
  else {
    const { clientDir } = source.assets
    app.use('/assets', express.static(path.join(clientDir, 'assets'), { immutable: true, maxAge: '1y' }))
    // Files have an ending and pages have none: a page is not looked for on the disk first (a tenth of its time, measured).
    app.get(/\.[a-z0-9]+$/, express.static(clientDir, { maxAge: '1h', index: false }))
  }
  app.use(...securityHeaders({ secure: env.baseUrl.startsWith('https:'), development: env.mode === 'development' }))
  if (typeof source.build !== 'function') app.use(openPublicPages(services, source.build))
  app.all(
    '*',
    createRequestHandler({
      build: source.build,
      mode: env.mode === 'development' ? 'development' : 'production',
      async getLoadContext(request, response): Promise<AppLoadContext> {
        const person = await personBySession(services.db, request.headers.cookie ?? '', {
          baseUrl: env.baseUrl,
          now: services.context.now(),
        })
        // A page that names a person is nobody else's.
        if (person) response.setHeader('Cache-Control', 'no-store')
        return {
          ...services.context,
          person,
          language: requestLanguage({
            query: new URL(request.url, env.baseUrl).searchParams.get('lang'),
            cookie: parseCookies(request.headers.cookie ?? '').lang,
            person: person?.language,
            accept: request.headers['accept-language'],
          }),
          nonce: nonceOf(response),
          clientAddress: clientAddress(request, env.trustedProxies),
        }
      },
    }),
  )
  return app
}
