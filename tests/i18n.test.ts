import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import en from '#app/i18n/en.ts'
import fi from '#app/i18n/fi.ts'
import sv from '#app/i18n/sv.ts'
import { languages, type Language } from '#app/lib/languages.ts'
import { projectRoot } from '#server/project-root.ts'

const folder = path.join(projectRoot, 'app/i18n')
/** Words that no browser needs: letters, and what agendas start from. */
const ofServer = ['letters', 'starters']
const areas = readdirSync(path.join(folder, 'fi')).map((file) => file.replace(/\.json$/, ''))

test('every file of words is there in every language, and reaches the pages', () => {
  for (const language of languages) {
    expect(readdirSync(path.join(folder, language)).sort()).toEqual(areas.map((area) => `${area}.json`).sort())
  }
  for (const words of [fi, sv, en]) {
    expect([...Object.keys(words), ...ofServer].sort()).toEqual([...areas].sort())
  }
})

describe.each(areas)('the words of %s (A11Y-6)', (area) => {
  const texts = Object.fromEntries(languages.map((language) => [language, textsOf(language, area)])) as Record<
    Language,
    Map<string, string>
  >

  test.each(['sv', 'en'] as const)('%s has the keys of Finnish', (language) => {
    expect([...texts[language].keys()].sort()).toEqual([...texts.fi.keys()].sort())
  })

  test.each(languages)('%s has no empty text', (language) => {
    expect([...texts[language]].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test.each(['sv', 'en'] as const)('%s puts in the same values as Finnish', (language) => {
    const differing = [...texts.fi].filter(
      ([key, text]) => valuesIn(key, text) !== valuesIn(key, texts[language].get(key) ?? ''),
    )
    expect(differing.map(([key]) => key)).toEqual([])
  })

  test.each(languages)('%s has both forms of every plural', (language) => {
    const keys = new Set(texts[language].keys())
    const lone = [...keys].filter((key) => {
      const [, stem, form] = /^(.*)_(one|other)$/.exec(key) ?? []
      return stem !== undefined && !keys.has(`${stem}_${form === 'one' ? 'other' : 'one'}`)
    })
    expect(lone).toEqual([])
  })
})

/** Key path -> text, of one file. */
function textsOf(language: Language, area: string): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, key: string) => {
    if (typeof value === 'string') found.set(key, value)
    else for (const [name, inner] of Object.entries(value as object)) walk(inner, key ? `${key}.${name}` : name)
  }
  walk(JSON.parse(readFileSync(path.join(folder, language, `${area}.json`), 'utf8')), '')
  return found
}

/** The values a text asks for. "One" may say its number in words. */
function valuesIn(key: string, text: string): string {
  const values = new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]))
  if (key.endsWith('_one')) values.delete('count')
  return [...values].sort().join(' ')
}
