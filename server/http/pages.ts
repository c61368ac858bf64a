import { createRequestHandler } from '@remix-run/express'
import compression from 'compression'
import { parse as parseCookies } from 'cookie'
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express'
import path from 'node:path'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import { personBySession } from '#app/features/people/queries.server.ts'
import type { Language } from '#app/lib/languages.ts'
import type { Services } from '../services.ts'
import { clientAddress } from './client-address.ts'
import { nonceOf, securityHeaders } from './headers.ts'
import { requestLanguage } from './language.ts'
import { mayChange } from './origin.ts'
import { openPublicPages } from './public-pages.ts'
import { sendTrouble } from './trouble-page.ts'

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
  app.use(...securityHeaders({ secure: env.baseUrl.startsWith('https:'), development: env.mode === 'development' }))
  app.use((request, response, next) => {
    // A path that cannot be decoded is no page; the router would write it to the log, with the key that may be in it.
    if (!canDecode(request.path)) request.url = request.originalUrl = `/%25${request.url.slice(request.path.length)}`
    // Addresses are made from configuration only: what a client says of the host is not passed on (SEC-17).
    request.headers.host = new URL(env.baseUrl).host
    delete request.headers['x-forwarded-host']
    if (mayChange(request, env.baseUrl)) next()
    else sendTrouble(response, 'refused', languageOf(request, env))
  })
  app.use(compression())
  if (typeof source.assets === 'function') app.use(source.assets)
  else {
    const { clientDir } = source.assets
    app.use('/assets', express.static(path.join(clientDir, 'assets'), { immutable: true, maxAge: '1y' }))
    // Files have an ending and pages have none: a page is not looked for on the disk first (a tenth of its time, measured).
    app.get(/\.[a-z0-9]+$/, express.static(clientDir, { maxAge: '1h', index: false }))
  }
  if (typeof source.build !== 'function') app.use(openPublicPages(services, source.build))
  // Not `all('*')`, which decodes the path for nobody and fails on one that cannot be.
  app.use(
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
          language: languageOf(request, env, person?.language),
          nonce: nonceOf(response),
          clientAddress: clientAddress(request, env.trustedProxies),
        }
      },
    }),
  )
  const trouble: ErrorRequestHandler = (error: unknown, request, response, next) => {
    services.context.report(error, request.path)
    // Half an answer is out already: the connection is cut, so that nobody takes it for a whole one.
    if (response.headersSent) next(error)
    else sendTrouble(response, 'failed', languageOf(request, env))
  }
  app.use(trouble)
  return app
}

function canDecode(path: string): boolean {
  try {
    return decodeURIComponent(path) !== ''
  } catch {
    return false
  }
}

/** The language of what a request gets; a path that is no address at all has no query. */
function languageOf(request: Request, env: Services['env'], person?: Language): Language {
  const { url, headers } = request
  return requestLanguage({
    query: URL.canParse(url, env.baseUrl) ? new URL(url, env.baseUrl).searchParams.get('lang') : null,
    cookie: parseCookies(headers.cookie ?? '').lang,
    person,
    accept: headers['accept-language'],
  })
}
