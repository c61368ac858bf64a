import { createRequestHandler, type AppLoadContext, type ServerBuild } from '@remix-run/node'
import { parse as parseCookies } from 'cookie'
import type { RequestHandler } from 'express'
import { languageCookie } from '#app/lib/language-cookie.ts'
import type { Language } from '#app/lib/languages.ts'
import type { Services } from '../services.ts'
import { boundedCache } from './bounded-cache.ts'
import { requestLanguage } from './language.ts'
import { digest } from './render-feed.ts'

/** Pages that are the same for everybody who is not signed in, and ship no script. */
const publicPage = /^\/(?:calendar|accessibility|privacy|contact|events\/[0-9a-z]{20})?$/
/** Bytes of pages that are kept, and of one address: an endless query is rendered anew. */
const mostKept = 16_000_000
const longestAddress = 300
/** Stands where a nonce would: a page that has any cannot be given to a second reader. */
const nonce = 'nobody-may-have-this'

type Page = { html: Buffer; headers: Record<string, string | string[]> }

/**
 * Answers public pages for who is not signed in. They depend on address, language, rows and the minute, and on nothing
 * else, so each is rendered once for each of these and given from memory after that. Whatever is unusual (another
 * cookie, not found, a redirect) goes on to the ordinary way.
 */
export function openPublicPages({ db, env, context }: Services, build: ServerBuild): RequestHandler {
  const answer = createRequestHandler(build, 'production')
  type Kept = { mark: string; page: Promise<Page | null>; size: number }
  const kept = boundedCache<Kept>(mostKept, ({ size }) => size)
  const { name: cookieName } = languageCookie('fi', env.baseUrl)

  async function render(address: string, language: Language): Promise<Page | null> {
    const asked: AppLoadContext = { ...context, person: null, language, nonce, clientAddress: 'public page' }
    const response = await answer(new Request(env.baseUrl + address), asked)
    const html = Buffer.from(await response.arrayBuffer())
    if (response.status !== 200 || html.includes(nonce)) return null
    const headers: Page['headers'] = Object.fromEntries(response.headers)
    const cookies = response.headers.getSetCookie()
    if (cookies.length > 0) headers['set-cookie'] = cookies
    // The language was chosen by these two where the address does not name it.
    return { html, headers: { ...headers, vary: 'Cookie, Accept-Language', etag: `"${digest(html)}"` } }
  }

  async function current(address: string, language: Language): Promise<Page | null> {
    const key = `${language} ${address}`
    // Asked for before anything is read: a commit in between makes the next request look again.
    const mark = `${String(await db.revision())}/${String(Math.floor(context.now() / 60_000))}`
    const before = kept.get(key)
    if (before?.mark === mark) return before.page
    // Those who ask while it is being rendered wait for the same rendering. What fails here fails on the ordinary way
    // too, and is reported there.
    const page = render(address, language).catch(() => null)
    kept.set(key, { mark, page, size: key.length })
    const found = await page
    if (kept.get(key)?.page === page) kept.set(key, { mark, page, size: key.length + (found?.html.length ?? 0) })
    return found
  }

  return (request, response, next) => {
    const { method, path, originalUrl, headers } = request
    const cookies = parseCookies(headers.cookie ?? '')
    const reads = (method === 'GET' || method === 'HEAD') && publicPage.test(path)
    const known = originalUrl.startsWith('/') && originalUrl.length <= longestAddress
    if (!reads || !known || Object.keys(cookies).some((name) => name !== cookieName)) {
      next()
      return
    }
    const language = requestLanguage({
      query: new URL(originalUrl, env.baseUrl).searchParams.get('lang'),
      cookie: cookies[cookieName],
      person: undefined,
      accept: headers['accept-language'],
    })
    current(originalUrl, language).then((page) => {
      // Express compares the tag, and answers 304 by itself.
      if (page) response.set(page.headers).send(page.html)
      else next()
    }, next)
  }
}
