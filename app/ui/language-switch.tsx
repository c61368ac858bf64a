import { useTranslation } from 'react-i18next'
import { languages, type Language } from '#app/lib/languages.ts'
import { classes } from './classes.ts'
import css from './language-switch.module.css'

/** Each language by its own name. */
const names: Record<Language, string> = { fi: 'Suomi', sv: 'Svenska', en: 'English' }

/**
 * The same page in another language, as addresses that can be shared. Whole page loads on purpose: the words of one
 * language only are in the browser. `short` shows two letters on phones.
 */
export function LanguageLinks({ pathname, search, short }: { pathname: string; search: string; short: boolean }) {
  const { t, i18n } = useTranslation()
  return (
    <nav className={css.links} aria-label={t('top.language')}>
      {languages.map((language) => (
        <a
          key={language}
          href={addressIn(language, pathname, search)}
          lang={language}
          hrefLang={language}
          aria-current={language === i18n.language ? 'true' : undefined}
        >
          {short && <span className={css.letters}>{language.toUpperCase()} </span>}
          <span className={classes(short && css.name)}>{names[language]}</span>
        </a>
      ))}
    </nav>
  )
}

/** The address of a page in a language: the path and everything else that was asked stay. */
export function addressIn(language: Language, pathname: string, search: string): string {
  const query = new URLSearchParams(search)
  query.set('lang', language)
  return `${pathname}?${query.toString()}`
}

/** For those who are signed in: the choice is kept, and the address stays clean. `back` is a path of ours. */
export function LanguageForm({ back }: { back: string }) {
  const { t, i18n } = useTranslation()
  return (
    <form method="post" action="/language" className={css.form} aria-label={t('top.language')}>
      <input type="hidden" name="back" value={back} />
      {languages.map((language) => (
        <button
          key={language}
          name="language"
          value={language}
          lang={language}
          aria-pressed={language === i18n.language}
        >
          {names[language]}
        </button>
      ))}
    </form>
  )
}
