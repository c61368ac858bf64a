import { nobody, type AudienceRule } from '#app/features/audiences/rules.ts'
import { emptyVersion, type LetterTexts } from '#app/features/letter-texts/rules.ts'
import type { LocalText } from '#app/lib/languages.ts'

/** A letter that says this, in the languages given, with its plain-language summary. */
export function letterSaying(body: LocalText): LetterTexts {
  const versions = Object.entries(body).map(([language, text]) => [
    language,
    { ...emptyVersion, subject: 'Kutsu: {{tapahtuma}}', body: text, summary: 'Tule mukaan.', signature: 'Maija Lehto' },
  ])
  return Object.fromEntries(versions) as LetterTexts
}

/** The rule "all associations of this municipality, its officials and elected officials". */
export function everybodyOf(organiserId: string): AudienceRule {
  return { ...nobody, municipalityIds: [organiserId], countyWide: true, officials: true, elected: true }
}
