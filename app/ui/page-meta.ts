import type { MetaDescriptor } from '@remix-run/node'
import { languages, type Language } from '#app/lib/languages.ts'

/** The title of a page that only some may open. */
export function pageMeta(title: string): MetaDescriptor[] {
  return [{ title: `${title} – Kutsu` }]
}

type PublicPage = {
  title: string
  /** One sentence for search results and link previews. */
  description: string
  /** The public address of the service, without a slash at the end. */
  baseUrl: string
  /** The page's own path, without a query. */
  path: string
  /** The language it is shown in. */
  language: Language
}

/**
 * The head of a page that anyone may read: its title, and its address in each language, so that a search engine shows
 * everyone theirs. Filters of a list are no pages of their own and stay out of the canonical address.
 */
export function publicPageMeta({ title, description, baseUrl, path, language }: PublicPage): MetaDescriptor[] {
  const page = `${baseUrl}${path}`
  return [
    ...pageMeta(title),
    { name: 'description', content: description },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { tagName: 'link', rel: 'canonical', href: `${page}?lang=${language}` },
    ...languages.map((each) => ({ tagName: 'link', rel: 'alternate', hrefLang: each, href: `${page}?lang=${each}` })),
    { tagName: 'link', rel: 'alternate', hrefLang: 'x-default', href: page },
  ]
}
