import type { CSSProperties } from 'react'
import type * as Y from 'yjs'
import type { Present } from '#app/live/contract.ts'
import { caretIn, readPlace } from '#app/live/place.ts'
import { colourOf } from '#app/ui/avatars.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import css from './carets.module.css'

type Props = {
  /** What is read. */
  shown: string
  /** The shared text that it comes from; null: it is gone. */
  text: Y.Text | null
  others: Present[]
}

/** A text to read, with the caret of who types in it. The flag beside it says the same in words. */
export function CaretText({ shown, text, others }: Props) {
  const carets = others
    .flatMap((one) => {
      const at = text && caretIn(text, readPlace(one.place))
      return at === null || at > shown.length ? [] : [{ ...one, at }]
    })
    .sort((a, b) => a.at - b.at)
  if (carets.length === 0) return softHyphens(shown)
  return [...carets, null].map((caret, index) => (
    <span key={caret?.id ?? 'end'}>
      {shown.slice(carets[index - 1]?.at ?? 0, caret?.at ?? shown.length)}
      {caret && (
        <span className={css.caret} aria-hidden="true" style={{ '--c': colourOf(caret.colour - 1) } as CSSProperties} />
      )}
    </span>
  ))
}
