/** The interface languages, in order of fall-back. */
export const languages = ['fi', 'sv', 'en'] as const
export type Language = (typeof languages)[number]

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && (languages as readonly string[]).includes(value)
}

/** One authored text in one or more languages: `{ fi?, sv?, en? }`, as stored and as shown. */
export type LocalText = Partial<Record<Language, string>>

/**
 * The text in the wanted language, else Finnish, Swedish, English in that order. `lang` says which it is, so that the
 * page can mark it.
 */
export function localText(text: LocalText, wanted: Language): { text: string; lang: Language } {
  for (const lang of [wanted, ...languages]) {
    const found = text[lang]
    if (found) return { text: found, lang }
  }
  return { text: '', lang: wanted }
}
