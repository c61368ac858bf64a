import { useLayoutEffect, useRef, type ClipboardEvent, type CSSProperties } from 'react'
import type * as Y from 'yjs'
import type { Present } from '#app/live/contract.ts'
import { caretIn, readPlace } from '#app/live/place.ts'
import { useLiveText } from '#app/live/use-live-text.ts'
import { colourOf } from '#app/ui/avatars.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { localEdit } from '../live.ts'
import css from './carets.module.css'
import { firstName } from './presence-line.tsx'

type Props = {
  text: Y.Text
  label: string
  most: number
  /** The language that the agenda is written in, when it is another than the page's. */
  lang: string | undefined
  others: Present[]
  onCaret(head: Y.RelativePosition | null): void
  onTooLong(most: number): void
}

/** One line that several people type into at once; the others' carets stand in it under their names. */
export function SharedLine({ text, label, most, lang, others, onCaret, onTooLong }: Props) {
  const live = useLiveText(text, localEdit, onCaret)
  const onPaste = ({ clipboardData, currentTarget }: ClipboardEvent<HTMLInputElement>) => {
    const { value, selectionStart, selectionEnd } = currentTarget
    const kept = value.length - ((selectionEnd ?? 0) - (selectionStart ?? 0))
    // The browser cuts what does not fit, and says nothing.
    if (kept + clipboardData.getData('text').length > most) onTooLong(most)
  }
  const carets = others.flatMap((one) => {
    const at = caretIn(text, readPlace(one.place))
    return at === null ? [] : [{ ...one, at }]
  })
  return (
    <div className={css.around}>
      <TextField {...live} label={label} lang={lang} maxLength={most} onPaste={onPaste} autoComplete="off" />
      {carets.map(({ id, name, colour, at }) => (
        <InputCaret
          key={id}
          fieldId={live.id}
          before={text.toString().slice(0, at)}
          name={firstName(name)}
          colour={colour}
        />
      ))}
    </div>
  )
}

/** A field shows one caret, its owner's: another one is laid over it, where its letters end. */
function InputCaret({
  fieldId,
  before,
  name,
  colour,
}: {
  fieldId: string
  before: string
  name: string
  colour: number
}) {
  const mark = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const field = document.getElementById(fieldId)
    if (!(field instanceof HTMLInputElement)) return
    const put = () => {
      const style = getComputedStyle(field)
      const x = parseFloat(style.paddingLeft) + field.clientLeft + widthOf(before, style.font) - field.scrollLeft
      const inside = x >= 0 && x <= field.offsetWidth
      mark.current?.style.setProperty('left', `${String(field.offsetLeft + x)}px`)
      mark.current?.style.setProperty('top', `${String(field.offsetTop)}px`)
      mark.current?.style.setProperty('height', `${String(field.offsetHeight)}px`)
      mark.current?.style.setProperty('visibility', inside ? 'visible' : 'hidden')
    }
    put()
    field.addEventListener('scroll', put)
    window.addEventListener('resize', put)
    return () => {
      field.removeEventListener('scroll', put)
      window.removeEventListener('resize', put)
    }
  })
  return (
    <span
      ref={mark}
      className={css.over}
      data-caret={name}
      aria-hidden="true"
      style={{ '--c': colourOf(colour - 1) } as CSSProperties}
    />
  )
}

/** How wide letters are in a font, px. */
function widthOf(letters: string, font: string): number {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return 0
  context.font = font
  return context.measureText(letters).width
}
