import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#app/lib/languages.ts'
import css from './change-list.module.css'
import { sentenceOf, type Piece } from './sentences.ts'
import type { AgendaChange } from '../rules.ts'

type Props = {
  changes: AgendaChange[]
  zone: string
  language: Language
  /** The language that the agenda is written in. */
  textLanguage: Language
}

/** What changed, a sentence each; the agenda's own words are marked when their language is another. */
export function ChangeList({ changes, zone, language, textLanguage }: Props) {
  const { t } = useTranslation('changes')
  const lang = textLanguage === language ? undefined : textLanguage
  return (
    <ul className={css.list}>
      {changes.map((change, index) => (
        <li key={index}>{shown(sentenceOf(change, { t, zone, language }), lang)}</li>
      ))}
    </ul>
  )
}

function shown(sentence: Piece[], lang: Language | undefined): ReactNode {
  if (!lang) return sentence.map(({ text }) => text).join('')
  return sentence.map(({ text, quoted }, index) => (
    <span key={index} lang={quoted ? lang : undefined}>
      {text}
    </span>
  ))
}
