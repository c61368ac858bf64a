import { isLanguage, languages, type Language } from '#app/lib/languages.ts'

/** The language of a request: `?lang=`, else the cookie, else the person's own, else what the browser asks for, else Finnish. */
export function requestLanguage(asked: {
  query: string | null
  cookie: string | undefined
  person: Language | undefined
  accept: string | undefined
}): Language {
  if (isLanguage(asked.query)) return asked.query
  if (isLanguage(asked.cookie)) return asked.cookie
  return asked.person ?? accepted(asked.accept) ?? 'fi'
}

/** The best of ours in an Accept-Language header. */
function accepted(header: string | undefined): Language | undefined {
  const wishes = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', q] = part.trim().split(';q=')
      return { language: tag.slice(0, 2).toLowerCase(), weight: q === undefined ? 1 : Number(q) || 0 }
    })
    .sort((a, b) => b.weight - a.weight)
  return wishes.map((wish) => languages.find((l) => l === wish.language)).find((l) => l !== undefined)
}
