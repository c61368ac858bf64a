import type { i18n, TFunction } from 'i18next'
import type { Language } from '#app/lib/languages.ts'
import en from './en.ts'
import enLetters from './en/letters.json'
import fi from './fi.ts'
import fiLetters from './fi/letters.json'
import sv from './sv.ts'
import svLetters from './sv/letters.json'
import { makeTranslator } from './translate.ts'

// Words are constants: made once, changed by nobody.
const translators: Record<Language, i18n> = {
  fi: makeTranslator('fi', { ...fi, letters: fiLetters }),
  sv: makeTranslator('sv', { ...sv, letters: svLetters }),
  en: makeTranslator('en', { ...en, letters: enLetters }),
}

/** The i18next instance of a language, with the words of pages and letters. */
export function translatorFor(language: Language): i18n {
  return translators[language]
}

type Areas = [keyof typeof fi, ...(keyof typeof fi | 'letters')[]]

/** The words of a language: `words('fi')('events:title')`. */
export function words(language: Language): TFunction<Areas> {
  return translators[language].t
}
