import { createInstance, type i18n, type Resource } from 'i18next'
import type { Language } from '#app/lib/languages.ts'

/** The area files of one language: area -> keys. */
export type Words = Resource[string]

/**
 * An i18next instance for one language with its words, ready at once. Plural forms follow Intl.PluralRules
 * (`_one`, `_other`). Nothing is escaped here: React and the letters escape what they show.
 */
export function makeTranslator(language: Language, words: Words): i18n {
  const instance = createInstance()
  void instance.init({
    lng: language,
    resources: { [language]: words },
    ns: Object.keys(words),
    defaultNS: 'common',
    fallbackLng: false,
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  })
  return instance
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    // Finnish is complete by definition; a test holds the other languages to its keys (A11Y-6).
    resources: typeof import('./fi.ts').default & { letters: typeof import('./fi/letters.json') }
    returnNull: false
  }
}
