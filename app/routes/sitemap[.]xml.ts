import type { LoaderFunctionArgs } from '@remix-run/node'
import { comingEvents } from '#app/features/events/queries.server.ts'

const pages = ['/calendar', '/accessibility', '/privacy', '/contact']

/** What search engines may list: the public pages, and events that are coming or were lately (sitemaps.org 0.9). */
export async function loader({ context }: LoaderFunctionArgs) {
  const { db, baseUrl } = context
  const events = await comingEvents(db.read, { from: context.now() - 90 * 86_400_000 })
  const entries = [
    ...pages.map((path) => `<url><loc>${baseUrl}${path}</loc></url>`),
    ...events.map(
      ({ id, changedAt }) =>
        `<url><loc>${baseUrl}/events/${id}</loc><lastmod>${new Date(changedAt).toISOString()}</lastmod></url>`,
    ),
  ]
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>\n`
  return new Response(xml, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
}
