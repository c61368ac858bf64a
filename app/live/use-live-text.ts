import { useEffect, useId, useRef } from 'react'
import { createRelativePositionFromTypeIndex, type RelativePosition } from 'yjs'
import type * as Y from 'yjs'
import { changeBetween, moved, type Delta, type TextChange } from './text-change.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

/**
 * Ties a text field to a shared text: spread the result over an input or a textarea. What others type appears in it
 * without moving this person's caret or selection; while a letter is being composed (dead keys, input methods) their
 * edits wait. `origin` marks this person's edits, for undo; `onCaret` is told where the caret is, for the others.
 */
export function useLiveText(text: Y.Text, origin: unknown, onCaret?: (head: RelativePosition | null) => void) {
  const id = useId()
  /** Set while a letter is composed: the text at its beginning, and what others did since. */
  const composing = useRef<{ base: string; since: Delta[] } | null>(null)

  useEffect(() => {
    const field = document.getElementById(id) as Field | null
    if (!field) return
    field.value = text.toString()
    const theirs = (event: Y.YTextEvent) => {
      if (composing.current) composing.current.since.push(event.delta)
      else show(field, text, event.delta)
    }
    text.observe(theirs)
    return () => {
      text.unobserve(theirs)
    }
  }, [text, id])

  function write(change: TextChange | null) {
    if (!change) return
    text.doc?.transact(() => {
      if (change.remove > 0) text.delete(change.index, change.remove)
      if (change.insert) text.insert(change.index, change.insert)
    }, origin)
  }

  return {
    id,
    defaultValue: text.toString(),
    onInput({ currentTarget }: { currentTarget: Field }) {
      if (composing.current) return
      write(changeBetween(text.toString(), currentTarget.value, currentTarget.selectionStart ?? 0))
    },
    onSelect({ currentTarget }: { currentTarget: Field }) {
      // Backwards selections end at their beginning.
      const { selectionStart, selectionEnd, selectionDirection } = currentTarget
      const head = (selectionDirection === 'backward' ? selectionStart : selectionEnd) ?? 0
      onCaret?.(createRelativePositionFromTypeIndex(text, Math.min(head, text.length)))
    },
    onBlur() {
      onCaret?.(null)
    },
    onCompositionStart() {
      composing.current = { base: text.toString(), since: [] }
    },
    onCompositionEnd({ currentTarget }: { currentTarget: Field }) {
      const waited = composing.current
      composing.current = null
      if (!waited) return
      const change = changeBetween(waited.base, currentTarget.value, currentTarget.selectionStart ?? 0)
      const at = (position: number) => waited.since.reduce(moved, position)
      if (change) {
        const index = at(change.index)
        write({ ...change, index, remove: at(change.index + change.remove) - index })
      }
      show(currentTarget, text, waited.since.flat())
    },
  }
}

/** Puts the shared text into the field; caret and selection stay at their letters. */
function show(field: Field, text: Y.Text, delta: Delta) {
  const value = text.toString()
  if (field.value === value) return
  const { selectionStart, selectionEnd, selectionDirection, scrollTop } = field
  field.value = value
  if (document.activeElement !== field) return
  field.setSelectionRange(
    moved(selectionStart ?? 0, delta),
    moved(selectionEnd ?? 0, delta),
    selectionDirection ?? 'none',
  )
  field.scrollTop = scrollTop
}
