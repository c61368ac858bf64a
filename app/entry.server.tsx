import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { Writable } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { translatorFor } from './i18n/translators.server.ts'
import { NonceContext } from './ui/nonce.ts'

const patience = 5000

/**
 * Renders a page and sends it whole. Loaders are awaited before this, so there is nothing for a stream to wait for;
 * whole pages are quicker, and a page that fails half-way is an error page and not half a page.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let framed = false
    const { pipe, abort } = renderToPipeableStream(
      <I18nextProvider i18n={translatorFor(context.language)}>
        <NonceContext.Provider value={context.nonce}>
          <RemixServer context={remix} url={request.url} abortDelay={patience} nonce={context.nonce} />
        </NonceContext.Provider>
      </I18nextProvider>,
      {
        nonce: context.nonce,
        onShellReady() {
          framed = true
        },
        onAllReady() {
          clearTimeout(late)
          pipe(
            gathered((html) => {
              headers.set('Content-Type', 'text/html; charset=utf-8')
              resolve(new Response(html, { headers, status }))
            }),
          )
        },
        onShellError: reject,
        onError(error) {
          status = 500
          // Before the frame stands the promise rejects, and Remix reports that by itself.
          if (framed) handleError(error, { request, context })
        },
      },
    )
    const late = setTimeout(abort, patience + 1000)
  })
}

/**
 * Gathers what React writes. React 18 fills its buffers with zero bytes where a letter of several bytes does not fit at
 * their end (facebook/react#24985); no page has any of its own, so they are left out.
 */
function gathered(done: (html: string) => void): Writable {
  const chunks: Buffer[] = []
  return new Writable({
    write(chunk: Buffer, _encoding, next) {
      chunks.push(chunk)
      next()
    },
    final(next) {
      done(Buffer.concat(chunks).toString('utf8').replaceAll('\0', ''))
      next()
    },
  })
}

/** Unexpected trouble is logged once, without the address's token. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  // A page that is not there, a form that a page does not take: the asker's mistake, and told to the asker.
  if (isRouteErrorResponse(error) && error.status < 500) return
  if (!request.signal.aborted) context.report(error, new URL(request.url).pathname)
}
