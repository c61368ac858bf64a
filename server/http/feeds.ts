import type { IncomingMessage, ServerResponse } from 'node:http'
import { feedStamp, type FeedStamp } from '#app/features/calendar/queries.server.ts'
import { feedAt, feedPath, type Feed } from '#app/features/calendar/rules.ts'
import { eventZone } from '#app/features/events/rules.ts'
import { isoDay } from '#app/lib/dates.ts'
import type { Services } from '../services.ts'
import { boundedCache } from './bounded-cache.ts'
import { digest, openFeedRenderer, type RenderedFeed } from './render-feed.ts'

/** Bytes of rendered feeds that are kept. */
const mostKept = 64_000_000

/** Answers a calendar address; false when the request is for something else. */
export type AnswerFeed = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/**
 * The calendar addresses: /events/:id.ics, /calendar.ics, /calendar/:organiser.ics. A feed is rendered once for each
 * change and each day; any other request is answered from memory, without loading an event (RFC 9110 8.8, 13).
 */
export function openFeeds(services: Services): AnswerFeed {
  const { db, env, context } = services
  const render = openFeedRenderer(services)
  type Kept = { stamp: string; feed: Promise<RenderedFeed | null>; size: number }
  const rendered = boundedCache<Kept>(mostKept, (kept) => kept.size)
  let known: { revision: number; minute: number; stamp: FeedStamp; mark: string } | null = null

  /** What the feeds depend on now, and one short text that differs when any of it does: the rows, and the day. */
  async function currentStamp(): Promise<{ stamp: FeedStamp; mark: string }> {
    const minute = Math.floor(context.now() / 60_000)
    // Asked for before the stamp is read: a commit in between makes the next request look again.
    const revision = await db.revision()
    if (known?.revision === revision && known.minute === minute) return known
    const stamp = await feedStamp(db.read)
    const mark = digest(`${isoDay(context.now(), eventZone)} ${stamp.events} ${stamp.places}`)
    known = { revision, minute, stamp, mark }
    return known
  }

  async function current(feed: Feed): Promise<RenderedFeed | null> {
    const { stamp, mark } = await currentStamp()
    const key = feedPath(feed)
    const before = rendered.get(key)
    if (before?.stamp === mark) return before.feed
    // Those who ask while it is being rendered wait for the same rendering.
    const made = later(before?.feed, render(feed, stamp))
    rendered.set(key, { stamp: mark, feed: made, size: 1000 })
    const found = await made.catch((error: unknown) => {
      if (rendered.get(key)?.feed === made) rendered.set(key, { stamp: '', feed: Promise.resolve(null), size: 0 })
      throw error
    })
    const size = found ? found.plain.bytes.length + found.gzip.bytes.length : 1000
    if (rendered.get(key)?.feed === made) rendered.set(key, { stamp: mark, feed: made, size })
    return found
  }

  return async function answerFeed(request, response) {
    const address = request.url ?? ''
    if (!address.includes('.ics') || !URL.canParse(address, env.baseUrl)) return false
    const { pathname, searchParams } = new URL(address, env.baseUrl)
    const feed = feedAt(pathname, searchParams)
    if (feed === null) return false
    if (env.baseUrl.startsWith('https:')) {
      response.setHeader('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
    }
    response.setHeader('X-Content-Type-Options', 'nosniff')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      refuse(response, 405, 'Only GET and HEAD.\n')
      return true
    }
    const found = feed === 'unknown' ? null : await current(feed)
    if (found) send(request, response, found)
    else refuse(response, 404, 'There is no calendar at this address.\n')
    return true
  }
}

/** A rendering whose bytes are those of the one before keeps its date; other bytes get a later one, whatever the rows say. */
async function later(
  before: Promise<RenderedFeed | null> | undefined,
  made: Promise<RenderedFeed | null>,
): Promise<RenderedFeed | null> {
  const feed = await made
  const old = await before?.catch(() => null)
  if (!feed || !old) return feed
  const same = old.plain.etag === feed.plain.etag
  return { ...feed, lastModified: same ? old.lastModified : Math.max(feed.lastModified, old.lastModified + 1000) }
}

function send(request: IncomingMessage, response: ServerResponse, feed: RenderedFeed): void {
  const { bytes, etag } = acceptsGzip(request.headers['accept-encoding']) ? feed.gzip : feed.plain
  response.setHeader('ETag', etag)
  response.setHeader('Last-Modified', new Date(feed.lastModified).toUTCString())
  response.setHeader('Cache-Control', 'public, max-age=0, must-revalidate')
  response.setHeader('Vary', 'Accept-Encoding')
  if (isUnchanged(request, etag, feed.lastModified)) {
    response.writeHead(304).end()
    return
  }
  response.setHeader('Content-Type', 'text/calendar; charset=utf-8')
  response.setHeader('Content-Length', bytes.length)
  if (bytes === feed.gzip.bytes) response.setHeader('Content-Encoding', 'gzip')
  if (feed.fileName) response.setHeader('Content-Disposition', `inline; filename="${feed.fileName}"`)
  response.writeHead(200).end(request.method === 'HEAD' ? undefined : bytes)
}

/** If-None-Match is asked first, and If-Modified-Since only without it (RFC 9110 13.2.2). */
function isUnchanged(request: IncomingMessage, etag: string, lastModified: number): boolean {
  const tags = request.headers['if-none-match']
  if (tags !== undefined) {
    // Weak comparison: a proxy that packs what it passes on marks the tag with W/.
    return tags.trim() === '*' || [...tags.matchAll(/"[^"]*"/g)].some(([tag]) => tag === etag)
  }
  const since = Date.parse(request.headers['if-modified-since'] ?? '')
  return !Number.isNaN(since) && lastModified <= since
}

/** RFC 9110 12.5.3: gzip, or anything, with a weight above nought. */
function acceptsGzip(header: string | string[] | undefined): boolean {
  const weights = new Map<string, number>()
  for (const part of String(header ?? '').split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase())
    const q = parameters.find((each) => each.startsWith('q='))
    weights.set(coding, q === undefined ? 1 : Number(q.slice(2)))
  }
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end(text)
}
