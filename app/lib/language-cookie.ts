import type { Language } from './languages.ts'

const year = 365 * 24 * 3600

/** The cookie that remembers the interface language. It holds two letters and names nobody. */
export function languageCookie(language: Language, baseUrl: string) {
  const secure = baseUrl.startsWith('https:')
  return {
    name: 'lang',
    value: language,
    attributes: { path: '/', maxAge: year, sameSite: 'lax', secure, httpOnly: true },
  } as const
}
