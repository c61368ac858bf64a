import type { TFunction } from 'i18next'
import { clock, duration } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import type { AgendaChange } from '../rules.ts'

/** A piece of a sentence; quoted: words of the agenda itself, in its language. */
export type Piece = { text: string; quoted: boolean }

type Told = { t: TFunction<'changes'>; zone: string; language: Language }

/** What became of an agenda, as a sentence: `”Tauko” siirtyi kohdasta 7 kohtaan 5 ja alkaa klo 18.00 (oli 18.10).` */
export function sentenceOf(change: AgendaChange, told: Told): Piece[] {
  // The agenda's words go in behind a mark that nobody can type, so that the sentence can be taken apart again.
  const quotes: string[] = []
  const quote = (text: string) => `${mark}${String(quotes.push(text) - 1)}${mark}`
  return wordsOf(change, told, quote)
    .split(mark)
    .map((text, index) =>
      index % 2 === 1 ? { text: quotes[Number(text)] ?? '', quoted: true } : { text, quoted: false },
    )
    .filter(({ text }) => text !== '')
}

const mark = '\u0000'

function wordsOf(change: AgendaChange, { t, zone, language }: Told, quote: (text: string) => string): string {
  const time = (at: number) => clock(at, zone, language)
  if (change.kind === 'ends') return t('ends', { time: time(change.at), was: time(change.wasAt) })
  if (change.kind === 'shifted') {
    const items = change.items.map(({ title, at, wasAt }) =>
      t('shiftedItem', { title: quote(title), time: time(at), was: time(wasAt) }),
    )
    return t('shifted', { items: items.join(', ') })
  }
  const title = quote(change.title)
  switch (change.kind) {
    case 'added':
    case 'removed': {
      const { kind, letter, at, minutes } = change
      if (letter !== null) return t(`${kind}Table`, { title, letter })
      return t(kind, { title, time: time(at), minutes: duration(minutes) })
    }
    case 'retitled':
      return t('retitled', { title, before: quote(change.before) })
    case 'moved': {
      const { from, to, at, wasAt } = change
      if (at === wasAt) return t('movedPlace', { title, from, to })
      return t('moved', { title, from, to, time: time(at), was: time(wasAt) })
    }
    case 'regrouped':
      return t(`regrouped.${change.side.in}`, { title, of: change.side.in === 'table' ? quote(change.side.of) : '' })
    case 'longer':
    case 'shorter':
      return t(change.kind, { title, before: duration(change.before), after: duration(change.after) })
    case 'presenter':
    case 'place': {
      const { kind, before, after } = change
      return t(`${kind}.${wayOf(change)}`, { title, before: quote(before ?? ''), after: quote(after ?? '') })
    }
    case 'pinned':
      return change.after === null
        ? t('unpinned', { title })
        : t('pinned', { title, time: typed(change.after, language) })
    case 'capacity':
      return t(`capacity.${wayOf(change)}`, { title, before: change.before ?? 0, after: change.after ?? 0 })
    case 'description':
      return t(change.has ? 'description' : 'descriptionGone', { title })
    case 'state':
      return t(`state.${change.state}`, { title })
    case 'closed':
    case 'reopened':
      return t(change.kind, { title })
  }
}

function wayOf({ before, after }: { before: unknown; after: unknown }): 'new' | 'gone' | 'other' {
  if (before === null) return 'new'
  return after === null ? 'gone' : 'other'
}

/** A pinned clock, `18:25`, as the language writes it. */
function typed(pinned: string, language: Language): string {
  return language === 'en' ? pinned : pinned.replace(':', '.')
}
