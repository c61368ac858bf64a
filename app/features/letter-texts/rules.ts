import { languages, type Language } from '#app/lib/languages.ts'

/** What a letter says in one language, as a convener writes it. */
export type LetterVersion = {
  subject: string
  /** The first line: "Hei, {{vastaanottaja}}". May be empty. */
  greeting: string
  body: string
  /** The same in plain language (selkokieli), in a few short sentences. */
  summary: string
  /** Lines under the letter. */
  signature: string
}
export const versionParts = ['subject', 'greeting', 'body', 'summary', 'signature'] as const

/** A letter in the languages that it was written in. One without a body is not there. */
export type LetterTexts = Partial<Record<Language, LetterVersion>>

export const emptyVersion: LetterVersion = { subject: '', greeting: '', body: '', summary: '', signature: '' }

/** What stands in for a fact of the event or of the one who is called. */
export const placeholders = ['event', 'day', 'time', 'place', 'organiser', 'recipient', 'answerBy'] as const
export type Placeholder = (typeof placeholders)[number]
export type PlaceholderFacts = Record<Placeholder, string>

/** The names of the placeholders as one types them. Every language knows all of them: a copied line keeps its meaning. */
const placeholderNames: Record<Language, Record<Placeholder, string>> = {
  fi: {
    event: 'tapahtuma',
    day: 'päivä',
    time: 'aika',
    place: 'paikka',
    organiser: 'järjestäjä',
    recipient: 'vastaanottaja',
    answerBy: 'vastausaika',
  },
  sv: {
    event: 'evenemang',
    day: 'dag',
    time: 'tid',
    place: 'plats',
    organiser: 'arrangör',
    recipient: 'mottagare',
    answerBy: 'svarstid',
  },
  en: {
    event: 'event',
    day: 'day',
    time: 'time',
    place: 'place',
    organiser: 'organiser',
    recipient: 'recipient',
    answerBy: 'answer-by',
  },
}

const known = new Map(
  languages.flatMap((language) => placeholders.map((one) => [placeholderNames[language][one], one] as const)),
)

/** The placeholder of a name, whatever its language, spaces and capitals. */
function placeholderOf(name: string): Placeholder | null {
  return known.get(name.normalize('NFC').trim().toLowerCase()) ?? null
}

const written = /\{\{([^{}]*)\}\}/g

/** As one types it: `{{vastaanottaja}}`. */
export function typedPlaceholder(placeholder: Placeholder, language: Language): string {
  return `{{${placeholderNames[language][placeholder]}}}`
}

/** The text with facts in the place of its placeholders. What a fact itself holds is text: it is filled in once. */
export function filled(text: string, facts: PlaceholderFacts): string {
  return text.replace(written, (whole, name: string) => {
    const placeholder = placeholderOf(name)
    return placeholder === null ? whole : facts[placeholder]
  })
}

export type PlaceholderTrouble = { trouble: 'unknown' | 'broken'; near: string }

/** What is wrong with the placeholders of a text: a name that nobody knows, or braces that do not close. */
export function placeholderTrouble(text: string): PlaceholderTrouble | null {
  for (const [whole, name = ''] of text.matchAll(written)) {
    if (placeholderOf(name) === null) return { trouble: 'unknown', near: whole }
  }
  const rest = text.replace(written, (whole) => ' '.repeat(whole.length))
  const braces = /\{\{|\}\}/.exec(rest)
  if (braces) return { trouble: 'broken', near: around(text, braces.index) }
  for (const single of rest.matchAll(/\{([^{}]+)\}/g)) {
    if (placeholderOf(single[1] ?? '') !== null) return { trouble: 'broken', near: single[0] }
  }
  return null
}

/** A few letters on both sides of a place, for words that name it. */
function around(text: string, at: number): string {
  return text
    .slice(Math.max(0, at - 12), at + 22)
    .replace(/\s+/g, ' ')
    .trim()
}

/** Is there such a version to send? */
export function isWritten(version: LetterVersion | undefined): version is LetterVersion {
  return version !== undefined && version.body.trim() !== ''
}

/** The version that one who reads this language gets: its own, else Finnish, Swedish, English in that order. */
export function versionFor(
  texts: LetterTexts,
  wanted: Language,
): { version: LetterVersion; language: Language } | null {
  for (const language of [wanted, ...languages]) {
    const version = texts[language]
    if (isWritten(version)) return { version, language }
  }
  return null
}

/** What is missing for some of those who get the letter. `instead`: the language that they get it in. */
export type Gap =
  | { missing: 'version'; language: Language; count: number; instead: Language }
  | { missing: 'summary'; language: Language; count: number }

/**
 * What a person should know before a letter goes out: languages of recipients without a version of their own, and
 * versions without a plain-language summary, with how many letters each concerns. `letters`: how many in each language.
 */
export function gapsOf(texts: LetterTexts, letters: Record<Language, number>): Gap[] {
  const read: Record<Language, number> = { fi: 0, sv: 0, en: 0 }
  const gaps: Gap[] = []
  for (const language of languages) {
    const found = versionFor(texts, language)
    if (letters[language] === 0 || found === null) continue
    read[found.language] += letters[language]
    if (found.language === language) continue
    gaps.push({ missing: 'version', language, count: letters[language], instead: found.language })
  }
  for (const language of languages) {
    if (read[language] === 0 || texts[language]?.summary.trim()) continue
    gaps.push({ missing: 'summary', language, count: read[language] })
  }
  return gaps
}
