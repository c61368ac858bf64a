import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import { data, type LinksFunction, type LoaderFunctionArgs } from '@remix-run/node'
import { serialize as serializeCookie } from 'cookie'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { organiserById } from './features/directory/queries.server.ts'
import { allows, convenesFor, type Person } from './features/people/rules.ts'
import { isLanguage, localText } from './lib/languages.ts'
import { languageCookie } from './lib/language-cookie.ts'
import { Arrival } from './ui/arrival.tsx'
import { Footer } from './ui/footer.tsx'
import { useNonce } from './ui/nonce.ts'
import { contentId, SkipLink } from './ui/skip-link.tsx'
import { Top } from './ui/top.tsx'
import { Trouble, troubleOf } from './ui/trouble.tsx'
import './ui/tokens.css'
import './ui/font.css'
import './ui/base.css'

/** A route whose pages must work and ship without script says `handle = { script: false }`. */
export type RouteHandle = { script?: boolean }

export const links: LinksFunction = () => [{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }]

/** What every page's frame needs. The language that a link asks for is kept for the pages after it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { person, language, baseUrl } = context
  const asked = new URL(request.url).searchParams.get('lang')
  const cookie = languageCookie(language, baseUrl)
  return data(
    {
      language,
      baseUrl,
      person: person && { name: person.name, place: await placeOf(person), administers: allows(person, 'administer') },
    },
    isLanguage(asked)
      ? { headers: { 'Set-Cookie': serializeCookie(cookie.name, cookie.value, cookie.attributes) } }
      : undefined,
  )

  /** The name of the organiser that the person convenes for. */
  async function placeOf(person: Person): Promise<string | null> {
    const [id] = convenesFor(person)
    const organiser = id ? await organiserById(context.db.read, id) : null
    return organiser && localText(organiser.name, language).text
  }
}

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root')
  const nonce = useNonce()
  const { t, i18n } = useTranslation()
  const { pathname, search } = useLocation()
  const withoutScript = useMatches().some((match) => (match.handle as RouteHandle | undefined)?.script === false)
  // A page of trouble says what it has to say in HTML, on token pages too, where the policy forbids script.
  const trouble = useTrouble()
  const scripted = !withoutScript && !trouble
  // A page without script that script has opened, from another one: it too begins at its top.
  const opened = typeof document !== 'undefined'
  return (
    <html lang={i18n.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* React Aria puts a style element of its own into the page, and finds the nonce for it here. */}
        {scripted && <meta property="csp-nonce" nonce={nonce} />}
        {trouble ? <title>{`${t(`trouble.${trouble}.title`)} – Kutsu`}</title> : <Meta />}
        <Links />
      </head>
      <body>
        <SkipLink />
        <Top person={root?.person ?? null} pathname={pathname} search={search} />
        <main id={contentId} tabIndex={-1}>
          {children}
        </main>
        <Arrival trouble={trouble !== null} />
        <Footer />
        {(scripted || opened) && <ScrollRestoration nonce={nonce} />}
        {scripted && <Scripts nonce={nonce} />}
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

/** Every page's trouble ends here, in the same frame and with its status; the log has the details, the page never. */
export function ErrorBoundary() {
  return <Trouble kind={useTrouble() ?? 'failed'} />
}

function useTrouble() {
  const error = useRouteError()
  if (error === undefined || error === null) return null
  if (isRouteErrorResponse(error)) return troubleOf(error.status)
  // Moving on without a connection is no fault of ours, and nobody has logged it.
  return typeof document !== 'undefined' && !navigator.onLine ? 'offline' : troubleOf(500)
}
