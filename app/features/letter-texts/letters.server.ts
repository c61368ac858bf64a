import { words } from '#app/i18n/translators.server.ts'
import { languages, localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { placeholders, typedPlaceholder, type LetterTexts, type LetterVersion, type Placeholder } from './rules.ts'

/** Whose name stands under a letter. */
export type Signer = { name: string; title: string | null; email: string }

/** The product's own wording of an invitation in one language: a first version to write on. */
export function firstVersion(language: Language, organiser: LocalText, signer: Signer | null): LetterVersion {
  const t = words(language)
  const typed = Object.fromEntries(placeholders.map((one) => [one, typedPlaceholder(one, language)])) as Record<
    Placeholder,
    string
  >
  return {
    subject: t('letters:texts.subject', typed),
    greeting: t('letters:texts.greeting', typed),
    body: t('letters:texts.body', typed),
    summary: '',
    signature: [
      t('letters:invitations.regards'),
      ...(signer ? [signer.title ? `${signer.name}, ${signer.title}` : signer.name] : []),
      localText(organiser, language).text,
      ...(signer ? [signer.email] : []),
    ].join('\n'),
  }
}

/** The product's own wording in these languages. */
export function firstTexts(spoken: readonly Language[], organiser: LocalText, signer: Signer | null): LetterTexts {
  const wanted = languages.filter((language) => spoken.includes(language))
  return Object.fromEntries(wanted.map((language) => [language, firstVersion(language, organiser, signer)]))
}
