import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { PassThrough } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { translatorFor } from './i18n/translators.server.ts'
import { NonceContext } from './ui/nonce.ts'

const patience = 5000

/** Streams a page. Robots get it whole. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const whole = isbot(request.headers.get('user-agent'))
  return new Promise((resolve, reject) => {
    let started = false
    const answer = () => {
      started = true
      const body = new PassThrough()
      headers.set('Content-Type', 'text/html; charset=utf-8')
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
      pipe(body)
    }
    const { pipe, abort } = renderToPipeableStream(
      <I18nextProvider i18n={translatorFor(context.language)}>
        <NonceContext.Provider value={context.nonce}>
          <RemixServer context={remix} url={request.url} abortDelay={patience} nonce={context.nonce} />
        </NonceContext.Provider>
      </I18nextProvider>,
      {
        nonce: context.nonce,
        onShellReady: whole ? undefined : answer,
        onAllReady: whole ? answer : undefined,
        onShellError: reject,
        onError(error) {
          status = 500
          // Errors after the shell has gone out reach the log through `handleError` as well; before it, the promise rejects.
          if (started) handleError(error, { request, context })
        },
      },
    )
    setTimeout(abort, patience + 1000)
  })
}

/** Unexpected trouble is logged once, without the address's token. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  // A page that is not there, a form that a page does not take: the asker's mistake, and told to the asker.
  if (isRouteErrorResponse(error) && error.status < 500) return
  if (!request.signal.aborted) context.report(error, new URL(request.url).pathname)
}
