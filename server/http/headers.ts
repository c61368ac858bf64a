import helmet from 'helmet'
import { randomBytes } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import { isTokenPath } from '../token-path.ts'

export function nonceOf(response: Response): string {
  return (response.locals as { nonce: string }).nonce
}

/** Security headers of every page (SEC-9). */
export function securityHeaders(options: { secure: boolean; development: boolean }): RequestHandler[] {
  const nonce: RequestHandler = (_request, response, next) => {
    ;(response.locals as { nonce: string }).nonce = randomBytes(16).toString('base64')
    next()
  }
  const policy = (scripts: (response: Response) => string[]) => ({
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: [(_request: unknown, response: unknown) => scripts(response as Response).join(' ')],
      // In development Vite puts styles into the page itself, without our nonce.
      styleSrc: options.development
        ? ["'self'", "'unsafe-inline'"]
        : ["'self'", (_request: unknown, response: unknown) => `'nonce-${nonceOf(response as Response)}'`],
      styleSrcAttr: ["'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: options.development ? ["'self'", 'ws:'] : ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      ...(options.secure ? { upgradeInsecureRequests: [] } : {}),
    },
  })
  const common = {
    strictTransportSecurity: options.secure ? { maxAge: 63_072_000, includeSubDomains: true } : (false as const),
    crossOriginEmbedderPolicy: false as const,
    xFrameOptions: { action: 'deny' as const },
  }
  const ordinary = helmet({
    ...common,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    contentSecurityPolicy: policy((response) => ["'self'", `'nonce-${nonceOf(response)}'`]),
  })
  const token = helmet({
    ...common,
    // Not `no-referrer`: a plain form would then post `Origin: null`, which the origin guard refuses.
    referrerPolicy: { policy: 'same-origin' },
    contentSecurityPolicy: policy(() => ["'none'"]),
  })
  const headers: RequestHandler = (request, response, next) => {
    // Behind a personal address: no script at all, and no trace of the address in a referrer.
    if (isTokenPath(request.path)) {
      response.setHeader('Cache-Control', 'no-store')
      response.setHeader('X-Robots-Tag', 'noindex')
      token(request, response, next)
    } else ordinary(request, response, next)
  }
  return [nonce, headers]
}
