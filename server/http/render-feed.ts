import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { feedEvents, feedOutline, feedWindow, type FeedStamp } from '#app/features/calendar/queries.server.ts'
import { entryOf, feedName, fileName, type Feed } from '#app/features/calendar/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { writeCalendar, writeEntry, type WrittenEntry } from '#app/lib/icalendar.ts'
import type { Language } from '#app/lib/languages.ts'
import type { Services } from '../services.ts'
import { boundedCache } from './bounded-cache.ts'

/** A feed as it is sent: both forms of its bytes, each with a strong ETag of its own. */
export type RenderedFeed = {
  plain: { bytes: Buffer; etag: string }
  gzip: { bytes: Buffer; etag: string }
  /** Epoch milliseconds, whole seconds. */
  lastModified: number
  /** What the file is called; null for a feed. */
  fileName: string | null
}

/** How long a rendering holds the event loop at most before others have their turn. */
const turn = 12
/** Events loaded at once: a few milliseconds of reading. */
const chunk = 50
/** Characters of written entries that are kept. */
const mostKept = 32_000_000

const compress = promisify(gzip)

/** Renders feeds from the database. Each event is written once for each of its changes; its text is kept. */
export function openFeedRenderer({ db, env, log, context }: Services) {
  type Kept = { mark: string; entry: WrittenEntry | null }
  const texts = boundedCache<Kept>(mostKept, ({ entry }) => 200 + (entry?.text.length ?? 0))

  /** The entries of these events in this order; one that cannot be written is left out and logged. */
  async function entries(events: { id: string; changedAt: number }[], language: Language, places: string) {
    const t = words(language)
    const key = (id: string) => `${language}/${id}`
    const markOf = (changedAt: number) => `${String(changedAt)}/${places}`
    const ready = new Map<string, WrittenEntry | null>()
    for (const { id, changedAt } of events) {
      const kept = texts.get(key(id))
      if (kept?.mark === markOf(changedAt)) ready.set(id, kept.entry)
    }
    const missing = events.filter(({ id }) => !ready.has(id)).map(({ id }) => id)
    let since = performance.now()
    for (let start = 0; start < missing.length; start += chunk) {
      for (const event of await feedEvents(db.read, missing.slice(start, start + chunk))) {
        const written = writeEntry(entryOf(event, language, env.baseUrl, t))
        if (!written.ok) log.warn({ event: event.id, reason: written.reason }, 'left out of a feed')
        const entry = written.ok ? written.entry : null
        ready.set(event.id, entry)
        texts.set(key(event.id), { mark: markOf(event.changedAt), entry })
        if (performance.now() - since > turn) {
          await nextTurn()
          since = performance.now()
        }
      }
    }
    return events.flatMap(({ id }) => ready.get(id) ?? [])
  }

  /** Null when there is no such organiser or public event. */
  return async function render(feed: Feed, stamp: FeedStamp): Promise<RenderedFeed | null> {
    const { language } = feed
    const places = digest(stamp.places)
    if (feed.of === 'event') {
      const [event] = await feedEvents(db.read, [feed.eventId])
      if (!event) return null
      const written = await entries([event], language, places)
      if (written.length === 0) return null
      const text = writeCalendar({ name: null, language, entries: written })
      return packed(text, event.changedAt, fileName(event.title, language))
    }
    const now = context.now()
    const outline = await feedOutline(db.read, feed, now)
    if (!outline) return null
    const written = await entries(outline.events, language, places)
    const name = feedName(feed, outline.organiser, words(language))
    // The window moves at midnight, and with it what the feed holds.
    const changedAt = outline.events.reduce((last, event) => Math.max(last, event.changedAt), feedWindow(now).today)
    await nextTurn()
    return packed(writeCalendar({ name, language, entries: written }), changedAt, null)
  }
}

async function packed(text: string, changedAt: number, name: string | null): Promise<RenderedFeed> {
  const bytes = Buffer.from(text, 'utf8')
  await nextTurn()
  const hash = digest(bytes)
  return {
    plain: { bytes, etag: `"${hash}"` },
    gzip: { bytes: await compress(bytes), etag: `"${hash}-gzip"` },
    lastModified: Math.ceil(changedAt / 1000) * 1000,
    fileName: name,
  }
}

/** A short text that differs when the data does. */
export function digest(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('base64url').slice(0, 24)
}
