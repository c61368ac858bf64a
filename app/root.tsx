import { data, Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import type { ReactNode } from 'react'
import { useNonce } from './ui/nonce.ts'

export function loader({ context }: LoaderFunctionArgs) {
  const { person, language } = context
  return data({ language, person: person && { name: person.name, roles: person.roles } })
}

/** A route whose pages must work and ship without script says `handle = { script: false }`. */
export type RouteHandle = { script?: boolean }

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root')
  const nonce = useNonce()
  const scripted = !useMatches().some((match) => (match.handle as RouteHandle | undefined)?.script === false)
  return (
    <html lang={root?.language ?? 'fi'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {scripted && <ScrollRestoration nonce={nonce} />}
        {scripted && <Scripts nonce={nonce} />}
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}
