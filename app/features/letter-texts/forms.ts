import { z } from 'zod'
import { placeholderMark } from '#app/features/mail/rules.ts'
import { languages, type Language } from '#app/lib/languages.ts'
import {
  isWritten,
  placeholderTrouble,
  versionParts,
  type LetterTexts,
  type LetterVersion,
  type PlaceholderTrouble,
} from './rules.ts'

/** Letters that fit into each part. */
const longest = { subject: 150, greeting: 200, body: 5000, summary: 1500, signature: 500 } as const

const version = z.object({
  subject: z.string().max(longest.subject),
  greeting: z.string().max(longest.greeting),
  body: z.string().max(longest.body),
  summary: z.string().max(longest.summary),
  signature: z.string().max(longest.signature),
})

/** A letter as it is stored and as the sample gives it. */
export const letterTexts = z.partialRecord(z.enum(languages), version)

export type Part = (typeof versionParts)[number]
/** Where on the form: `fi.subject`. */
export type PartName = `${Language}.${Part}`

/** What is wrong with a part of a letter; the page has words for each. */
export type LetterTrouble =
  { trouble: 'long'; most: number } | { trouble: 'subjectMissing' | 'bodyMissing' } | PlaceholderTrouble

/** The letter as it was typed, in the languages that the form holds. */
export function textsIn(form: FormData): LetterTexts {
  const texts: LetterTexts = {}
  for (const language of languages) {
    if (!form.has(`${language}.body`)) continue
    const part = (name: Part) => cleaned(form.get(`${language}.${name}`), name === 'subject' || name === 'greeting')
    texts[language] = Object.fromEntries(versionParts.map((name) => [name, part(name)])) as LetterVersion
  }
  return texts
}

/** One kind of line break, no mark of a link's placeholder, no ends. */
function cleaned(value: FormDataEntryValue | null, oneLine: boolean): string {
  const text = (typeof value === 'string' ? value : '').replaceAll(placeholderMark, '').replace(/\r\n?/g, '\n')
  return (oneLine ? text.replace(/\s+/g, ' ') : text).trim()
}

/** What is wrong with a letter, by the name of its field. Empty: it can be sent. */
export function troublesOf(texts: LetterTexts): Partial<Record<PartName, LetterTrouble>> {
  const troubles: Partial<Record<PartName, LetterTrouble>> = {}
  for (const language of languages) {
    const written = texts[language]
    if (!written) continue
    for (const part of versionParts) {
      const trouble = partTrouble(written[part], part)
      if (trouble) troubles[`${language}.${part}`] = trouble
    }
    if (isWritten(written) && written.subject === '') troubles[`${language}.subject`] = { trouble: 'subjectMissing' }
  }
  const first = languages.find((language) => texts[language] !== undefined)
  if (first !== undefined && !languages.some((language) => isWritten(texts[language]))) {
    troubles[`${first}.body`] ??= { trouble: 'bodyMissing' }
  }
  return troubles
}

function partTrouble(text: string, part: Part): LetterTrouble | null {
  if (text.length > longest[part]) return { trouble: 'long', most: longest[part] }
  return placeholderTrouble(text)
}
