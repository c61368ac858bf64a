import type { ReactNode } from 'react'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { softHyphens } from './soft-hyphens.ts'

/** An authored text in the reader's language, or in the nearest one, then marked for screen readers. */
export function Local({ text, language }: { text: LocalText; language: Language }): ReactNode {
  const shown = localText(text, language)
  const words = softHyphens(shown.text)
  return shown.lang === language ? words : <span lang={shown.lang}>{words}</span>
}
